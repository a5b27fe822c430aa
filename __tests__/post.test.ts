import { describe, expect, test } from '@jest/globals';
import { Leftovers, mainRan, noteMainRan, runPost } from '../src/post.ts';
import { type FakeWorkflow, fakeWorkflow, type RunStage, runStage } from './support/runner.ts';

interface Draft {
  readonly datasetId: string;
  readonly attempt: string;
  readonly onFailure: 'keep' | 'delete';
}

/** A dataset with a draft that carries an attempt id, beside a version of somebody else. */
function drafted(set: RunStage, attempt: string, isCommitted = false): { datasetId: string; version: string } {
  const { id } = set.emulator.paperspace.addDataset({ name: `of-${attempt}` });
  set.emulator.paperspace.addVersion(id, { message: 'somebody else’s' });
  const { version } = set.emulator.paperspace.addVersion(id, { metadata: { snapshot: { attempt } }, isCommitted });
  return { datasetId: id, version };
}

async function post(
  set: RunStage,
  drafts: readonly Draft[],
  inputs: Record<string, string> = {},
): Promise<{ exit: number; workflow: FakeWorkflow }> {
  const workflow = set.workflow({ inputs, state: { 'main-ran': 'true', drafts: JSON.stringify(drafts) } });
  return { exit: await runPost(set.dependencies(workflow)), workflow };
}

describe('after a job that failed or was cancelled', () => {
  test('only a draft with on-failure: delete is deleted', async () => {
    const set = runStage();
    const { datasetId, version } = drafted(set, 'a');

    const { exit, workflow } = await post(set, [{ datasetId, attempt: 'a', onFailure: 'delete' }]);

    expect(exit).toBe(0);
    expect(workflow.messages('notice')).toEqual([
      `Draft ${datasetId}:${version} deleted because the job failed or was cancelled (on-failure: delete)`,
    ]);
    expect(set.emulator.paperspace.versions(datasetId).map(({ message }) => message)).toEqual(['somebody else’s']);
    expect(workflow.transcript[0]).toBe(`mask: ${set.emulator.apiKey}`);
    expect(set.closed()).toBe(1);
  });

  test.each([
    ['snapshot', 'acme/flowers/runs/7', 'Re-run the job to resume, or use `commit` or `delete-version`'],
    ['create-version', undefined, 'Use `commit` or `delete-version`. Re-running the job creates another draft'],
  ])('a draft of %s with on-failure: keep is kept, and the log says how to resume it', async (_operation, key, next) => {
    const set = runStage();
    const { id: datasetId } = set.emulator.paperspace.addDataset({ name: 'flowers' });
    const metadata = { snapshot: { attempt: 'a', key } };
    const { version } = set.emulator.paperspace.addVersion(datasetId, { metadata });

    const { exit, workflow } = await post(set, [{ datasetId, attempt: 'a', onFailure: 'keep' }]);

    expect(exit).toBe(0);
    expect(workflow.messages('notice')).toEqual([`Draft ${datasetId}:${version} kept. ${next}`]);
    expect(set.requests()).toEqual([expect.stringMatching(/^GET /)]);
  });

  test('a version that was committed in the meantime is not deleted', async () => {
    const set = runStage();
    const { datasetId } = drafted(set, 'a', true);

    const { exit, workflow } = await post(set, [{ datasetId, attempt: 'a', onFailure: 'delete' }]);

    expect([exit, workflow.messages('notice')]).toEqual([0, []]);
    expect(set.emulator.paperspace.versions(datasetId)).toHaveLength(2);
  });

  test('a draft that the list does not show is reported as possibly left behind', async () => {
    const set = runStage({ answers: { draftsInLists: false } });
    const { datasetId } = drafted(set, 'a');

    const { exit, workflow } = await post(set, [{ datasetId, attempt: 'a', onFailure: 'delete' }]);

    expect(exit).toBe(0);
    expect(workflow.messages('notice')).toEqual([
      `No draft of this step was found in dataset ${datasetId}. If the API's lists omit drafts, a draft with \`metadata.snapshot.attempt\` a may exist`,
    ]);
  });

  test('a draft that cannot be deleted is an error, and the others are still deleted', async () => {
    const set = runStage({ faults: [{ kind: 'status', status: 403, method: 'DELETE' }] });
    const first = drafted(set, 'a');
    const second = drafted(set, 'b');

    const { exit, workflow } = await post(set, [
      { datasetId: first.datasetId, attempt: 'a', onFailure: 'delete' },
      { datasetId: second.datasetId, attempt: 'b', onFailure: 'delete' },
    ]);

    expect(exit).toBe(1);
    expect(workflow.messages('error')).toEqual([
      expect.stringMatching(`^Failed to delete version ${first.datasetId}:${first.version} [|] Failed.*HTTP 403`),
    ]);
    expect(set.emulator.paperspace.versions(first.datasetId)).toHaveLength(2);
    expect(set.emulator.paperspace.versions(second.datasetId)).toHaveLength(1);
    expect(set.closed()).toBe(1);
  });

  test('no request is sent if the main step announced no draft', async () => {
    const set = runStage();
    const workflow = set.workflow({ state: { 'main-ran': 'true' } });

    expect(await runPost(set.dependencies(workflow))).toBe(0);

    expect([set.requests(), set.closed(), workflow.transcript]).toEqual([[], 0, [`mask: ${set.emulator.apiKey}`]]);
  });

  test('invalid inputs are an error, and no request is sent', async () => {
    const set = runStage();

    const { exit, workflow } = await post(set, [{ datasetId: 'ds1', attempt: 'a', onFailure: 'delete' }], {
      'api-key': '',
      retries: 'x',
    });

    expect(exit).toBe(1);
    expect(workflow.messages('error')).toEqual([
      expect.stringMatching(/^2 invalid inputs \| Input `api-key` is missing/),
    ]);
    expect([set.requests(), workflow.messages('mask')]).toEqual([[], []]);
  });
});

describe('the state of a step', () => {
  test('tells the post step that the main step ran', () => {
    const main = fakeWorkflow();

    expect(mainRan(main)).toBe(false);
    noteMainRan(main);

    expect(mainRan(fakeWorkflow({ state: main.saved }))).toBe(true);
  });

  test('passes the drafts to the post step', async () => {
    const set = runStage();
    const main = set.workflow();
    const leftovers = new Leftovers(main);
    const kept = drafted(set, 'a');
    const deleted = drafted(set, 'b');

    leftovers.announceDraft({ datasetId: kept.datasetId, attempt: 'a', onFailure: 'keep' });
    leftovers.announceDraft({ datasetId: deleted.datasetId, attempt: 'b', onFailure: 'delete' });
    const workflow = set.workflow({ state: main.saved });
    expect(await runPost(set.dependencies(workflow))).toBe(0);

    expect(workflow.messages('notice')).toEqual([
      expect.stringContaining(`${kept.datasetId}:${kept.version} kept`),
      expect.stringContaining(`${deleted.datasetId}:${deleted.version} deleted`),
    ]);
  });

  test.each([
    '[{"datasetId":"ds1"}]',
    '{"drafts":',
    '[{"datasetId":"ds1","attempt":"a","onFailure":"maybe"}]',
  ])('with an invalid list of drafts is an error: %s', async (drafts) => {
    const set = runStage();
    const workflow = set.workflow({ state: { drafts } });

    expect(await runPost(set.dependencies(workflow))).toBe(1);

    expect([set.requests(), workflow.messages('error')]).toEqual([[], [expect.any(String)]]);
  });
});
