import { expect, test } from '@jest/globals';
import { StorageUrlError } from '../../../src/files/errors.ts';
import { bucketUrl, folderPrefix, isRegion, locateVersion, serviceUrl } from '../../../src/files/s3/location.ts';

const VERSION_URL = 's3://bucket/team/datasets/ds0/versions/v123456';

test.each([
  [
    VERSION_URL,
    'data/',
    'team/datasets/ds0/versions/v123456/data/',
    'team/datasets/ds0/versions/v123456/data.manifest.jsonl',
  ],
  [
    `${VERSION_URL}/`,
    '/a/b',
    'team/datasets/ds0/versions/v123456/a/b/',
    'team/datasets/ds0/versions/v123456/a/b.manifest.jsonl',
  ],
  [VERSION_URL, '', 'team/datasets/ds0/versions/v123456/', 'team/datasets/ds0/versions/v123456.manifest.jsonl'],
  [VERSION_URL, '/', 'team/datasets/ds0/versions/v123456/', 'team/datasets/ds0/versions/v123456.manifest.jsonl'],
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
  expect(new StorageUrlError('file:///a').message).toContain('file:///a');
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

test.each([
  ['us-east-1', 'flowers', 'https://flowers.s3.us-east-1.amazonaws.com/'],
  ['eu-west-1', 'flowers.example.com', 'https://s3.eu-west-1.amazonaws.com/flowers.example.com'],
  ['eu-west-1', 'Flowers', 'https://s3.eu-west-1.amazonaws.com/Flowers'],
  ['eu-west-1', 'a_b', 'https://s3.eu-west-1.amazonaws.com/a_b'],
  ['cn-north-1', 'flowers', 'https://flowers.s3.cn-north-1.amazonaws.com.cn/'],
  ['us-gov-west-1', 'flowers', 'https://flowers.s3.us-gov-west-1.amazonaws.com/'],
  ['us-iso-east-1', 'flowers', 'https://flowers.s3.us-iso-east-1.c2s.ic.gov/'],
  ['us-isob-east-1', 'flowers', 'https://flowers.s3.us-isob-east-1.sc2s.sgov.gov/'],
  ['us-isof-south-1', 'flowers', 'https://flowers.s3.us-isof-south-1.csp.hci.ic.gov/'],
  ['eu-isoe-west-1', 'flowers', 'https://flowers.s3.eu-isoe-west-1.cloud.adc-e.uk/'],
  ['eusc-de-east-1', 'flowers', 'https://flowers.s3.eusc-de-east-1.amazonaws.eu/'],
])('in %s the bucket %s is at %s', (region, bucket, url) => {
  expect(bucketUrl(undefined, region, bucket).href).toBe(url);
});

test.each([
  ['https://ams3.example.com', 'https://ams3.example.com/flowers'],
  ['http://127.0.0.1:9000/', 'http://127.0.0.1:9000/flowers'],
  ['https://example.com/below/', 'https://example.com/below/flowers'],
])('with the endpoint %s the bucket is in the path', (endpoint, url) => {
  expect(bucketUrl(new URL(endpoint), 'us-east-1', 'flowers').href).toBe(url);
});

test('a bucket name cannot lead outside the endpoint', () => {
  expect(bucketUrl(new URL('https://example.com'), 'us-east-1', '@evil.example/x?y').href).toBe(
    'https://example.com/%40evil.example%2Fx%3Fy',
  );
});

test('without a bucket the address is the endpoint itself or the host of the region', () => {
  expect(serviceUrl(new URL('https://example.com/below'), 'us-east-1').href).toBe('https://example.com/below');
  expect(serviceUrl(undefined, 'cn-north-1').href).toBe('https://s3.cn-north-1.amazonaws.com.cn/');
});

test.each([
  ['us-east-1', true],
  ['auto', true],
  ['', false],
  ['-a', false],
  ['evil.example', false],
  ['a/b', false],
  ['a@b', false],
  ['a'.repeat(64), false],
])('%j is a region: %s', (text, expected) => {
  expect(isRegion(text)).toBe(expected);
});
