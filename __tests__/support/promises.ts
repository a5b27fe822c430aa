/** What the action promises of every step and every error, whatever it was to do and however it ended. */
import { expect } from '@jest/globals';
import type { StepResult } from '../../emulator/runner.ts';
import type { RecordedRequest } from '../../emulator/service.ts';
import { errorText } from '../../src/net/errors.ts';
import { registry } from '../../src/operations/index.ts';
import { loadAll } from '../../src/operations/operation.ts';
import { contractProblems } from './contract.ts';
import { findUnclearError } from './world.ts';

const operations = await loadAll(registry);

export interface FinishedStep {
  readonly result: StepResult;
  readonly requests: readonly RecordedRequest[];
  /** What must not be read anywhere: the key, and what the step has beside it. */
  readonly secrets: readonly string[];
  readonly operation: string | undefined;
}

export function assertPromises(step: FinishedStep): void {
  const lines = step.result.log.split('\n');
  assertSecretsAreKept(step, lines);
  expectHarmlessLog(lines);
  assertOrderlyEnd(step, lines);
  expect(undeclaredOutputs(step)).toEqual([]);
  expect(step.requests.flatMap(contractProblems)).toEqual([]);
}

/** A secret stands nowhere, in no usual spelling, but in the command that masks it. */
function assertSecretsAreKept({ result, requests, secrets }: FinishedStep, lines: readonly string[]): void {
  const log = lines.filter((line) => !line.startsWith('::add-mask::'));
  const everything = JSON.stringify([log, result.outputs, result.state, result.summary, requests]);
  const spellings = secrets.flatMap(spellingsOf);
  expect(spellings.filter((spelling) => everything.includes(spelling))).toEqual([]);
}

/** The usual spellings of a secret. */
export function spellingsOf(secret: string): string[] {
  return [
    secret,
    encodeURIComponent(secret),
    JSON.stringify(secret).slice(1, -1),
    Buffer.from(secret).toString('base64').replace(/=+$/, ''),
    Buffer.from(secret).toString('base64url'),
    Buffer.from(secret).toString('hex'),
  ];
}

/** Success says no error; a failure says one, in words, and exits with 1. A killed process says nothing any more. */
function assertOrderlyEnd({ result }: FinishedStep, lines: readonly string[]): void {
  const errors = lines.filter((line) => line.startsWith('::error'));
  expect([0, 1, null]).toContain(result.exit);
  expect(errors).toHaveLength(result.exit ?? 0);
  for (const error of errors) expect(error).toMatch(/^::error title=[^:]+::./);
  const stacks = lines.filter((line) => !line.startsWith('::debug::') && /^\s*at |(?:%0A|\\n)\s+at /.test(line));
  expect(stacks).toEqual([]);
}

function undeclaredOutputs({ result, operation = 'snapshot' }: FinishedStep): string[] {
  const declared: readonly string[] = operations.find(({ name }) => name === operation)?.outputs ?? ['outcome'];
  return Object.keys(result.outputs).filter((name) => !declared.includes(name));
}

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
    .replaceAll(/<\/?(?:h3|h4|p|pre|strong|em|code|table|tr|th|td|br)>/g, '');
  expect(markup).not.toMatch(/[<>`*_[\]|"]/);
  expect(markup.replaceAll(/&#\d+;/g, '')).not.toMatch(/[&#]/);
}

/** An annotation of more than this is not read by anybody. */
const MAX_MESSAGE = 20_000;

/** An error must be one of the project's own, say what failed in words, and at a length that can be read. */
export function expectClear(error: unknown): void {
  expect(findUnclearError(error)).toBeUndefined();
  const { title, message } = errorText(error);
  expect(title.length + message.length).toBeLessThan(MAX_MESSAGE);
}
