import { readdir } from 'node:fs/promises';
import path from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { filesUnder, temporaryFolder } from '../support/folders.ts';
import { type Job, startJob } from '../support/job.ts';
import { useS3Bed } from '../support/s3-bed.ts';
import { onlyKey, refuse } from '../support/s3-proxy.ts';

const bed = useS3Bed();

const flowers = { 'rose red.csv': 'rose', 'sub/tulip#1%.csv': 'tulip', 'sub/größe.txt': 'lily' };

test('chained steps upload, list, download and delete files', async () => {
  const { step, dataset, emulator } = await startJob({ bed });
  const draft = await step({ operation: 'create-version', dataset });
  const ref = draft.outputs.ref ?? '';

  const uploaded = await step({ operation: 'upload-files', dataset: ref, path: temporaryFolder(flowers) });
  expect([uploaded.exit, uploaded.messages('error')]).toEqual([0, []]);
  expect(uploaded.outputs).toMatchObject({ outcome: 'updated', ref, files: '3', bytes: '13', 'files-uploaded': '3' });
  expect(uploaded.requests.filter((request) => !request.startsWith('GET'))).toEqual([]);

  const listed = await step({ operation: 'list-files', dataset: ref, path: '**/*.csv' });
  expect(listed.outputs).toMatchObject({ outcome: 'found', count: '2', bytes: '9' });
  expect(JSON.parse(listed.outputs.result ?? '')).toMatchObject([
    { key: 'rose red.csv', size: 4 },
    { key: 'sub/tulip#1%.csv', size: 5 },
  ]);

  const target = temporaryFolder();
  const downloaded = await step({ operation: 'download-files', dataset: ref, path: target });
  expect(downloaded.outputs).toMatchObject({ outcome: 'found', files: '3', 'files-unchanged': '0' });
  expect(filesUnder(target)).toEqual(asBuffers(flowers));

  const deleted = await step({ operation: 'delete-files', dataset: ref, path: '**/*.csv' });
  expect(deleted.outputs).toMatchObject({ outcome: 'deleted', files: '2' });
  expect(Object.keys(await bed.contents(emulator.paperspace.versions(dataset)[0]))).toEqual(['sub/größe.txt']);
});

test('a snapshot reads and stores the files as its inputs say, and creates none without a change', async () => {
  const { step, dataset, emulator } = await startJob({ bed });
  const inputs = {
    operation: 'snapshot',
    dataset,
    path: temporaryFolder({ ...flowers, '.hidden.csv': 'hidden' }),
    'include-hidden-files': 'true',
    incremental: 'false',
    'storage-prefix': 'flower files/',
    's3-region': bed.storage.region,
  };

  const first = await step({ ...inputs, key: 'first' }, { env: { AWS_REGION: '' } });
  const whole = await step({ ...inputs, key: 'whole' }, { env: { AWS_REGION: '' } });
  const skipped = await step({ ...inputs, key: 'skipped', 'skip-if-unchanged': 'true' }, { env: { AWS_REGION: '' } });

  expect(first.outputs).toMatchObject({ outcome: 'created', 'files-uploaded': '4' });
  expect(whole.outputs).toMatchObject({ outcome: 'created', 'files-uploaded': '4', 'files-copied': '0' });
  expect(skipped.outputs).toMatchObject({ outcome: 'unchanged', ref: whole.outputs.ref });
  const [, version] = emulator.paperspace.versions(dataset);
  const folder = (version?.url ?? '').replace(`s3://${bed.bucket}/`, '');
  expect(await bed.keys(`${folder}/flower files/`)).toEqual(['.hidden.csv', ...Object.keys(flowers).sort()]);
});

