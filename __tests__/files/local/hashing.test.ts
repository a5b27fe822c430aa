import { createHash } from 'node:crypto';
import { statSync, truncateSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from '@jest/globals';
import { FileChangedError } from '../../../src/files/errors.ts';
import { FileHasher, type HashesWanted } from '../../../src/files/local/hashing.ts';
import { fingerprintOf, type LocalFile, SMALL } from '../../../src/files/local/local-file.ts';
import { PART_SIZE } from '../../../src/files/s3/parts.ts';
import { temporaryFolder } from '../../support/folders.ts';
import { noise } from '../../support/s3-bed.ts';

const folder = temporaryFolder();
const hasher = new FileHasher();
const signal = new AbortController().signal;
const everything: HashesWanted = { md5: true, composed: true };
const onlySha256: HashesWanted = { md5: false, composed: false };

function localFile(name: string, content: Buffer): LocalFile {
  const file = path.join(folder, name);
  writeFileSync(file, content);
  return { path: file, key: name, ...fingerprintOf(statSync(file), 'linux') };
}

/** Counts the progress that is reported. */
function newProgress() {
  const done = { files: 0, bytes: 0 };
  const addFile = (): void => {
    done.files += 1;
  };
  const addBytes = (bytes: number): void => {
    done.bytes += bytes;
  };
  return { done, addFile, addBytes };
}

function digestOf(algorithm: string, ...contents: readonly Buffer[]): string {
  const hash = createHash(algorithm);
  for (const content of contents) hash.update(content);
  return hash.digest('hex');
}

/** The ETag of a multipart upload: https://docs.aws.amazon.com/AmazonS3/latest/API/API_Object.html */
function composedEtagOf(content: Buffer): string {
  const parts = Array.from({ length: Math.max(1, Math.ceil(content.length / PART_SIZE)) }, (_, index) =>
    content.subarray(index * PART_SIZE, (index + 1) * PART_SIZE),
  );
  const md5s = parts.map((part) => createHash('md5').update(part).digest());
  return `${digestOf('md5', ...md5s)}-${parts.length}`;
}

test.each([
  0,
  1,
  SMALL,
  SMALL + 1,
  PART_SIZE,
  PART_SIZE + 1,
  2 * PART_SIZE + 17,
])('the hashes of a file of %d bytes are those of its content', async (size) => {
  const content = noise(size);
  const file = localFile(`size-${size}`, content);
  const progress = newProgress();

  const hashes = await hasher.hash(file, everything, signal, progress);

  expect(hashes).toEqual({
    sha256: digestOf('sha256', content),
    md5: digestOf('md5', content),
    composed: composedEtagOf(content),
  });
  expect(progress.done).toEqual({ files: 1, bytes: size });
});

test('files that are hashed at the same time keep their own hashes', async () => {
  const contents = Array.from({ length: 12 }, (_, index) => noise(SMALL + 1 + index * 100_000));
  const files = contents.map((content, index) => localFile(`many-${index}`, content));

  const found = await Promise.all(files.map((file) => hasher.hash(file, onlySha256, signal, newProgress())));

  expect(found.map(({ sha256 }) => sha256)).toEqual(contents.map((content) => digestOf('sha256', content)));
});

test('a large file that has become shorter is an error', async () => {
  const file = localFile('shorter', noise(SMALL * 2));
  truncateSync(file.path, SMALL);

  await expect(hasher.hash(file, everything, signal, newProgress())).rejects.toThrow(FileChangedError);
});

test('an aborted signal ends the hashing of a large file', async () => {
  const file = localFile('aborted', noise(PART_SIZE * 2));
  const abort = new AbortController();
  const progress = { ...newProgress(), addBytes: () => abort.abort(new Error('cancelled')) };

  await expect(hasher.hash(file, everything, abort.signal, progress)).rejects.toThrow('cancelled');
});
