import { expect, test } from '@jest/globals';
import { StorageUrlError } from '../../../src/files/errors.ts';
import { folderPrefix, locateVersion } from '../../../src/files/s3/location.ts';

const URL = 's3://bucket/team/datasets/ds0/versions/v123456';

test.each([
  [URL, 'data/', 'team/datasets/ds0/versions/v123456/data/', 'team/datasets/ds0/versions/v123456/data.manifest.jsonl'],
  [
    `${URL}/`,
    '/a/b',
    'team/datasets/ds0/versions/v123456/a/b/',
    'team/datasets/ds0/versions/v123456/a/b.manifest.jsonl',
  ],
  [URL, '', 'team/datasets/ds0/versions/v123456/', 'team/datasets/ds0/versions/v123456.manifest.jsonl'],
  [URL, '/', 'team/datasets/ds0/versions/v123456/', 'team/datasets/ds0/versions/v123456.manifest.jsonl'],
])('the files of %s under %j are at %s', (url, storagePrefix, prefix, manifestKey) => {
  expect(locateVersion(url, storagePrefix)).toEqual({ bucket: 'bucket', prefix, manifestKey });
});

test.each([
  [null],
  [''],
  ['https://example.com/bucket/key'],
  ['s3://bucket'],
  ['s3://bucket/'],
  ['s3:///key'],
])('the url %j is refused', (url) => {
  expect(() => locateVersion(url, 'data/')).toThrow(StorageUrlError);
});

test('an error names an invalid url and reports a missing one', () => {
  expect(new StorageUrlError('file:///a')).toMatchObject({
    url: 'file:///a',
    message: expect.stringContaining('file:///a'),
  });
  expect(new StorageUrlError(null).message).toBe('The version has no storage URL');
});

test.each([
  ['/', ''],
  ['', ''],
  ['.', ''],
  ['./', ''],
  ['a', 'a/'],
  ['/a/b/', 'a/b/'],
  ['./a', 'a/'],
  ['.a', '.a/'],
])('the folder %j is %j', (folder, prefix) => {
  expect(folderPrefix(folder)).toBe(prefix);
});

test.each(['a//b', '../a', 'a/..', 'a/./b', 'a//'])('the folder %j is refused', (folder) => {
  expect(() => folderPrefix(folder)).toThrow(RangeError);
});
