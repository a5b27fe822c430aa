import { expect, test } from '@jest/globals';
import * as fc from 'fast-check';
import { isDatasetId, isVersionId, parseReference } from '../../src/paperspace/references.ts';
import { holds } from '../support/property.ts';

const idCharacter = fc.constantFrom(...'abcdefghijklmnopqrstuvwxyz0123456789');
const id = (length: number) => fc.string({ unit: idCharacter, minLength: length, maxLength: length });
const part = fc.string({ minLength: 1 }).filter((text) => text.trim() !== '' && text === text.trim());
const tag = part.filter((text) => !text.includes(':'));

test('a dataset and a version joined by a colon are parsed back, even with colons in the name', async () => {
  await holds(
    fc.property(part, tag, (dataset, version) => {
      expect(parseReference(`${dataset}:${version}`)).toEqual({ dataset, version });
    }),
  );
});

test('a name without a colon is a dataset', async () => {
  await holds(
    fc.property(tag, (dataset) => {
      expect(parseReference(dataset)).toEqual({ dataset });
    }),
  );
});

test('parts of references are never empty or padded', async () => {
  await holds(
    fc.property(fc.string(), (text) => {
      const { dataset, version } = parseReference(text) ?? {};
      for (const one of [dataset, version]) {
        if (one === undefined) continue;
        expect(one).not.toBe('');
        expect(one).toBe(one.trim());
      }
    }),
  );
});

test('every ID is recognized as exactly one kind', async () => {
  await holds(
    fc.property(id(13), id(7), (datasetPart, version) => {
      expect(isDatasetId(`ds${datasetPart}`)).toBe(true);
      expect(isVersionId(version)).toBe(true);
      expect(isVersionId(`ds${datasetPart}`)).toBe(false);
      expect(isDatasetId(version)).toBe(false);
    }),
  );
});