test('upload-files warns if no file matches and `if-no-files-found` is `warn`', async () => {
  const { step, dataset } = await startJob({ bed });
  const { ref = '' } = (await step({ operation: 'create-version', dataset })).outputs;
  const inputs = { operation: 'upload-files', dataset: ref, path: `${temporaryFolder()}/*.csv` };

  const refused = await step(inputs);
  const warned = await step({ ...inputs, 'if-no-files-found': 'warn' });

  expect(refused.messages('error')).toEqual([expect.stringContaining('matches no files')]);
  expect([warned.exit, warned.outputs.files]).toEqual([0, '0']);
  expect(warned.messages('warning')).toEqual([expect.stringContaining('matches no files')]);
});

test('concurrent jobs fill one draft, and a last step commits it with the expected counts', async () => {
  const { step, dataset } = await startJob({ bed });
  const { ref = '' } = (await step({ operation: 'create-version', dataset })).outputs;
  const parts = [1, 2, 3].map((part) => temporaryFolder({ [`part-${part}.bin`]: `part ${part}` }));

  await Promise.all(parts.map((part) => step({ operation: 'upload-files', dataset: ref, path: part })));
  const short = await step({ operation: 'commit', dataset: ref, 'expect-files': '4' });
  const whole = await step({ operation: 'commit', dataset: ref, 'expect-files': '3', 'expect-bytes': '18' });
  const late = await step({ operation: 'upload-files', dataset: ref, path: temporaryFolder(flowers) });

  expect([short.exit, whole.exit, late.exit]).toEqual([1, 0, 1]);
  expect(short.messages('error')).toEqual([
    expect.stringMatching(/was not committed because it has 3 files instead of 4/),
  ]);
  expect(whole.outputs).toMatchObject({ files: '3', bytes: '18', 'is-committed': 'true' });
  expect(late.messages('error')).toEqual([expect.stringMatching(/is committed, so no files can be added to it/)]);
});

describe('a download of an object key', () => {
  /** A version with one good file and one under a key, downloaded into a folder inside another one. */
  async function download({ step, dataset, emulator }: Job, key: string) {
    const version = emulator.paperspace.addVersion(dataset, { isCommitted: true });
    await bed.put(version, { 'good.csv': 'good', [key]: 'bad' });
    const outer = temporaryFolder();
    const inner = path.join(outer, 'a', 'b', 'inner');
    const result = await step({ operation: 'download-files', dataset, version: version.version, path: inner });
    return { ...result, outer, inner };
  }

  test.each([
    '../../etc/passwd',
    '../beside',
    'a/../../beside',
    '/abs',
    'a//b',
    './a',
    'a/.',
    '..',
  ])('that leaves the folder is an error and writes nothing: %j', async (key) => {
    const { exit, messages, outer } = await download(await startJob({ bed }), key);

    expect(exit).toBe(1);
    expect(messages('error')).toEqual([expect.stringContaining(JSON.stringify(key))]);
    expect(filesUnder(outer)).toEqual({});
  });

  test.each([
    'new\nline',
    'with\ttab',
    '::error::no command',
    'CON',
    'a\\b',
    `${'x/'.repeat(100)}deep`,
  ])('that is unusual writes the file inside the folder: %j', async (key) => {
    const { exit, messages, outer, inner } = await download(await startJob({ bed }), key);

    expect([exit, messages('error')]).toEqual([0, []]);
    expect(filesUnder(inner)).toEqual(asBuffers({ 'good.csv': 'good', [key]: 'bad' }));
    expect(Object.keys(filesUnder(outer))).toHaveLength(2);
  });
});

