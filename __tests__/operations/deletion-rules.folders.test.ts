import { describe, expect, test } from '@jest/globals';
import * as fc from 'fast-check';
import {
  folderOfVersions,
  isAbandoned,
  type KnownVersion,
  reclaimableFolder,
} from '../../src/operations/deletion-rules.ts';
import { holds } from '../support/property.ts';

const DATASET = 'dst364npcw6ccok';
const ROOT = `s3://bucket/team/datasets/${DATASET}/versions`;

function version(id: string, url: string | null = `${ROOT}/${id}`): KnownVersion {
  return { version: id, url };
}

describe('the folder of a deleted version', () => {
  test.each([
    ['its own url', version('fo5rp4m'), `team/datasets/${DATASET}/versions/fo5rp4m/`],
    [
      'its own url with a slash at the end',
      version('fo5rp4m', `${ROOT}/fo5rp4m/`),
      `team/datasets/${DATASET}/versions/fo5rp4m/`,
    ],
    ['a folder elsewhere that is named after it', version('fo5rp4m', 's3://bucket/fo5rp4m'), 'fo5rp4m/'],
  ])('is %s', (_what, deleted, prefix) => {
    expect(reclaimableFolder(deleted, [])).toEqual({ folder: { bucket: 'bucket', prefix } });
  });

  test.each([
    ['it has no url', null, 'no storage URL'],
    ['the url is empty', '', 'not a folder of an s3:// bucket'],
    ['the url is not s3://', 'https://bucket/team/fo5rp4m', 'not a folder of an s3:// bucket'],
    ['the url is a bucket', 's3://fo5rp4m', 'not a folder of an s3:// bucket'],
    ['the url is the top of a bucket', 's3://fo5rp4m/', 'not a folder of an s3:// bucket'],
    ['the url has an empty part', 's3://bucket//fo5rp4m', 'not a folder of an s3:// bucket'],
    ['the url ends in two slashes', `${ROOT}/fo5rp4m//`, 'not a folder of an s3:// bucket'],
    ['the url has a part of dots', `${ROOT}/../fo5rp4m`, 'not a folder of an s3:// bucket'],
    ['the url names another version', `${ROOT}/gp6sq5n`, 'does not end in the ID'],
    ['the url names a longer ID', `${ROOT}/fo5rp4mx`, 'does not end in the ID'],
    ['the url names the version further up', `${ROOT}/fo5rp4m/data`, 'does not end in the ID'],
    ['the url is the folder of all versions', ROOT, 'does not end in the ID'],
  ])('is not deleted if %s', (_what, url, reason) => {
    expect(reclaimableFolder(version('fo5rp4m', url), [])).toEqual({ reason: expect.stringContaining(reason) });
  });

  test('is not deleted if the ID of the version in the response is invalid', () => {
    expect(reclaimableFolder(version('versions', ROOT), [])).toEqual({
      reason: expect.stringContaining('does not end in'),
    });
    expect(reclaimableFolder(version('', 's3://bucket/a/'), [])).toEqual({
      reason: expect.stringContaining('does not end in'),
    });
  });

  test.each([
    ['the same folder', `${ROOT}/fo5rp4m`],
    ['a folder below', `${ROOT}/fo5rp4m/gp6sq5n`],
    ['a folder above', `${ROOT}/`],
  ])('is not deleted if an existing version has its files in %s', (_what, url) => {
    expect(reclaimableFolder(version('fo5rp4m'), [version('aaaaaaa'), version('gp6sq5n', url)])).toEqual({
      reason: expect.stringContaining('version gp6sq5n has its files in the same folder'),
    });
  });

  test.each([
    ['in another bucket', `s3://other/team/datasets/${DATASET}/versions/fo5rp4m`],
    ['of another team in the same bucket', `s3://bucket/team2/datasets/${DATASET}/versions/fo5rp4m`],
    ['whose name begins with the ID', `${ROOT}/fo5rp4mx`],
    ['whose url is not a folder of a bucket', 'file:///etc'],
  ])('is deleted despite an existing version %s', (_what, url) => {
    expect(reclaimableFolder(version('fo5rp4m'), [version('gp6sq5n', url)])).toHaveProperty('folder');
  });

  test('is deleted even if an earlier list contains the version itself', () => {
    expect(reclaimableFolder(version('fo5rp4m'), [version('fo5rp4m')])).toHaveProperty('folder');
  });
});

