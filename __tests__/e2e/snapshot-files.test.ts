import { hash, randomBytes } from 'node:crypto';
import { readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { expect, test } from '@jest/globals';
import { filesUnder, temporaryFolder } from '../support/folders.ts';
import { startJob } from '../support/job.ts';
import { useS3Bed } from '../support/s3-bed.ts';

const bed = useS3Bed();

const MIB = 1024 ** 2;
const flowers = { 'rose.csv': 'rose', 'tulip.csv': 'tulip', 'sub/lily.csv': 'lily' };

test('the next snapshot copies unchanged files and uploads changed ones', async () => {
  const { step, dataset, emulator } = await startJob({ bed });
  const data = temporaryFolder(flowers);
  const first = await step({ dataset, path: data });
  await writeFile(path.join(data, 'tulip.csv'), 'white tulip');

  const next = await step({ dataset, path: data, tags: 'v2', key: 'v2' });

  expect([first.exit, next.exit]).toEqual([0, 0]);
  expect(first.outputs).toMatchObject({
    outcome: 'created',
    files: '3',
    'files-uploaded': '3',
    'usage-bytes': expect.stringMatching(/^\d+$/),
  });
  expect(next.outputs).toMatchObject({ outcome: 'created', 'files-uploaded': '1', 'files-copied': '2' });
  const manifest = (await readFile(first.outputs['manifest-path'] ?? '', 'utf8')).trim().split('\n');
  expect(manifest.map((line) => JSON.parse(line).key)).toEqual(['rose.csv', 'sub/lily.csv', 'tulip.csv']);
  const [one, two] = emulator.paperspace.versions(dataset);
  expect(one?.metadata).toMatchObject({
    snapshot: { files: { digest: first.outputs['manifest-digest'], count: 3, bytes: 13 } },
  });
  expect(await bed.contents(one)).toEqual(flowers);
  expect(await bed.contents(two)).toEqual({ ...flowers, 'tulip.csv': 'white tulip' });
});

test('a re-run uploads nothing and sets every output', async () => {
  const { step, again, dataset } = await startJob({ bed });
  const data = temporaryFolder(flowers);
  const first = await step({ dataset, path: data });

  const rerun = await again({ dataset, path: data });

  const { 'manifest-path': manifest, 'checksums-path': checksums, 'result-path': result } = rerun.outputs;
  expect(rerun.exit).toBe(0);
  expect(rerun.outputs).toEqual({
    ...first.outputs,
    outcome: 'unchanged',
    'files-uploaded': '0',
    'files-unchanged': '3',
    'manifest-path': manifest,
    'checksums-path': checksums,
    'result-path': result,
  });
  expect(await readFile(manifest ?? '', 'utf8')).toBe(await readFile(first.outputs['manifest-path'] ?? '', 'utf8'));
  expect(await readFile(checksums ?? '', 'utf8')).toBe(await readFile(first.outputs['checksums-path'] ?? '', 'utf8'));
});

test('the same key with other files is an error that names both digests and the input key', async () => {
  const { step, again, dataset } = await startJob({ bed });
  const first = await step({ dataset, path: temporaryFolder(flowers) });

  const { exit, messages } = await again({ dataset, path: temporaryFolder({ 'weed.csv': 'weed' }) });

  expect(exit).toBe(1);
  const [error = ''] = messages('error');
  expect(error).toContain(first.outputs['manifest-digest']);
  expect(error).toMatch(/that of the new files is [0-9a-f]{64}\n.*`key`/);
});

test('at most one of two matrix jobs succeeds when they share a key with different files, and its files stay', async () => {
  const { step, dataset, emulator } = await startJob({ bed });
  const sources = [{ 'a.csv': 'a' }, { 'b.csv': 'b' }] as const;

  const ends = await Promise.all(
    sources.map((files) => step({ dataset, key: 'shared', path: temporaryFolder(files) })),
  );

  const failed = ends.filter(({ exit }) => exit === 1);
  expect(failed.length).toBeGreaterThan(0);
  for (const { messages } of failed) {
    expect(messages('error')).toEqual([expect.stringMatching(/but with different files|and their files differ/)]);
  }
  for (const [index, { exit, outputs }] of ends.entries()) {
    if (exit === 1) continue;
    const version = emulator.paperspace.versions(dataset).find((one) => one.version === outputs.version);
    expect([exit, version?.isCommitted, await bed.contents(version)]).toEqual([0, true, sources[index]]);
  }
});

test('the next attempt after a SIGKILL uploads only the missing files', async () => {
  const job = await startJob({ bed });
  const files = Object.fromEntries(Array.from({ length: 12 }, (_, at) => [`${at}.bin`, randomBytes(MIB / 4)]));
  const large = randomBytes(9 * MIB);
  const data = temporaryFolder({ ...files, 'large.bin': large });
  const inputs = { dataset: job.dataset, path: data, concurrency: '2' };
  const isWrite = ({ method, query }: { method: string; query: URLSearchParams }): boolean =>
    method === 'PUT' && !query.has('uploads');
  let writes = 0;
  let kill = (): void => undefined;
  bed.proxy.rule = (request) => {
    if (!isWrite(request)) return undefined;
    writes += 1;
    if (writes <= 6) return undefined;
    kill();
    return { kind: 'silence' };
  };

  const killed = await job.step(inputs, {
    started: (send) => {
      kill = () => send('SIGKILL');
    },
  });
  bed.proxy.rule = () => undefined;
  const before = await bed.buffers(job.emulator.paperspace.versions(job.dataset)[0]);
  bed.proxy.requests.length = 0;
  const rerun = await job.again(inputs);

  expect([killed.exit, rerun.exit, rerun.outputs.outcome]).toEqual([null, 0, 'resumed']);
  const written = bed.proxy.requests.filter(isWrite).map((request) => path.basename(request.path));
  const sent = new Set(written.filter((name) => name.endsWith('.bin')));
  expect(Object.keys(before).length).toBeGreaterThan(0);
  expect([...sent].filter((name) => name in before)).toEqual([]);
  expect(rerun.outputs).toMatchObject({ files: '13', 'files-unchanged': String(13 - sent.size) });
  const [version, ...others] = job.emulator.paperspace.versions(job.dataset);
  expect([version?.isCommitted, version?.tags, others]).toEqual([true, ['v1.2.3'], []]);
  expect(digests(await bed.buffers(version))).toEqual(digests({ ...files, 'large.bin': large }));
});

test('downloaded files equal the uploaded files byte for byte', async () => {
  const { step, dataset } = await startJob({ bed });
  const data = temporaryFolder({ 'large.bin': randomBytes(9 * MIB), 'empty.bin': '', 'small.bin': randomBytes(4096) });
  const { outputs } = await step({ dataset, path: data });
  const target = temporaryFolder();

  const { exit } = await step({ operation: 'download-files', dataset: outputs.ref ?? '', path: target });

  expect(exit).toBe(0);
  expect(digests(filesUnder(target))).toEqual(digests(filesUnder(data)));
});

/** To compare large contents by: an assertion over their bytes would take minutes. */
function digests(contents: Readonly<Record<string, Buffer>>): Record<string, string> {
  const entries = Object.entries(contents).sort(([a], [b]) => (a < b ? -1 : 1));
  return Object.fromEntries(entries.map(([key, content]) => [key, hash('sha256', content)]));
}
