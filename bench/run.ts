/**
 * `npm run bench`: measures, prints the tables and writes docs/performance.md. `npm run bench -- start lists` measures
 * only these parts, and writes nothing.
 */
import { writeFile } from 'node:fs/promises';
import { cpus } from 'node:os';
import path from 'node:path';
import { benchBundle } from './bundle.ts';
import { benchLists, benchPrune, type PruneCase } from './lists.ts';
import { benchRequests } from './requests.ts';
import { benchStart } from './start.ts';
import { renderSection, type Section } from './table.ts';
import { benchIncremental, benchTransfers } from './transfers.ts';

const pruneCases: readonly PruneCase[] = [
  [0, 1],
  [0, 16],
  [20, 1],
  [20, 8],
  [20, 16],
  [20, 32],
  [100, 16],
  [100, 32],
];

const parts: Readonly<Record<string, () => Promise<Section>>> = {
  start: () => benchStart(30),
  requests: benchRequests,
  lists: () => benchLists([100, 1_000, 10_000, 100_000]),
  prune: () => benchPrune(1_000, pruneCases),
  transfers: benchTransfers,
  incremental: benchIncremental,
  bundle: benchBundle,
};

const wanted = process.argv.slice(2);
const unknown = wanted.filter((name) => !(name in parts));
if (unknown.length > 0)
  throw new Error(`No such part: ${unknown.join(', ')}. There are ${Object.keys(parts).join(', ')}`);

const sections: string[] = [];
for (const [name, measure] of Object.entries(parts)) {
  if (wanted.length > 0 && !wanted.includes(name)) continue;
  const section = renderSection(await measure());
  console.log(section);
  sections.push(section);
}
if (wanted.length === 0) {
  const [cpu] = cpus();
  const machine = `${cpus().length} × ${cpu?.model.trim() ?? 'unknown processor'}, Node ${process.version}`;
  const head = `# Performance\n\nMeasured by \`npm run bench\` on ${new Date().toISOString().slice(0, 10)}, on ${machine}. Times depend on the machine; ratios and counts less so.\n`;
  await writeFile(path.join(import.meta.dirname, '..', 'docs', 'performance.md'), [head, ...sections].join('\n'));
}