describe('the folder of a dataset’s versions', () => {
  test('is the folder above a version if it is named after the dataset', () => {
    const folder = { bucket: 'bucket', prefix: `team/datasets/${DATASET}/versions/` };
    expect(folderOfVersions(DATASET, version('fo5rp4m'))).toEqual(folder);
  });

  test.each([
    ['of another dataset', `s3://bucket/team/datasets/dsaaaaaaaaaaaaa/versions/fo5rp4m`],
    ['that is not called versions', `s3://bucket/team/datasets/${DATASET}/fo5rp4m`],
    ['at the top of the bucket', 's3://bucket/versions/fo5rp4m'],
    ['of another version', `${ROOT}/gp6sq5n`],
    ['that does not exist', null],
    ['that is not in S3', `https://bucket/${DATASET}/versions/fo5rp4m`],
  ])('is unknown from a folder %s', (_what, url) => {
    expect(folderOfVersions(DATASET, version('fo5rp4m', url))).toBeUndefined();
  });
});

describe('a folder of a version that the API does not return', () => {
  const now = Date.parse('2026-03-01T12:00:00Z');
  const hoursAgo = (hours: number): number => now - hours * 3_600_000;

  test('is abandoned an hour after its newest object was written', () => {
    expect(isAbandoned(hoursAgo(1), now)).toBe(true);
    expect(isAbandoned(hoursAgo(1) + 1, now)).toBe(false);
    expect(isAbandoned(hoursAgo(-1), now)).toBe(false);
    expect(isAbandoned(Number.NaN, now)).toBe(false);
  });
});

const id = fc.constantFrom('aaaaaaa', 'aaaaaab', 'bbbbbbb', 'aaaaaaaa', 'aaaaaa');
const team = fc.constantFrom('team', 'team2', 'tea');
const end = fc.constantFrom('', '/', '//', '/data', 'x', '/..');
const url = fc.oneof(
  {
    weight: 6,
    arbitrary: fc.tuple(team, id, end).map(([t, i, e]) => `s3://bucket/${t}/datasets/${DATASET}/versions/${i}${e}`),
  },
  fc.constantFrom(
    null,
    '',
    's3://bucket',
    's3://bucket/',
    's3://bucket/team',
    's3://bucket/aaaaaaa',
    'https://x/aaaaaaa',
  ),
  fc.string({ unit: fc.constantFrom('s3://', 'bucket', '/', 'aaaaaaa', '.', 'team'), maxLength: 8 }),
);
const known = fc.record({ version: id, url });

test('the folder to delete never contains files of an existing version', async () => {
  await holds(
    fc.property(known, fc.array(known, { maxLength: 6 }), fc.string({ maxLength: 4 }), (deleted, others, name) => {
      const found = reclaimableFolder(deleted, others);
      if ('reason' in found) return;
      const { bucket, prefix } = found.folder;
      expect(prefix).toMatch(/^([^/]+\/)+$/);
      expect(prefix.endsWith(`/${deleted.version}/`) || prefix === `${deleted.version}/`).toBe(true);
      expect(`${deleted.url?.replace(/\/$/, '')}/`).toBe(`s3://${bucket}/${prefix}`);
      for (const other of others) {
        if (other.version === deleted.version) continue;
        expect(`${other.url?.replace(/\/+$/, '')}/data/${name}`.startsWith(`s3://${bucket}/${prefix}`)).toBe(false);
      }
    }),
  );
});
