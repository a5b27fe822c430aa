/**
 * `npm run bench`: measures, prints the tables and writes docs/performance.md. `npm run bench -- start lists` measures
 * only these parts and writes nothing.
 *
 * Options of the part `transfers`, and the third of `scale`, so that a short run is possible:
 *   --rounds N        runs of each tool (default: 3); rclone and aws run once, and not with 20,000 files
 *   --minutes N       no further round begins after this many minutes (default: no limit)
 *   --round-trips MS  round trips of the link in milliseconds (default: 0,20,50)
 *   --scale S         share of the files, or of the size of a single file (default: 1)
 *   --tools NAMES     such as action,s5cmd, which then run in full (default: every installed one; npm run tools -- bench installs s5cmd)
 *   --files NAMES     such as "4 KiB,2 GiB" (default: every workload)
 */
import { writeFile } from 'node:fs/promises';
import { cpus } from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { removeTemporary } from './action.ts';
import { benchBundle } from './bundle.ts';
import { benchIncremental } from './incremental.ts';
import { benchLists, benchPrune, type PruneCase } from './lists.ts';
import { benchRequests } from './requests.ts';
import { benchScale } from './scale.ts';
import { benchStart } from './start.ts';
import { renderSection, type Section } from './table.ts';
import { benchTransfers, type TransferOptions } from './transfers.ts';

const { values, positionals: wanted } = parseArgs({
  allowPositionals: true,
  options: {
    rounds: { type: 'string', default: '3' },
    minutes: { type: 'string', default: 'Infinity' },
    'round-trips': { type: 'string', default: '0,20,50' },
    scale: { type: 'string', default: '1' },
    tools: { type: 'string' },
    files: { type: 'string' },
  },
});
const transferOptions: TransferOptions = {
  rounds: Number(values.rounds),
  minutes: Number(values.minutes),
  roundTripsMs: values['round-trips'].split(',').map(Number),
  scale: Number(values.scale),
  tools: values.tools?.split(','),
  workloads: values.files?.split(','),
};

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
  transfers: () => benchTransfers(transferOptions),
  scale: () => benchScale([10_000, 100_000].map((files) => Math.ceil(files * transferOptions.scale))),
  incremental: benchIncremental,
  bundle: benchBundle,
};

const unknown = wanted.filter((name) => !(name in parts));
if (unknown.length > 0)
  throw new Error(`Unknown part: ${unknown.join(', ')}. The parts are ${Object.keys(parts).join(', ')}`);

process.once('exit', removeTemporary);
const sections: string[] = [];
for (const [name, measure] of Object.entries(parts)) {
  if (wanted.length > 0 && !wanted.includes(name)) continue;
  const section = renderSection(await measure());
  console.log(section);
  sections.push(section);
}
if (wanted.length === 0) {
  const [cpu] = cpus();
  const machine = `${cpus().length} × ${cpu?.model.trim() ?? 'unknown processor'} with Node.js ${process.version}`;
  const head = `# Performance\n\nMeasured with \`npm run bench\` on ${new Date().toISOString().slice(0, 10)} on ${machine}. Times depend on the machine; ratios and counts less so.\n`;
  await writeFile(path.join(import.meta.dirname, '..', 'docs', 'performance.md'), [head, ...sections].join('\n'));
}
