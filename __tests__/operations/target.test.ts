import { describe, expect, test } from '@jest/globals';
import { InputError } from '../../src/operations/errors.ts';
import {
  noVersion,
  optionalVersion,
  requiredDatasetId,
  requiredVersion,
  requiredVersionId,
} from '../../src/operations/target.ts';

const ID = 'dst364npcw6ccok';
const target = (dataset: string, behindColon?: string, version?: string) => ({
  dataset: { dataset, version: behindColon },
  version,
});

/** The inputs that a check finds something wrong with. */
function wrongInputs(check: () => unknown): string[] {
  try {
    check();
    return [];
  } catch (error) {
    if (!(error instanceof InputError)) throw error;
    return error.problems.map(({ input }) => input);
  }
}

describe('the version', () => {
  test.each([
    [target('faces', 'v1'), 'v1'],
    [target('faces', undefined, 'v1'), 'v1'],
    [target('faces', 'v1', 'v1'), 'v1'],
  ])('is what one of the inputs says, or both: %j', (inputs, version) => {
    expect(requiredVersion(inputs)).toBe(version);
    expect(optionalVersion(inputs)).toBe(version);
  });

  test('is an error where both say something else', () => {
    const inputs = target('faces', 'v1', 'v2');

    expect(wrongInputs(() => requiredVersion(inputs))).toEqual(['version']);
    expect(wrongInputs(() => optionalVersion(inputs))).toEqual(['version']);
  });

  test('may be missing where it is optional, and nowhere else', () => {
    expect(optionalVersion(target('faces'))).toBeUndefined();
    expect(wrongInputs(() => requiredVersion(target('faces')))).toEqual(['version']);
  });

  test('is a mistake where it is about the whole dataset', () => {
    expect(wrongInputs(() => noVersion(target('faces', 'v1')))).toEqual(['dataset']);
    expect(wrongInputs(() => noVersion(target('faces')))).toEqual([]);
  });
});

describe('what is deleted', () => {
  test('is named by ids', () => {
    expect(requiredDatasetId(target(ID))).toBe(ID);
    expect(requiredVersionId(target(ID, 'fo5rp4m'))).toBe('fo5rp4m');
  });

  test.each(['faces', 'ds', `${ID}x`, ID.toUpperCase()])('is no dataset by the name %s', (dataset) => {
    expect(wrongInputs(() => requiredDatasetId(target(dataset)))).toEqual(['dataset']);
  });

  test.each(['latest', 'v1', 'production', 'FO5RP4M'])('is no version by the tag %s', (version) => {
    expect(wrongInputs(() => requiredVersionId(target(ID, version)))).toEqual(['version']);
  });
});
