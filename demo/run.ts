/** The demo: a local Paperspace, and the committed bundle run against it as a chain of steps. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { startEmulator } from '../emulator/server.ts';
import { releaseEnv, releaseEvent } from './release.ts';
import { runStep, type StepResult } from './step.ts';

const temporary = await mkdtemp(path.join(tmpdir(), 'demo-'));
const emulator = await startEmulator();
const dataset = emulator.paperspace.addDataset({ name: 'flowers' });
console.log(`A local Paperspace runs at ${emulator.url}, with the dataset flowers (${dataset.id}).`);

try {
  const created = await step('Create a version', { operation: 'create-version', dataset: dataset.id });
  const ref = created.outputs.ref ?? '';
  await step('Set its tags', { operation: 'set-tags', dataset: ref, tags: 'v1.2.3, staging' });
  await step('Commit it', { operation: 'commit', dataset: ref });
  await step('Read it back', { operation: 'get-version', dataset: `${dataset.id}:v1.2.3` });
  console.log('Every step succeeded.');
} finally {
  await emulator.close();
  await rm(temporary, { recursive: true });
}

async function step(title: string, inputs: Readonly<Record<string, string>>): Promise<StepResult> {
  console.log(`\n=== ${title} ===`);
  for (const [name, value] of Object.entries(inputs)) console.log(`  ${name}: ${value}`);
  const result = await runStep({
    inputs: { ...inputs, 'api-url': emulator.url },
    temporary,
    env: { ...releaseEnv, PAPERSPACE_API_KEY: emulator.apiKey },
    event: releaseEvent,
  });
  console.log(`--- log\n${result.log.trimEnd()}`);
  console.log('--- outputs');
  for (const [name, value] of Object.entries(result.outputs)) console.log(`${name}=${value}`);
  console.log(`--- summary\n${result.summary.trimEnd()}`);
  if (result.exit !== 0) throw new Error(`The step "${title}" ended with exit status ${result.exit}`);
  return result;
}
