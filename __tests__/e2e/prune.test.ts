import { readFile } from 'node:fs/promises';
import { describe, expect, test } from '@jest/globals';
import { startJob } from '../support/job.ts';

const HOUR_MS = 3_600_000;

describe('prune', () => {
  test('deletes 4,900 of 5,000 versions with one read and one delete each', async () => {
    const { step, dataset, emulator } = await startJob();
    for (let at = 0; at < 5_000; at += 1) emulator.paperspace.addVersion(dataset, { isCommitted: true });

    const { exit, requests, outputs, lines, summary } = await step({ operation: 'prune', dataset, 'keep-last': '100' });

    const count = (start: string): number => requests.filter((request) => request.startsWith(start)).length;
    expect(exit).toBe(0);
    expect(count(`GET /datasets/${dataset}/versions?`)).toBe(Math.ceil(5_000 / 120));
    expect(count(`GET /datasets/${dataset}/versions/`)).toBe(4_900);
    expect(count('DELETE ')).toBe(4_900);
    expect(requests).toHaveLength(42 + 2 * 4_900);
    expect(emulator.paperspace.versions(dataset)).toHaveLength(100);
    expect(outputs).toMatchObject({ outcome: 'deleted', count: '4900' });
    expect(Buffer.byteLength(outputs.versions ?? '')).toBeLessThanOrEqual(100_000);
    expect(JSON.parse(outputs.versions ?? '')).toHaveLength(4_900);
    expect(outputs).not.toHaveProperty('result');
    expect(JSON.parse(await readFile(outputs['result-path'] ?? '', 'utf8'))).toHaveLength(4_900);
    expect(lines).toContain(`Deleted 4,900 of 5,000 versions of dataset ${dataset}`);
    expect(summary).toContain('4,800 more rows');
  });

  test('shows the plan in the log and the summary before the first delete', async () => {
    const { step, dataset, emulator, arrived } = await startJob();
    const now = Date.now();
    const old = emulator.paperspace.addVersion(dataset, { isCommitted: true, tags: ['v1'], createdMs: now - HOUR_MS });
    emulator.paperspace.addVersion(dataset, { isCommitted: true, tags: ['v2'] });
    emulator.addFault({ kind: 'hang', method: 'DELETE' });
    const inputs = { operation: 'prune', dataset, 'keep-last': '1', 'prune-tags': 'v*' };

    const { exit, log, outputs, summary } = await step(inputs, {
      started: (kill) => void arrived(3).then(() => kill('SIGKILL')),
    });

    expect(exit).toBeNull();
    expect(log).toContain(`- ${old.version} (committed, v1, created `);
    expect(outputs).toMatchObject({ count: '1', versions: JSON.stringify([old.version]) });
    expect(summary).toContain(`<td>${old.version}</td><td>v1</td>`);
    expect(emulator.paperspace.versions(dataset)).toHaveLength(2);
  });

  test('has the same outputs in a dry run as in the real run', async () => {
    const { step, dataset, emulator } = await startJob();
    const now = Date.now();
    for (const hours of [1, 2, 3, 4]) {
      emulator.paperspace.addVersion(dataset, { isCommitted: true, createdMs: now - hours * HOUR_MS });
    }
    const inputs = { operation: 'prune', dataset, 'keep-last': '1', 'older-than': '150m' };

    const dry = await step({ ...inputs, 'dry-run': 'true' });
    const real = await step(inputs);

    expect([dry.exit, dry.outputs.outcome, dry.requests.length]).toEqual([0, 'none', 1]);
    expect(dry.outputs.count).toBe('2');
    expect(real.outputs).toMatchObject({ outcome: 'deleted', count: '2', versions: dry.outputs.versions });
    expect(emulator.paperspace.versions(dataset)).toHaveLength(2);
  });

  test('deletes the other versions when some cannot be deleted, and fails with a list of those', async () => {
    const { step, dataset, emulator } = await startJob();
    const ids = [1, 2, 3, 4].map(() => emulator.paperspace.addVersion(dataset, { isCommitted: true }).version);
    emulator.addFault({ kind: 'status', status: 403, method: 'DELETE', times: 2 });

    const { exit, messages } = await step({ operation: 'prune', dataset, 'keep-last': '1', concurrency: '1' });

    expect(exit).toBe(1);
    const [error = ''] = messages('error');
    expect(error).toMatch(
      /^Pruning failed for 2 of 3 versions:\n- Failed to delete version .*\n.*\n- Failed to delete/,
    );
    expect(emulator.paperspace.versions(dataset)).toHaveLength(3);
    expect(ids.filter((id) => error.includes(id))).toHaveLength(2);
  });

  test('reports all invalid inputs before any request', async () => {
    const { step, dataset } = await startJob();

    const { exit, requests, messages } = await step({
      operation: 'prune',
      dataset,
      'keep-last': '0',
      'older-than': 'yesterday',
      'drafts-older-than': '1h',
      concurrency: '0',
    });

    expect([exit, requests]).toEqual([1, []]);
    const [error = ''] = messages('error');
    for (const name of ['keep-last', 'older-than', 'drafts-older-than', 'concurrency']) {
      expect(error).toContain(`Input \`${name}\` must be `);
    }
  });

  test('reports that a rule is required when none is given', async () => {
    const { step, dataset } = await startJob();

    const { exit, requests, messages } = await step({ operation: 'prune', dataset });

    expect([exit, requests]).toEqual([1, []]);
    expect(messages('error')).toEqual([expect.stringContaining('Set at least one of them')]);
  });
});

test('a list of versions too large for a matrix is left out with a notice', async () => {
  const { step, dataset, emulator } = await startJob();
  for (let at = 0; at < 11_000; at += 1) emulator.paperspace.addVersion(dataset, { isCommitted: true });

  const { exit, outputs, messages } = await step({ operation: 'prune', dataset, 'keep-last': '1', 'dry-run': 'true' });

  expect(exit).toBe(0);
  expect(outputs).not.toHaveProperty('versions');
  expect(outputs.count).toBe('10999');
  expect(messages('notice')).toContain('Output versions was omitted because it exceeds 100 kB');
});
