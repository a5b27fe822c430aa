/**
 * The demo: a local Paperspace with a real S3 server beside it, and the committed bundle run against both as a runner would.
 * Prints a line for each step; with `--verbose` also the log, the outputs and the job summary.
 */
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { releaseEnv, releaseOf } from '../emulator/release-event.ts';
import { runStep, type StepResult } from '../emulator/runner.ts';
import { startEmulator } from '../emulator/server.ts';
import { startStorage } from '../emulator/storage.ts';
import { formatBytes } from '../src/net/format.ts';

type Texts = Readonly<Record<string, string>>;

const { verbose } = parseArgs({ options: { verbose: { type: 'boolean' } } }).values;
const BUCKET = 'flowers';
const temporary = await mkdtemp(path.join(tmpdir(), 'demo-'));
const data = path.join(temporary, 'data');
const storage = await startStorage({ bucket: BUCKET });
const emulator = await startEmulator({ bucket: BUCKET, usageBytes: storage.usageBytes });
const dataset = emulator.paperspace.addDataset({ name: 'flowers' });
console.log(
  `A local Paperspace emulator and a local S3 server are running. The dataset flowers has the ID ${dataset.id}.`,
);

try {
  await writeData();
  await chainedSteps();
  await snapshots();
  await promotion();
  listVersions();
  const hint = verbose ? '' : ' `npm run demo -- --verbose` shows the log, the outputs and the summary of each step.';
  console.log(`\nAll steps produced the expected results.${hint}`);
} finally {
  await emulator.close();
  await storage.close();
  await rm(temporary, { recursive: true });
}

async function writeData(): Promise<void> {
  await mkdir(data);
  for (const flower of ['rose', 'tulip', 'lily', 'aster', 'daisy']) {
    await writeFile(path.join(data, `${flower}.csv`), `${flower},1\n`.repeat(1000));
  }
}

async function chainedSteps(): Promise<void> {
  const step = chapter('Release v0.9.0 in individual steps', 'v0.9.0');
  const { ref = '' } = await step({ operation: 'create-version', dataset: 'flowers' }, { outcome: 'created' });
  await step({ operation: 'upload-files', dataset: ref, path: path.join(data, 'rose.csv') }, { 'files-uploaded': '1' });
  await step({ operation: 'commit', dataset: ref, tags: 'v0.9.0, production' }, { 'is-committed': 'true' });
}

async function snapshots(): Promise<void> {
  const inputs = { dataset: 'flowers', path: data };
  const first = chapter('Release v1.0.0 as a snapshot of a folder: one of five files is unchanged', 'v1.0.0');
  await first(inputs, { outcome: 'created', 'files-uploaded': '4', 'files-copied': '1' });

  const again = chapter('The same job, run again: nothing is left to do', 'v1.0.0');
  await again(inputs, { outcome: 'unchanged', 'files-unchanged': '5' });

  await writeFile(path.join(data, 'tulip.csv'), 'tulip,2\n'.repeat(1000));
  emulator.addFault({ kind: 'drop', method: 'POST', when: 'after' });
  const next = chapter('Release v1.1.0: the draft is created, but the response is lost on the way', 'v1.1.0');
  await next(inputs, { outcome: 'created', 'files-uploaded': '1', 'files-copied': '4' });
}

async function promotion(): Promise<void> {
  const step = chapter('Release v1.1.0 goes into production', 'v1.1.0');
  const inputs = { operation: 'promote', dataset: 'flowers:v1.1.0', tags: 'production' };
  await step(inputs, { outcome: 'updated', tags: 'v1.1.0,production' });
}

function listVersions(): void {
  const versions = emulator.paperspace.versions(dataset.id);
  if (versions.length !== 3) throw new Error(`there are ${versions.length} versions, not one for each release`);
  console.log('\nThe dataset has one version for each release');
  for (const { version, tags, isCommitted, usageBytes } of versions) {
    const state = isCommitted ? 'committed' : 'draft';
    console.log(`  ${version}  ${state}  ${formatBytes(Number(usageBytes)).padEnd(8)}  ${tags.join(', ')}`);
  }
}

/** Prints a title, and returns how steps of a release's job are run under it. */
function chapter(title: string, tag: string): (inputs: Texts, expected: Texts) => Promise<Texts> {
  console.log(`\n${title}`);
  return async (inputs, expected) => {
    const result = await runOnRelease(inputs, tag);
    const { exit, log, outputs } = result;
    if (exit !== 0) throw new Error(`a step failed with exit status ${exit}:\n${log}`);
    for (const line of log.split('\n').filter((one) => one.startsWith('Retrying'))) console.log(`  ${line}`);
    console.log(`  ${(inputs.operation ?? 'snapshot').padEnd(14)}  ${describe(outputs)}`);
    if (verbose) printDetails(inputs, result);
    for (const [name, value] of Object.entries(expected)) {
      if (outputs[name] !== value) throw new Error(`the output ${name} is ${outputs[name]}, not ${value}`);
    }
    return outputs;
  };
}

function runOnRelease(inputs: Texts, tag: string): Promise<StepResult> {
  const { event, env } = releaseOf(tag);
  const variables = {
    PAPERSPACE_API_KEY: emulator.apiKey,
    AWS_ENDPOINT_URL_S3: storage.endpoint,
    AWS_REGION: storage.region,
    AWS_ACCESS_KEY_ID: storage.credentials.accessKeyId,
    AWS_SECRET_ACCESS_KEY: storage.credentials.secretAccessKey,
  };
  const all = { ...inputs, 'api-url': emulator.url };
  return runStep({ inputs: all, temporary, event, env: { ...releaseEnv, ...env, ...variables } });
}

function describe(outputs: Texts): string {
  const counts = (['uploaded', 'copied', 'unchanged'] as const)
    .filter((what) => Number(outputs[`files-${what}`]) > 0)
    .map((what) => `${outputs[`files-${what}`]} ${what}`);
  const facts = [
    outputs.version,
    outputs['is-committed'] === 'true' ? 'committed' : 'draft',
    ...counts,
    outputs.tags?.replaceAll(',', ', '),
  ];
  return `${outputs.outcome?.padEnd(9)}  ${facts.filter(Boolean).join(', ')}`;
}

function printDetails(inputs: Texts, { log, outputs, summary }: StepResult): void {
  const lines = (values: Texts, separator: string): string =>
    Object.entries(values)
      .map(([name, value]) => `${name}${separator}${value}`)
      .join('\n');
  console.log(`--- inputs\n${lines(inputs, ': ')}\n--- log\n${log.trimEnd()}`);
  console.log(`--- outputs\n${lines(outputs, '=')}\n--- summary\n${summary.trimEnd()}\n`);
}