describe('a storage that cannot be used', () => {
  test('is reported with the missing variables before any request', async () => {
    const { step, dataset } = await startJob({ bed });
    const none = { AWS_ACCESS_KEY_ID: '', AWS_SECRET_ACCESS_KEY: '', AWS_ENDPOINT_URL_S3: '', AWS_REGION: '' };
    const inputs = { operation: 'list-files', dataset, version: 'fo5rp4m' };

    const listed = await step(inputs, { env: none });
    const snapshot = await step({ dataset, path: temporaryFolder(flowers) }, { env: none });

    expect([listed.exit, listed.requests]).toEqual([1, []]);
    for (const { messages } of [listed, snapshot]) {
      expect(messages('error')).toEqual([
        expect.stringMatching(/AWS_ACCESS_KEY_ID.*AWS_SECRET_ACCESS_KEY.*AWS_REGION(.|\n)*`env`/),
      ]);
    }
  });

  test('refuses the credentials before a draft is created', async () => {
    const { step, dataset, emulator } = await startJob({ bed });
    bed.proxy.rule = onlyKey(bed.storage.credentials.accessKeyId);

    const { exit, messages } = await step(
      { dataset, path: temporaryFolder(flowers) },
      { env: { AWS_ACCESS_KEY_ID: 'revoked' } },
    );

    expect([exit, messages('error')]).toEqual([1, [expect.stringMatching(/InvalidAccessKeyId(.|\n)*AWS_/)]]);
    expect(emulator.paperspace.versions(dataset)).toEqual([]);
  });

  test('refuses the credentials of a dry run as it would those of the run', async () => {
    const { step, dataset } = await startJob({ bed });
    bed.proxy.rule = onlyKey(bed.storage.credentials.accessKeyId);

    const { exit, messages } = await step(
      { dataset, path: temporaryFolder(flowers), 'dry-run': 'true' },
      { env: { AWS_ACCESS_KEY_ID: 'revoked' } },
    );

    expect([exit, messages('error')]).toEqual([1, [expect.stringMatching(/InvalidAccessKeyId(.|\n)*AWS_/)]]);
  });

  test('lets credentials expire in the middle, and the next attempt resumes the draft', async () => {
    const { step, again, dataset, emulator } = await startJob({ bed });
    const inputs = { dataset, path: temporaryFolder(flowers) };
    bed.proxy.rule = ({ method }) => (method === 'PUT' ? refuse(403, 'ExpiredToken') : undefined);

    const refused = await step(inputs);
    const [draft] = emulator.paperspace.versions(dataset);
    bed.reset();
    const resumed = await again(inputs);

    expect([refused.exit, refused.messages('error')]).toEqual([1, [expect.stringMatching(/ExpiredToken/)]]);
    expect(draft).toMatchObject({ isCommitted: false, tags: [] });
    expect([resumed.exit, resumed.outputs]).toMatchObject([0, { outcome: 'resumed', version: draft?.version }]);
  });

  test('is reported with its address when connections are refused', async () => {
    const { step, dataset, emulator } = await startJob({ bed });
    const { version } = emulator.paperspace.addVersion(dataset);
    const inputs = { operation: 'list-files', dataset, version, retries: '0', 's3-endpoint': 'http://127.0.0.1:1' };

    const { exit, messages } = await step(inputs);

    expect(exit).toBe(1);
    expect(messages('error')).toEqual([expect.stringMatching(/^Failed to .*s3:\/\/.*(.|\n)*Check `s3-endpoint`/)]);
  });

  test('is reported when the URL of the version is not in S3', async () => {
    const { step, dataset, emulator } = await startJob({ bed });
    const draft = emulator.paperspace.addVersion(dataset);
    emulator.addFault({ kind: 'wrong-shape', json: { ...draft, url: 'https://example.com/files' } });

    const { exit, messages } = await step({ operation: 'list-files', dataset, version: draft.version });

    expect(exit).toBe(1);
    expect(messages('error')).toEqual([expect.stringMatching(/storage provider/)]);
  });
});

test('a path that matches no file fails the step and creates no version', async () => {
  const { step, dataset, emulator } = await startJob({ bed });
  const empty = temporaryFolder();

  const { exit, requests, messages } = await step({ dataset, path: `${empty}/*.csv` });

  expect([exit, requests]).toEqual([1, []]);
  expect(messages('error')).toEqual([expect.stringMatching(/^Input `path` matches no file/)]);
  expect(emulator.paperspace.versions(dataset)).toEqual([]);
  expect(await readdir(empty)).toEqual([]);
});

function asBuffers(files: Readonly<Record<string, string>>): Record<string, Buffer> {
  return Object.fromEntries(Object.entries(files).map(([name, content]) => [name, Buffer.from(content)]));
}
