/** How time and memory grow with the number of files. */
import { mkdir, rm } from 'node:fs/promises';
import path from 'node:path';
import { changeFiles, makeFiles } from './files.ts';
import { measured } from './measure.ts';
import { bestStorageServer, startServers } from './servers.ts';
import { milliseconds, type Section } from './table.ts';
import { jobs, ownTool } from './tools.ts';

const FILE_BYTES = 1024;

/** Measures a snapshot, a second one with 1 % changed, and a download, for each number of files. */
export async function benchScale(sizes: readonly number[]): Promise<Section> {
  const rows: string[][] = [];
  for (const files of sizes) rows.push(...(await rowsFor(files)));
  return {
    title: 'Scale',
    text: `Files of 1 KiB against ${bestStorageServer()} on loopback, one run each: time and peak memory of the whole process.`,
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
    const contenders = await ownTool.prepare({ servers, aws: servers.aws, source, target });
    const rows: string[][] = [];
    for (const job of jobs) {
      if (job === 'up, 1 % changed') await changeFiles(source, workload);
      const { ms, peakMiB } = await measured(contenders[job]);
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
