/** The demo: a local Paperspace with a real S3 server behind it, and the committed bundle run against both. */
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { releaseEnv, releaseEvent, releaseOf } from '../emulator/release-event.ts';
import { runStep, type StepResult } from '../emulator/runner.ts';
import { startEmulator } from '../emulator/server.ts';
import { startStorage } from '../emulator/storage.ts';

const BUCKET = 'flowers';
const temporary = await mkdtemp(path.join(tmpdir(), 'demo-'));
const storage = await startStorage({ bucket: BUCKET });
const emulator = await startEmulator({ bucket: BUCKET, usageBytes: storage.usageBytes });
const dataset = emulator.paperspace.addDataset({ name: 'flowers' });
console.log(`A local Paperspace runs at ${emulator.url}, with the dataset flowers (${dataset.id}).`);

try {
  await chainedSteps();
  await snapshots();
  console.log('\nEvery step succeeded.');
} finally {
  await emulator.close();
  await storage.close();
  await rm(temporary, { recursive: true });
}

async function chainedSteps(): Promise<void> {
  const created = await step('Create a version', { operation: 'create-version', dataset: dataset.id });
  const ref = created.outputs.ref ?? '';
  await step('Set its tags', { operation: 'set-tags', dataset: ref, tags: 'v0.9.0, staging' });
  await step('Commit it', { operation: 'commit', dataset: ref });
  await step('Read it back', { operation: 'get-version', dataset: `${dataset.id}:v0.9.0` });
}

async function snapshots(): Promise<void> {
  const folder = path.join(temporary, 'data');
  await mkdir(folder);
  for (const flower of ['rose', 'tulip', 'lily', 'aster', 'daisy']) {
    await writeFile(path.join(folder, `${flower}.csv`), `${flower},1\n`.repeat(1000));
  }
  const inputs = { dataset: dataset.id, path: folder };
  await expectStep('Snapshot of a folder, on a release', inputs, 'v1.0.0', {
    outcome: 'created',
    'files-uploaded': '5',
  });
  await expectStep('The same job, run again', inputs, 'v1.0.0', { outcome: 'unchanged', 'files-unchanged': '5' });

  await writeFile(path.join(folder, 'tulip.csv'), 'tulip,2\n'.repeat(1000));
  console.log('\nOne file changes, and the next release loses an answer on the way:');
  emulator.addFault({ kind: 'drop', method: 'POST', when: 'after' });
  const next = { outcome: 'created', 'files-uploaded': '1', 'files-copied': '4' };
  await expectStep('Snapshot of the next release', inputs, 'v1.1.0', next);
  const versions = emulator.paperspace.versions(dataset.id);
  console.log(`\nThe dataset has ${versions.length} versions:`);
  for (const { version, tags, isCommitted, usageBytes } of versions) {
    console.log(`  ${version} ${isCommitted ? 'committed' : 'draft'} [${tags.join(', ')}] ${usageBytes ?? '?'} bytes`);
  }
  if (versions.length !== 3) throw new Error('there should be three versions, one of each release');
}

async function expectStep(
  title: string,
  inputs: Readonly<Record<string, string>>,
  tag: string,
  expected: Readonly<Record<string, string>>,
): Promise<void> {
  const { outputs } = await step(title, inputs, tag);
  for (const [name, value] of Object.entries(expected)) {
    if (outputs[name] !== value) throw new Error(`"${title}": ${name} is ${outputs[name]}, not ${value}`);
  }
}

async function step(
  title: string,
  inputs: Readonly<Record<string, string>>,
  tag = releaseEvent.release.tag_name,
): Promise<StepResult> {
  console.log(`\n=== ${title} ===`);
  for (const [name, value] of Object.entries(inputs)) console.log(`  ${name}: ${value}`);
  const { event, env } = releaseOf(tag);
  const result = await runStep({
    inputs: { ...inputs, 'api-url': emulator.url },
    temporary,
    env: {
      ...releaseEnv,
      ...env,
      PAPERSPACE_API_KEY: emulator.apiKey,
      AWS_ENDPOINT_URL_S3: storage.endpoint,
      AWS_REGION: storage.region,
      AWS_ACCESS_KEY_ID: storage.credentials.accessKeyId,
      AWS_SECRET_ACCESS_KEY: storage.credentials.secretAccessKey,
    },
    event,
  });
  console.log(`--- log\n${result.log.trimEnd()}`);
  console.log('--- outputs');
  for (const [name, value] of Object.entries(result.outputs)) console.log(`${name}=${value}`);
  console.log(`--- summary\n${result.summary.trimEnd()}`);
  if (result.exit !== 0) throw new Error(`The step "${title}" ended with exit status ${result.exit}`);
  return result;
}
