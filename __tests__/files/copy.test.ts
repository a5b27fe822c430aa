import { expect, test } from '@jest/globals';
import { BufferPool } from '../../src/files/buffer-pool.ts';
import type { Transfer } from '../../src/files/progress.ts';
import { StorageRequestError } from '../../src/files/s3/errors.ts';
import { copyFile } from '../../src/files/upload.ts';
import { LARGE, noise, useS3Bed } from '../support/s3-bed.ts';
import { firstTimes, refuse, type SeenRequest } from '../support/s3-proxy.ts';

const bed = useS3Bed();

const signal = new AbortController().signal;
const isPartCopy = ({ headers }: SeenRequest): boolean => headers['x-amz-copy-source-range'] !== undefined;

function transfer(): Transfer {
  const { storage } = bed.open();
  return {
    storage,
    buffers: new BufferPool(storage.limit),
    progress: { addFile: () => undefined, addBytes: () => undefined },
  };
}

/** A source of two parts and a place to copy it to, with the limit of a single copy below its size. */
async function large() {
  const { prefix } = bed.version();
  const content = noise(LARGE);
  const source = { bucket: bed.bucket, key: `${prefix}é +source`, size: LARGE, etag: '' };
  await bed.putObject(source.key, content);
  return { content, source, target: { bucket: bed.bucket, key: `${prefix}target` }, limit: LARGE - 1, prefix };
}

test('an object too large for one copy is copied in parts', async () => {
  const { content, source, target, limit } = await large();

  const etag = await copyFile(transfer(), signal, source, target, limit);

  expect(etag).toMatch(/^[0-9a-f]{32}-2$/);
  expect((await bed.getObject(target.key)).equals(content)).toBe(true);
  expect(
    bed.proxy.requests
      .filter(isPartCopy)
      .map(({ headers }) => headers['x-amz-copy-source-range'])
      .sort(),
  ).toEqual(['bytes=0-8388607', `bytes=8388608-${LARGE - 1}`]);
});

test('a copy in parts is aborted if its source disappears', async () => {
  const { source, target, limit, prefix } = await large();
  bed.proxy.rule = firstTimes(1, isPartCopy, refuse(412, 'PreconditionFailed'));

  expect(await copyFile(transfer(), signal, { ...source, etag: 'e' }, target, limit)).toBeUndefined();
  expect(await bed.unfinished(prefix)).toEqual([]);
});

test('a part that was copied without an ETag is an error', async () => {
  const { source, target, limit } = await large();
  bed.proxy.rule = firstTimes(1, isPartCopy, { kind: 'answer', status: 200, body: '<CopyPartResult/>' });

  await expect(copyFile(transfer(), signal, source, target, limit)).rejects.toThrow(StorageRequestError);
});

test('a copy requires the ETag of its source and accepts a response without one', async () => {
  const { source, target } = await large();
  bed.proxy.rule = () => ({ kind: 'answer', status: 200, body: '<CopyObjectResult/>' });

  expect(await copyFile(transfer(), signal, { ...source, etag: 'e' }, target)).toBe('');
  expect(bed.proxy.requests.map(({ headers }) => headers['x-amz-copy-source-if-match'])).toEqual(['"e"']);
});

test('a cancelled copy throws the reason', async () => {
  const { source, target } = await large();
  const controller = new AbortController();
  bed.proxy.rule = () => {
    controller.abort(new Error('SIGTERM'));
    return { kind: 'silence' };
  };

  await expect(copyFile(transfer(), controller.signal, source, target)).rejects.toThrow('SIGTERM');
});
