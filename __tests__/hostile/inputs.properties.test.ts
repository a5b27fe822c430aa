/** Whatever a workflow gives as inputs, whatever the event says and the environment holds. */
import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import * as fc from 'fast-check';
import { connect } from '../../src/connection.ts';
import { registry } from '../../src/operations/index.ts';
import { type InputName, inputs } from '../../src/operations/inputs.ts';
import { loadAll } from '../../src/operations/operation.ts';
import { runMain } from '../../src/run.ts';
import { expectHarmlessLog, expectHarmlessMarkup } from '../support/promises.ts';
import { holds, hostileText, wildJson } from '../support/property.ts';
import { DATASET_ID, VERSION_ID } from '../support/responses.ts';
import { listeningRunner, runStage } from '../support/runner.ts';

const operations = await loadAll(registry);

let folder = '';
beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'hostile-'));
});
afterAll(() => rm(folder, { recursive: true }));

/** Texts that an input takes, so that a run gets past the first one. */
const good: Readonly<Partial<Record<InputName, readonly string[]>>> = {
  operation: operations.map(({ name }) => name),
  dataset: [DATASET_ID, `${DATASET_ID}:${VERSION_ID}`, 'faces:latest', 'faces'],
  version: [VERSION_ID, 'v1'],
  metadata: ['{"a": 1}', 'a: &x [1]\nb: *x', 'a: !!set {x}', '{"__proto__": {"evil": 1}}', '[', 'a: *none'],
  tags: ['a,b', 'v1'],
  'keep-last': ['1'],
  limit: ['0', '7'],
  'older-than': ['1d'],
};

/** Numbers and words, mostly wrong. */
const anyText = fc.oneof(hostileText, fc.integer().map(String), fc.double().map(String), fc.constantFrom('true', 'no'));

const names = Object.keys(inputs).filter((name): name is InputName => name in inputs);
/** These lead somewhere: no run of this test may read the whole disk or leave this process. */
const leading = new Set<InputName>(['api-key', 'api-url', 'path', 'retries', 'summary']);

const given = fc
  .array(
    fc.constantFrom(...names.filter((name) => !leading.has(name))).chain((name) => {
      const texts = good[name];
      const text =
        texts === undefined ? anyText : fc.oneof({ weight: 3, arbitrary: fc.constantFrom(...texts) }, anyText);
      return fc.tuple(fc.constant(name), text);
    }),
    { maxLength: 8 },
  )
  .map((entries): Record<string, string> => Object.fromEntries(entries));

const variables = [
  'NAME',
  'REF',
  'REF_NAME',
  'REF_TYPE',
  'SHA',
  'REPOSITORY',
  'RUN_ID',
  'RUN_ATTEMPT',
  'JOB',
  'ACTION',
];
const environment = fc.record(
  {
    GITHUB_EVENT_NAME: fc.oneof(fc.constantFrom('release', 'push', 'pull_request', 'schedule'), hostileText),
    ...Object.fromEntries(variables.map((name) => [`GITHUB_${name}`, hostileText])),
    GITHUB_SERVER_URL: hostileText,
    GITHUB_WORKFLOW: hostileText,
  },
  { requiredKeys: [] },
);

const event = fc.oneof(
  fc.record({ release: wildJson, head_commit: wildJson, pull_request: wildJson }, { requiredKeys: [] }),
  fc.record({ release: fc.record({ name: hostileText, tag_name: hostileText, created_at: hostileText }) }),
  wildJson,
);

test('no input, event or environment crashes a run or sends a request before all inputs are parsed', async () => {
  const unhandled: unknown[] = [];
  const note = (reason: unknown): number => unhandled.push(reason);
  process.on('unhandledRejection', note);
  await holds(
    fc.asyncProperty(
      given,
      fc.oneof(
        event.map((value) => JSON.stringify(value)),
        hostileText,
      ),
      environment,
      async (texts, payload, env) => {
        const { dependencies, emulator, requests } = runStage();
        const { id } = emulator.paperspace.addDataset({ name: 'faces' });
        emulator.paperspace.addVersion(id, { isCommitted: true, tags: ['v1'] });
        const file = path.join(folder, 'event.json');
        await writeFile(file, payload);
        const runner = listeningRunner({
          inputs: { 'api-key': emulator.apiKey, retries: '1', path: path.join(folder, 'no*such'), ...texts },
          env: { ...env, RUNNER_TEMP: folder, GITHUB_EVENT_PATH: file, GITHUB_STEP_SUMMARY: 'here' },
        });
        const around = dependencies(runner.workflow);

        const exit = await runMain({
          ...around,
          connect: async (settings, all) => ({ ...(await connect(settings, all)), sendRequest: emulator.sendRequest }),
        });

        const lines = runner.lines();
        expectHarmlessLog(lines);
        expectHarmlessMarkup(runner.workflow.summary);
        const errors = lines.filter((line) => line.startsWith('::error'));
        expect([exit, errors.length]).toEqual([errors.length, exit]);
        for (const error of errors) expect(error).toMatch(/^::error title=(?!Failed::)[^:]+::./);
        if (errors.some((error) => /inputs? (?:is|are) wrong/.test(error) && !error.includes('matches no file'))) {
          expect(requests()).toEqual([]);
        }
        const { 'result-path': result, 'manifest-path': manifest } = runner.workflow.outputs;
        for (const written of [result, manifest]) if (written) expect(written.startsWith(folder)).toBe(true);
        expect('evil' in {}).toBe(false);
      },
    ),
  );
  process.off('unhandledRejection', note);
  expect(unhandled).toEqual([]);
  expect((await readdir(folder)).filter((name) => !/^(?:event\.json|paperspace-\w+)$/.test(name))).toEqual([]);
}, 600_000);
