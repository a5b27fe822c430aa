/** Assertions about every step and every error, whatever the step did and however it ended. */
import { expect } from '@jest/globals';
import type { StepResult } from '../../emulator/runner.ts';
import type { RecordedRequest } from '../../emulator/service.ts';
import { errorText } from '../../src/net/errors.ts';
import { registry } from '../../src/operations/index.ts';
import { loadAll } from '../../src/operations/operation.ts';
import { contractProblems } from './contract.ts';
import type { ListeningRunner } from './runner.ts';
import { findUnclearError } from './world.ts';

const operations = await loadAll(registry);

export interface FinishedStep {
  readonly result: StepResult;
  readonly requests: readonly RecordedRequest[];
  /** The key and the step's other secrets, which must not appear anywhere. */
  readonly secrets: readonly string[];
  readonly operation: string | undefined;
}

export function assertPromises(step: FinishedStep): void {
  const lines = step.result.log.split('\n');
  assertNoSecretAppears(step, lines);
  expectHarmlessLog(lines);
  assertOrderlyEnd(step, lines);
  expect(undeclaredOutputs(step)).toEqual([]);
  expect(step.requests.flatMap(contractProblems)).toEqual([]);
}

/** Asserts that no secret appears, in any usual encoding, except in the command that masks it. */
function assertNoSecretAppears({ result, requests, secrets }: FinishedStep, lines: readonly string[]): void {
  const log = lines.filter((line) => !line.startsWith('::add-mask::'));
  const everything = JSON.stringify([log, result.outputs, result.state, result.summary, requests]);
  const spellings = secrets.flatMap(spellingsOf);
  expect(spellings.filter((spelling) => everything.includes(spelling))).toEqual([]);
}

/** Returns the usual encodings of a secret. */
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

/** Asserts that a success has no error and a failure exactly one, with text and exit status 1. A killed process has none. */
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

/** The workflow commands that this action uses. */
const COMMAND = /^::(?:add-mask|group|endgroup|debug|notice|warning|error)(?: title=[^:]*)?::/;

/** Asserts that all commands are the action's own, and that no control character reaches a terminal. */
function expectHarmlessLog(printed: readonly string[]): void {
  // A command that masks a value contains it unchanged. The runner does not show such commands.
  const lines = printed.filter((line) => !line.startsWith('::add-mask::'));
  expect(lines.filter((line) => /^\s*::/.test(line) && !COMMAND.test(line))).toEqual([]);
  // biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what this is about
  expect(lines.filter((line) => /##\[|[\u0000-\u0008\u000b-\u001f\u007f-\u009f]/.test(line))).toEqual([]);
}

/** Asserts that the summary has no markup and no entity except the action's own. */
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

/**
 * Asserts that the log and the summary of a step are harmless, and that a success has no error and a failure exactly one,
 * with a title and a text. Returns the errors.
 */
export function expectHarmlessEnd({ workflow, lines }: ListeningRunner, exit: number): string[] {
  const printed = lines();
  expectHarmlessLog(printed);
  expectHarmlessMarkup(workflow.summary);
  const errors = printed.filter((line) => line.startsWith('::error'));
  expect(errors).toHaveLength(exit);
  for (const error of errors) expect(error).toMatch(/^::error title=(?!Failed::)[^:]+::./);
  return errors;
}

/** The maximum length of a readable annotation. */
const MAX_MESSAGE = 20_000;

/** Asserts that an error is one of the action's own, states what failed, and is short enough to read. */
export function expectClear(error: unknown): void {
  expect(findUnclearError(error)).toBeUndefined();
  const { title, message } = errorText(error);
  expect(title.length + message.length).toBeLessThan(MAX_MESSAGE);
}
