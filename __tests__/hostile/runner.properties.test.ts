import { expect, test } from '@jest/globals';
import * as fc from 'fast-check';
import { registry } from '../../src/operations/index.ts';
import { loadAll } from '../../src/operations/operation.ts';
import type { SendRequest } from '../../src/paperspace/http.ts';
import { runMain } from '../../src/run.ts';
import { temporaryFolder } from '../support/folders.ts';
import { expectHarmlessEnd } from '../support/promises.ts';
import { holds, wildAnswer } from '../support/property.ts';
import { DATASET_ID, VERSION_ID } from '../support/responses.ts';
import { listeningRunner, runStage } from '../support/runner.ts';

const operations = await loadAll(registry);

const version = { dataset: `${DATASET_ID}:${VERSION_ID}` };
const latest = { dataset: `${DATASET_ID}:latest` };
const dataset = { dataset: DATASET_ID };

/** Every operation that goes to the API, with inputs that are good. */
const steps: readonly Readonly<Record<string, string>>[] = [
  { operation: 'list-datasets', limit: '0' },
  { operation: 'create-dataset', name: 'faces' },
  { operation: 'get-dataset', ...dataset },
  { operation: 'get-dataset', dataset: 'faces' },
  { operation: 'update-dataset', ...dataset, description: 'new' },
  { operation: 'delete-dataset', ...dataset },
  { operation: 'list-versions', ...dataset, limit: '0' },
  { operation: 'create-version', ...dataset },
  { operation: 'get-version', ...version },
  { operation: 'get-version', ...latest },
  { operation: 'update-version', ...version, metadata: '{"a": 1}' },
  { operation: 'delete-version', ...version },
  { operation: 'set-tags', ...version, tags: 'a', 'tags-mode': 'add' },
  { operation: 'commit', ...latest, tags: 'a' },
  { operation: 'snapshot', ...dataset, tags: 'a,v1' },
  { operation: 'promote', ...latest, tags: 'a' },
  { operation: 'prune', ...dataset, 'keep-last': '1', 'drafts-older-than': '1d' },
];

const temporary = temporaryFolder();

test('a run against a hostile API ends by itself with a clear error and outputs only harmless text', async () => {
  await holds(
    fc.asyncProperty(
      fc.constantFrom(...steps),
      fc.array(wildAnswer, { minLength: 1, maxLength: 5 }),
      fc.boolean(),
      async (inputs, answers, debug) => {
        const { dependencies } = runStage();
        const env = { RUNNER_TEMP: temporary, GITHUB_STEP_SUMMARY: 'here', ...(debug ? { RUNNER_DEBUG: '1' } : {}) };
        const runner = listeningRunner({ inputs: { 'api-key': 'k3y', retries: '1', ...inputs }, env });
        let requestCount = 0;
        const sendRequest: SendRequest = async () => {
          requestCount += 1;
          return answers[requestCount % answers.length] ?? { status: 500, headers: {}, body: '' };
        };

        const exit = await runMain(dependencies(runner.workflow, sendRequest));

        expectHarmlessEnd(runner, exit);
        const declared: readonly string[] = operations.find(({ name }) => name === inputs.operation)?.outputs ?? [];
        expect(Object.keys(runner.workflow.outputs).filter((name) => !declared.includes(name))).toEqual([]);
        expect(requestCount).toBeLessThan(5_000);
      },
    ),
  );
}, 600_000);
