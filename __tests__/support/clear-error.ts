import { expect } from '@jest/globals';
import { errorText } from '../../src/github/error-text.ts';
import { whatIsUnclear } from '../faults/judge.ts';

/** An annotation of more than this is not read by anybody. */
const MAX_MESSAGE = 20_000;

/** An error must be one of the project's own, say what failed in words, and at a length that can be read. */
export function expectClear(error: unknown): void {
  expect(whatIsUnclear(error)).toBeUndefined();
  const { title, message } = errorText(error);
  expect(title.length + message.length).toBeLessThan(MAX_MESSAGE);
}
