/** What the action promises of every step, whatever it was to do and however it ended. */
import { expect } from '@jest/globals';
import type { StepResult } from '../../emulator/runner.ts';
import type { RecordedRequest } from '../../emulator/service.ts';
import { operations } from '../../src/operations/index.ts';
import { contractProblems } from './contract.ts';

export interface FinishedStep {
  readonly result: StepResult;
  readonly requests: readonly RecordedRequest[];
  /** What must not be read anywhere: the key, and what the step has beside it. */
  readonly secrets: readonly string[];
  readonly operation: string | undefined;
}

/** The commands that a step of this action may give the runner. */
const commands = ['add-mask', 'group', 'endgroup', 'debug', 'notice', 'warning', 'error'];

export function assertPromises(step: FinishedStep): void {
  const lines = step.result.log.split('\n');
  assertSecretsAreKept(step, lines);
  assertOwnCommandsAlone(lines);
  assertOrderlyEnd(step, lines);
  expect(undeclaredOutputs(step)).toEqual([]);
  expect(step.requests.flatMap(contractProblems)).toEqual([]);
}

/** A secret stands nowhere, in no usual spelling, but in the command that masks it. */
function assertSecretsAreKept({ result, requests, secrets }: FinishedStep, lines: readonly string[]): void {
  const log = lines.filter((line) => !line.startsWith('::add-mask::'));
  const everything = JSON.stringify([log, result.outputs, result.state, result.summary, requests]);
  const spellings = secrets.flatMap((secret) => [
    secret,
    encodeURIComponent(secret),
    JSON.stringify(secret).slice(1, -1),
    Buffer.from(secret).toString('base64').replace(/=+$/, ''),
    Buffer.from(secret).toString('base64url'),
    Buffer.from(secret).toString('hex'),
  ]);
  expect(spellings.filter((spelling) => everything.includes(spelling))).toEqual([]);
}

/** No line is a command but those of the action itself; the runner's old form and a terminal's codes occur nowhere. */
function assertOwnCommandsAlone(lines: readonly string[]): void {
  const foreign = lines.filter(
    (line) => /^\s*::/.test(line) && !commands.some((command) => new RegExp(`^::${command}(?: |::)`).test(line)),
  );
  expect(foreign).toEqual([]);
  expect(lines.filter((line) => line.includes('##[') || line.includes('\u001b') || line.includes('\r'))).toEqual([]);
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
