/** The bundle as each entry point starts it: with the inputs, and their defaults, of that `action.yml` alone. */
import { describe, expect, test } from '@jest/globals';
import { filesUnder, temporaryFolder } from '../support/folders.ts';
import { startJob } from '../support/job.ts';
import { useS3Bed } from '../support/s3-bed.ts';

const bed = useS3Bed();

test('each entry point does its task: version, upload, diff, verify, promote, download and prune', async () => {
  const { step, dataset, emulator } = await startJob({ bed });
  const run = async (entryPoint: string, inputs: Readonly<Record<string, string>>) => {
    const { exit, messages, outputs } = await step(inputs, { entryPoint });
    expect([exit, messages('error'), messages('warning')]).toEqual([0, [], []]);
    return outputs;
  };

  const { ref = '' } = await run('version', { operation: 'create-version', dataset });
  const uploaded = await run('upload', { dataset: ref, path: temporaryFolder({ 'rose.csv': 'rose' }) });
  const committed = await run('version', { operation: 'commit', dataset: ref, tags: 'v1' });
  const compared = await run('diff', { dataset: `${dataset}:v1` });
  const verified = await run('verify', { dataset: `${dataset}:v1`, depth: 'full' });
  const promoted = await run('promote', { dataset: `${dataset}:v1`, tags: 'production' });
  const found = await run('version', { dataset: `${dataset}:production` });
  const target = temporaryFolder();
  const downloaded = await run('download', { dataset: ref, path: target });
  const pruned = await run('prune', { dataset, 'keep-last': '1' });

  expect(uploaded).toMatchObject({ outcome: 'updated', 'files-uploaded': '1' });
  expect(committed).toMatchObject({ outcome: 'updated', 'is-committed': 'true' });
  expect(compared).toMatchObject({ outcome: 'changed', added: '1', 'compared-by': 'sha256' });
  expect(verified).toMatchObject({ outcome: 'unchanged', files: '1', count: '0' });
  expect(promoted).toMatchObject({ outcome: 'updated', ref });
  expect(found).toMatchObject({ outcome: 'found', ref, tags: 'v1,production' });
  expect(downloaded).toMatchObject({ outcome: 'found', files: '1' });
  expect(filesUnder(target)).toEqual({ 'rose.csv': Buffer.from('rose') });
  expect(pruned).toMatchObject({ outcome: 'none', count: '0' });
  expect(emulator.paperspace.versions(dataset)).toMatchObject([{ isCommitted: true }]);
});

describe('the entry point version', () => {
  test('fails without a request when no operation is given', async () => {
    const { step, dataset, emulator } = await startJob();

    const { exit, requests } = await step({ dataset }, { entryPoint: 'version' });

    expect(exit).toBe(1);
    expect(requests).toEqual([]);
    expect(emulator.paperspace.versions(dataset)).toEqual([]);
  });

  test('deletes its draft in the post step when on-failure is delete', async () => {
    const { step, dataset, emulator } = await startJob();
    const inputs = { operation: 'create-version', dataset, 'on-failure': 'delete' };
    const { state } = await step(inputs, { entryPoint: 'version' });

    const { exit } = await step(inputs, { entryPoint: 'version', state });

    expect(exit).toBe(0);
    expect(emulator.paperspace.versions(dataset)).toEqual([]);
  });
});
