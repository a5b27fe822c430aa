/** Measures how time and memory grow with the number of files. */
import { mkdir, rm } from 'node:fs/promises';
import path from 'node:path';
import { step } from './action.ts';
import { changeFiles, makeFiles } from './files.ts';
import { type Contender, measured } from './measure.ts';
import { bestStorageServer, type Servers, startServers } from './servers.ts';
import { milliseconds, type Section } from './table.ts';

const FILE_BYTES = 1024;
const CHANGED = 'snapshot, 1% changed';

/** Measures each operation that reads or writes all files of a version, for each number of files. */
export async function benchScale(sizes: readonly number[]): Promise<Section> {
  const rows: string[][] = [];
  for (const files of sizes) rows.push(...(await rowsFor(files)));
  return {
    title: 'Scale',
    text: `Files of 1 KiB against ${bestStorageServer()} on loopback, one run each: time and peak memory of the whole process. \`diff\` compares the two snapshots.`,
    columns: ['Files', 'Job', 'Time', 'Time per 1,000 files', 'Peak memory'],
    rows,
  };
}

async function rowsFor(files: number): Promise<string[][]> {
  const workload = { files, bytes: FILE_BYTES };
  const source = await makeFiles(workload);
  const target = path.join(path.dirname(source), 'target');
  await mkdir(target);
  const servers = await startServers(bestStorageServer());
  try {
    const rows: string[][] = [];
    for (const [job, contender] of await prepareJobs(servers, source, target)) {
      if (job === CHANGED) await changeFiles(source, workload);
      const { ms, peakMiB } = await measured(contender);
      console.error(`${files} files, ${job}: ${milliseconds(ms)}, ${peakMiB} MiB`);
      rows.push([
        files.toLocaleString('en'),
        job,
        milliseconds(ms),
        milliseconds((ms / files) * 1000),
        `${peakMiB} MiB`,
      ]);
    }
    return rows;
  } finally {
    await servers.close();
    await rm(path.dirname(source), { recursive: true });
  }
}

/** Returns the jobs in their order. */
async function prepareJobs(servers: Servers, source: string, target: string): Promise<[string, Contender][]> {
  const dataset = await servers.createDataset('flowers');
  const run = (operation: string, version: string, inputs: Readonly<Record<string, string>> = {}) =>
    step(operation, servers, { operation, dataset: `${dataset}${version}`, ...inputs }, servers.aws);
  return [
    ['snapshot', await run('snapshot', '', { tags: 'v1', key: 'v1', path: source })],
    [CHANGED, await run('snapshot', '', { tags: 'v2', key: 'v2', path: source })],
    ['download-files', await run('download-files', ':v1', { path: target })],
    ['diff', await run('diff', ':v2', { against: 'v1' })],
    ['verify', await run('verify', ':v1')],
    ['verify, depth: full', await run('verify', ':v1', { depth: 'full' })],
  ];
}
