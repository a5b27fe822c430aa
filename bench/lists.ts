/** Measures how lists and deletes scale: time, requests and memory. */
import { seed } from '../emulator/seed.ts';
import { type Emulator, startEmulator } from '../emulator/server.ts';
import { step } from './action.ts';
import { measured } from './measure.ts';
import { milliseconds, type Section } from './table.ts';

/** Lists all versions of datasets of growing size. */
export async function benchLists(sizes: readonly number[]): Promise<Section> {
  const rows: string[][] = [];
  for (const size of sizes) {
    const emulator = await startEmulator();
    const dataset = seedVersions(emulator, size);
    const { ms, peakMiB } = await measured(
      await step('list-versions', emulator, { operation: 'list-versions', dataset, limit: '0' }),
    );
    rows.push([String(size), String(emulator.requests.length), milliseconds(ms), `${peakMiB} MiB`]);
    await emulator.close();
  }
  return {
    title: 'Lists',
    text: '`list-versions` with `limit: 0` against the emulator without latency: requests, and the peak memory of the whole process.',
    columns: ['Versions', 'Requests', 'Time', 'Peak memory'],
    rows,
  };
}

/** The minimum duration of each request in milliseconds, and how many are in flight. */
export type PruneCase = readonly [latencyMs: number, concurrency: number];

/** Prunes all but one of `size` versions. */
export async function benchPrune(size: number, cases: readonly PruneCase[]): Promise<Section> {
  const rows: string[][] = [];
  for (const [latencyMs, concurrency] of cases) {
    const emulator = await startEmulator({ latencyMs });
    const dataset = seedVersions(emulator, size);
    const rules = { 'keep-last': '1', 'prune-tags': '**', concurrency: String(concurrency) };
    const contender = await step('prune', emulator, { operation: 'prune', dataset, ...rules });
    const { ms, peakMiB } = await measured(contender);
    const made = String(emulator.requests.length);
    rows.push([`${latencyMs} ms`, String(concurrency), made, milliseconds(ms), `${peakMiB} MiB`]);
    await emulator.close();
  }
  return {
    title: 'Prune',
    text: `\`prune\` of ${size - 1} of ${size} versions: one GET and one DELETE each, and the pages of the list.`,
    columns: ['Latency', 'Concurrency', 'Requests', 'Time', 'Peak memory'],
    rows,
  };
}

function seedVersions(emulator: Emulator, versions: number): string {
  seed(emulator.paperspace, { datasets: 1, versions });
  const [dataset] = emulator.paperspace.datasets();
  if (dataset === undefined) throw new Error('the emulator has no dataset');
  return dataset.id;
}
