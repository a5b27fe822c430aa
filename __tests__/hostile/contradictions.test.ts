/** An API that contradicts itself for ever: lists show what is not there, or what was deleted comes back. */
import { expect, test } from '@jest/globals';
import type { SendRequest } from '../../src/paperspace/http.ts';
import type { Version } from '../../src/paperspace/schema.ts';
import { withMark } from '../../src/paperspace/snapshot-mark.ts';
import { runMain } from '../../src/run.ts';
import { DATASET_ID, ok, refusal, sampleVersion } from '../support/responses.ts';
import { runStage } from '../support/runner.ts';

const mark = withMark({}, { key: 'mine/0', attempt: 'another', run: 'another run', runAttempt: '1' });
const foreign = sampleVersion({ version: 'foreign', metadata: mark, dtCreated: '2026-03-18T11:59:00Z' });
const mine = sampleVersion({ version: 'mine000' });

/** Takes a snapshot of a key from an API that lists these versions whatever happens, and knows none of them by its id. */
async function snapshotOf(listed: readonly Version[]): Promise<{ errors: string[]; requestCount: number }> {
  const { dependencies, workflow: at } = runStage();
  const workflow = at({ inputs: { operation: 'snapshot', dataset: DATASET_ID, key: 'mine/0', tags: 'v1' } });
  let requestCount = 0;
  const sendRequest: SendRequest = async ({ method, path, body }) => {
    requestCount += 1;
    if (requestCount > 20_000) throw new Error('it would never end');
    const sent: object = body === undefined ? {} : JSON.parse(body);
    if (method === 'POST') return ok({ ...mine, ...sent, tags: [] });
    if (method === 'PUT') return ok({ ...mine, ...sent, tags: ['v1'], isCommitted: true });
    if (method === 'GET' && /\/versions(\?|$)/.test(path)) return ok({ items: listed, hasMore: false, nextPage: null });
    return refusal(404, { message: 'not there' });
  };
  expect(await runMain(dependencies(workflow, sendRequest))).toBe(1);
  return { errors: workflow.messages('error'), requestCount };
}

test.each([
  ['a draft of the key', [foreign]],
  ['a committed version of the key', [{ ...foreign, isCommitted: true }]],
  [
    'two committed versions of the key',
    [
      { ...foreign, isCommitted: true },
      { ...foreign, isCommitted: true, version: 'foreig2' },
    ],
  ],
])('a snapshot gives up when lists show %s that does not exist', async (_what, listed) => {
  const { errors, requestCount } = await snapshotOf(listed);

  expect(errors).toEqual([expect.stringMatching(/^(?!Failed \|)[^|]+ \| .+/)]);
  expect(requestCount).toBeLessThan(2_000);
});
