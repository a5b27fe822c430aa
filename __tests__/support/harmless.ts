import { expect } from '@jest/globals';

/** The commands that a step of this action may give the runner. */
const COMMAND = /^::(?:add-mask|group|endgroup|debug|notice|warning|error)(?: title=[^:]*)?::/;

/** No line is a command but those of the action itself, and no control character reaches a terminal. */
export function expectHarmlessLog(printed: readonly string[]): void {
  // What is masked has to be told as it is; the runner shows none of it.
  const lines = printed.filter((line) => !line.startsWith('::add-mask::'));
  expect(lines.filter((line) => /^\s*::/.test(line) && !COMMAND.test(line))).toEqual([]);
  // biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what this is about
  expect(lines.filter((line) => /##\[|[\u0000-\u0008\u000b-\u001f\u007f-\u009f]/.test(line))).toEqual([]);
}

/** The summary holds no markup and no entity but those of the action. */
export function expectHarmlessMarkup(summary: string): void {
  const markup = summary
    .replaceAll(
      /\n```mermaid\n%%\{init: \{"xyChart":\{[\w":,]*\},"themeVariables":\{"xyChart":\{[\w":,#]*\}\}\}\}%%\nxychart-beta horizontal\n {2}title "[\w ]*"\n {2}x-axis \["[\w ().:+/", -]*\]\n {2}y-axis "\w*" 0 --> [\d.]+\n {2}bar \[[\d., ]*\]\n```\n/g,
      '',
    )
    .replaceAll(/<\/?(?:h3|p|strong|em|code|table|tr|th|td|br)>/g, '');
  expect(markup).not.toMatch(/[<>`*_[\]|"]/);
  expect(markup.replaceAll(/&#\d+;/g, '')).not.toMatch(/[&#]/);
}
