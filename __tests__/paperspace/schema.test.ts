import { describe, expect, test } from '@jest/globals';
import * as v from 'valibot';
import { datasetPageSchema, datasetSchema, versionPageSchema, versionSchema } from '../../src/paperspace/schema.ts';
import { sampleDataset, sampleVersion } from '../support/responses.ts';

describe('a version', () => {
  test('is parsed as documented', () => {
    const version = sampleVersion({ usageBytes: '12', tags: ['v1'], metadata: { a: [1, null] }, url: 's3://bucket/x' });

    expect(v.parse(versionSchema, version)).toEqual(version);
  });

  test('has no metadata if the field is absent, as in the example of the reference', () => {
    const { metadata: _metadata, ...version } = sampleVersion();

    expect(v.parse(versionSchema, version)).toMatchObject({ metadata: null });
  });

  test('keeps undocumented fields', () => {
    expect(v.parse(versionSchema, { ...sampleVersion(), region: 'ny2' })).toMatchObject({ region: 'ny2' });
  });

  test('keeps metadata with any keys', () => {
    const metadata = { constructor: 1, prototype: { a: 2 }, toString: null };

    expect(v.parse(versionSchema, sampleVersion({ metadata })).metadata).toEqual(metadata);
  });

  test.each([
    ['a size that is a number', { usageBytes: 12 }],
    ['tags in one text', { tags: 'a,b' }],
    ['no tags', { tags: null }],
    ['metadata that is a text', { metadata: 'text' }],
    ['metadata that is a list', { metadata: [] }],
    ['no id', { version: undefined }],
    ['a state that is a text', { isCommitted: 'false' }],
  ])('does not have %s', (_name, fields) => {
    expect(v.is(versionSchema, { ...sampleVersion(), ...fields })).toBe(false);
  });
});

test('a dataset is parsed as documented, with nullable and unknown fields', () => {
  const dataset = sampleDataset({ name: null, description: 'x' });

  expect(v.parse(datasetSchema, { ...dataset, region: 'ny2' })).toEqual({ ...dataset, region: 'ny2' });
  expect(v.is(datasetSchema, { ...dataset, isPublic: null })).toBe(false);
});

describe('a page', () => {
  test.each([{ nextPage: 'c' }, { nextPage: null }, {}])('can end with %j', (ending) => {
    const page = { hasMore: false, ...ending };

    expect(v.parse(versionPageSchema, { ...page, items: [sampleVersion()] }).items).toHaveLength(1);
    expect(v.parse(datasetPageSchema, { ...page, items: [sampleDataset()] }).items).toHaveLength(1);
  });

  test('requires items of its kind', () => {
    expect(v.is(versionPageSchema, { hasMore: false, items: [sampleDataset()] })).toBe(false);
    expect(v.is(datasetPageSchema, { hasMore: false })).toBe(false);
  });
});
