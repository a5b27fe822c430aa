import { expect, test } from '@jest/globals';
import { measure } from '../../src/files/manifest.ts';
import { deleteFiles, listFiles } from '../../src/files/version-files.ts';
import { useS3Bed } from '../support/s3-bed.ts';
import { refuse } from '../support/s3-proxy.ts';

const bed = useS3Bed();

test('files are listed by folder and condition, sorted by their bytes', async () => {
  const { storage } = bed.open();
  const version = bed.version();
  for (const key of ['b/2', 'b/1', 'a', 'b-c']) await bed.putObject(version.prefix + key, key);
  const keys = async (destination: string, filter?: (key: string) => boolean) =>
    (await listFiles(storage, version, { destination, filter })).map(({ key }) => key);

  expect(await keys('/')).toEqual(['a', 'b-c', 'b/1', 'b/2']);
  expect(await keys('b')).toEqual(['b/1', 'b/2']);
  expect(await keys('b', (key) => key === 'b/2')).toEqual(['b/2']);
});

test('files are measured by count and bytes', () => {
  expect(measure([])).toEqual({ files: 0, bytes: 0 });
  expect(measure([2, 3].map((size) => ({ key: `k${size}`, size, etag: '' })))).toEqual({ files: 2, bytes: 5 });
});

test('files are deleted in batches with an MD5 and no other checksum, and unusual names one by one', async () => {
  const { storage } = bed.open();
  const version = bed.version();
  const keys = ['a', 'b & <c>', 'é', 'new\nline'];
  for (const key of [...keys, 'kept']) await bed.putObject(version.prefix + key, 'x');

  await deleteFiles(storage, version, [...keys, 'was-never-there']);

  expect((await listFiles(storage, version)).map(({ key }) => key)).toEqual(['kept']);
  const deletes = bed.proxy.requests.filter(({ method, query }) => method === 'DELETE' || query.has('delete'));
  expect(deletes.map(({ method }) => method).sort()).toEqual(['DELETE', 'POST']);
  const headers = deletes.find(({ method }) => method === 'POST')?.headers ?? {};
  expect(headers['content-md5']).toMatch(/^[\w+/]{22}==$/);
  expect(Object.keys(headers).filter((name) => name.includes('checksum'))).toEqual([]);
});

test('more than a thousand files are deleted in several requests', async () => {
  const { storage } = bed.open();
  const version = bed.version();

  await deleteFiles(
    storage,
    version,
    Array.from({ length: 2001 }, (_, index) => `k${index}`),
  );

  const batches = bed.proxy.requests.map(({ body }) => body.toString().split('<Key>').length - 1);
  expect(batches.sort()).toEqual([0, 1000, 1000]);
});

test('objects that the storage did not delete are reported', async () => {
  const { storage } = bed.open();
  const version = bed.version();
  const error = (key: string) =>
    `<Error><Key>${version.prefix}${key}</Key><Code>AccessDenied</Code><Message>No</Message></Error>`;
  bed.proxy.rule = () => ({ kind: 'answer', status: 200, body: `<DeleteResult>${error('a')}<Error/></DeleteResult>` });

  await expect(deleteFiles(storage, version, ['a', 'b'])).rejects.toMatchObject({
    message: expect.stringContaining('Failed to delete 2 files: "a": No (AccessDenied)'),
    failures: [
      { key: 'a', code: 'AccessDenied', message: 'No' },
      { key: '', code: '', message: '' },
    ],
  });
  bed.proxy.rule = () => refuse(403, 'AccessDenied');
  await expect(deleteFiles(storage, version, ['a', 'b'])).rejects.toMatchObject({
    operation: 'DeleteObjects',
    status: 403,
  });
  await expect(deleteFiles(storage, version, ['a'])).rejects.toMatchObject({ operation: 'DeleteObject', status: 403 });
});

test('no request is sent without files to delete', async () => {
  const { storage } = bed.open();

  await deleteFiles(storage, bed.version(), []);

  expect(bed.proxy.requests).toEqual([]);
});
