import { describe, expect, test } from '@jest/globals';
import { startJob } from '../support/job.ts';

describe('the post step of a failed or cancelled job', () => {
  test('deletes the draft of its step when on-failure is delete', async () => {
    const { step, post, dataset, emulator } = await startJob();
    const inputs = { operation: 'create-version', dataset, 'on-failure': 'delete' };
    const other = emulator.paperspace.addVersion(dataset);

    const main = await step(inputs);
    const { exit, requests, messages, outputs, summary } = await post(main, inputs);

    expect(exit).toBe(0);
    expect(requests).toEqual([
      `GET /datasets/${dataset}/versions?limit=120&orderBy=dtCreated&order=desc`,
      `DELETE /datasets/${dataset}/versions/${main.outputs.version}`,
    ]);
    expect(messages('notice')).toEqual([
      `Draft ${main.outputs.ref} deleted because the job failed or was cancelled (on-failure: delete)`,
    ]);
    expect([outputs, summary]).toEqual([{}, '']);
    expect(emulator.paperspace.versions(dataset)).toEqual([other]);
  });

  test('keeps the draft by default and says how to resume', async () => {
    const { step, post, dataset, emulator } = await startJob();
    const inputs = { operation: 'create-version', dataset };

    const main = await step(inputs);
    const { exit, requests, messages } = await post(main, inputs);

    expect(exit).toBe(0);
    expect(requests).toEqual([`GET /datasets/${dataset}/versions?limit=120&orderBy=dtCreated&order=desc`]);
    expect(messages('notice')).toEqual([expect.stringMatching(new RegExp(`^Draft ${main.outputs.ref} kept[.] `))]);
    expect(emulator.paperspace.versions(dataset)).toHaveLength(1);
  });

  test('leaves a version unchanged that a later step committed', async () => {
    const { step, post, dataset, emulator } = await startJob();
    const inputs = { operation: 'create-version', dataset, 'on-failure': 'delete' };

    const main = await step(inputs);
    await step({ operation: 'commit', dataset: main.outputs.ref ?? '' });
    const { exit, messages } = await post(main, inputs);

    expect([exit, messages('notice')]).toEqual([0, []]);
    expect(emulator.paperspace.versions(dataset)).toMatchObject([{ isCommitted: true }]);
  });

  test('reports one error with advice when the API refuses its request', async () => {
    const { step, post, dataset, emulator } = await startJob();
    const inputs = { operation: 'create-version', dataset, 'on-failure': 'delete', retries: '0' };

    const main = await step(inputs);
    emulator.addFault({ kind: 'status', status: 403 });
    const { exit, messages } = await post(main, inputs);

    expect(exit).toBe(1);
    expect(messages('error')).toEqual([
      expect.stringMatching(/HTTP 403.*\nThe API key has no access\. It must belong to the team/),
    ]);
  });

  test.each([
    ['made no draft', { operation: 'list-datasets' }],
    ['failed by its inputs', { operation: 'create-version', limit: 'x' }],
    ['has an operation that there is not', { operation: 'nothing' }],
  ])('does nothing for a step that %s', async (_what, inputs) => {
    const { step, post } = await startJob();

    const main = await step(inputs);
    const { exit, requests, outputs, summary, lines, state } = await post(main, inputs);

    expect(main.state).toEqual({ 'main-ran': 'true' });
    expect(exit).toBe(0);
    expect([requests, outputs, summary, state]).toEqual([[], {}, '', {}]);
    expect(lines.filter((line) => !line.startsWith('::add-mask::'))).toEqual([]);
  });

  test('finds the draft of a step that was killed', async () => {
    const { step, post, dataset, emulator, arrived } = await startJob();
    const inputs = { operation: 'create-version', dataset, 'on-failure': 'delete' };
    emulator.addFault({ kind: 'hang' });

    const main = await step(inputs, { started: (kill) => void arrived(1).then(() => kill('SIGKILL')) });
    const after = await post(main, inputs);

    expect(main.exit).toBeNull();
    expect(after.requests).toEqual([expect.stringMatching(/^GET /)]);
    expect(emulator.paperspace.versions(dataset)).toEqual([]);
  });
});

test('a main step runs as the main step, whatever state other steps saved', async () => {
  const { step, dataset } = await startJob();

  const main = await step(
    { operation: 'get-dataset', dataset },
    { env: { STATE_isPost: 'true', GITHUB_STATE_main: 'x' } },
  );

  expect([main.exit, main.outputs.outcome, main.requests.length]).toEqual([0, 'found', 1]);
});
