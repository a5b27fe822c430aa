import { expect, test } from '@jest/globals';
import * as fc from 'fast-check';
import { isDatasetId, isVersionId, parseReference } from '../../src/paperspace/references.ts';
import { holds } from '../support/property.ts';

const idCharacter = fc.constantFrom(...'abcdefghijklmnopqrstuvwxyz0123456789');
const id = (length: number) => fc.string({ unit: idCharacter, minLength: length, maxLength: length });
const part = fc.string({ minLength: 1 }).filter((text) => text.trim() !== '' && text === text.trim());
const tag = part.filter((text) => !text.includes(':'));

test('a dataset and a version that are joined by a colon come apart again, whatever colons the name has', async () => {
  await holds(
    fc.property(part, tag, (dataset, version) => {
      expect(parseReference(`${dataset}:${version}`)).toEqual({ dataset, version });
    }),
  );
});

test('a name without a colon is a dataset alone', async () => {
  await holds(
    fc.property(tag, (dataset) => {
      expect(parseReference(dataset)).toEqual({ dataset });
    }),
  );
});

test('no part of any reference is empty or has white space around it', async () => {
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

test('every id of Paperspace is known for one, and for one kind alone', async () => {
  await holds(
    fc.property(id(13), id(7), (datasetPart, version) => {
      expect(isDatasetId(`ds${datasetPart}`)).toBe(true);
      expect(isVersionId(version)).toBe(true);
      expect(isVersionId(`ds${datasetPart}`)).toBe(false);
      expect(isDatasetId(version)).toBe(false);
    }),
  );
});
