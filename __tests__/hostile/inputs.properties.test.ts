/** Whatever a workflow gives as inputs, whatever the event says and the environment holds. */
import { readdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { expect, test } from '@jest/globals';
import * as fc from 'fast-check';
import { connect } from '../../src/connection.ts';
import { registry } from '../../src/operations/index.ts';
import { type InputEntry, type InputName, inputNames, inputs } from '../../src/operations/inputs.ts';
import { loadAll, type Operation } from '../../src/operations/operation.ts';
import { runMain } from '../../src/run.ts';
import { temporaryFolder } from '../support/folders.ts';
import { expectHarmlessEnd } from '../support/promises.ts';
import { holds, hostileText, wildJson } from '../support/property.ts';
import { DATASET_ID, VERSION_ID } from '../support/responses.ts';
import { listeningRunner, runStage } from '../support/runner.ts';
import { useS3Bed } from '../support/s3-bed.ts';

const operations = await loadAll(registry);

const folder = temporaryFolder();
const bed = useS3Bed();

/** Texts that an input takes, so that a run gets past the first one. */
const good: Readonly<Partial<Record<InputName, readonly string[]>>> = {
  metadata: ['{"a": 1}', 'a: 1', 'a: &x [1]\nb: *x', 'a: !!set {x}', '{"__proto__": {"evil": 1}}', '[', 'a: *none'],
  tags: ['a,b', 'v1'],
  'keep-last': ['1'],
  limit: ['0', '7'],
  'older-than': ['1d'],
  'drafts-older-than': ['6h'],
  against: ['v1', 'latest'],
  include: ['**', '!a'],
  'if-exists': ['reuse'],
  'tags-mode': ['add', 'remove', 'clear'],
  depth: ['full'],
  'on-failure': ['delete'],
  order: ['asc'],
  committed: ['true'],
  'if-no-files-found': ['warn'],
  concurrency: ['1'],
  'expect-files': ['2'],
  'expect-bytes': ['0'],
  'request-timeout': ['1'],
  's3-region': ['us-east-1'],
  'storage-prefix': ['data/'],
  destination: ['/'],
  privacy: ['PRIVATE'],
  'team-id': ['te1234567'],
  after: [''],
};

/** The keys of files that are stored before a run. */
const storedKeys = ['rose', '\n::error::evil', '../../escape', '<script>evil()</script>', 'z\u001b[31mred'];

const DRAFT_ID = 'dr4ft00';

/** The references that name something for an operation; those that it deletes have to be IDs. */
function referencesFor({ name, optional }: Operation): readonly string[] {
  const versions = [VERSION_ID, DRAFT_ID].map((version) => `${DATASET_ID}:${version}`);
  if (optional.includes('version'))
    return name === 'delete-version' ? versions : [...versions, 'faces:v1', 'faces:latest'];
  return name === 'delete-dataset' ? [DATASET_ID] : [DATASET_ID, 'faces'];
}

/** Numbers and words, mostly wrong. */
const anyText = fc.oneof(hostileText, fc.integer().map(String), fc.double().map(String), fc.constantFrom('true', 'no'));

/** These lead somewhere: no run of this test may read the whole disk or leave this process. */
const leading = new Set<InputName>(['api-key', 'api-url', 'path', 'retries', 'summary']);

function textFor(operation: Operation, name: InputName): fc.Arbitrary<string> {
  const entry: InputEntry = inputs[name];
  const isBoolean = ['true', 'false'].includes(entry.default ?? '');
  const targets = { dataset: referencesFor(operation), 's3-endpoint': [bed.proxy.endpoint] };
  const texts = isBoolean ? ['true', 'false'] : { ...good, ...targets }[name];
  if (texts === undefined) return anyText;
  return fc.oneof({ weight: 9, arbitrary: fc.constantFrom(...texts) }, { weight: 1, arbitrary: anyText });
}

/** The inputs of a step that runs an operation, with some that the operation may not take. */
function inputsFor(operation: Operation): fc.Arbitrary<Record<string, string>> {
  const given = (some: readonly InputName[]) =>
    Object.fromEntries(some.filter((name) => !leading.has(name)).map((name) => [name, textFor(operation, name)]));
  return fc
    .tuple(
      fc.subarray(inputNames, { maxLength: 2 }).chain((some) => fc.record(given(some))),
      fc.record(given(operation.required)),
      fc.record(given(operation.optional.filter((name) => name !== 'version')), { requiredKeys: [] }),
    )
    .map(([others, needed, own]) => ({ ...others, ...needed, ...own, operation: operation.name }));
}

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

test.each(operations)('no input, event, environment or stored key crashes a run of $name', async (operation) => {
  const data = temporaryFolder({ rose: 'rose', tulip: 'tulip' });
  const target = path.join(folder, 'target');
  const missing = path.join(folder, 'no*such');
  const paths = operation.name === 'download-files' ? [target] : [data, missing, ''];
  const unhandled: unknown[] = [];
  const note = (reason: unknown): number => unhandled.push(reason);
  process.on('unhandledRejection', note);
  await holds(
    fc.asyncProperty(
      inputsFor(operation),
      fc.constantFrom(...paths),
      fc.oneof(
        event.map((value) => JSON.stringify(value)),
        hostileText,
      ),
      environment,
      async (texts, filesPath, payload, env) => {
        const { dependencies, emulator, requests } = runStage({ bucket: bed.bucket });
        emulator.paperspace.addDataset({ id: DATASET_ID, name: 'faces' });
        const versions = [
          emulator.paperspace.addVersion(DATASET_ID, { id: VERSION_ID, isCommitted: true, tags: ['v1'] }),
          emulator.paperspace.addVersion(DATASET_ID, { id: DRAFT_ID }),
        ];
        if (operation.optional.includes('s3-endpoint')) {
          for (const version of versions)
            await bed.put(version, Object.fromEntries(storedKeys.map((key) => [key, key])));
        }
        const file = path.join(folder, 'event.json');
        await writeFile(file, payload);
        const runner = listeningRunner({
          inputs: { 'api-key': emulator.apiKey, retries: '1', path: filesPath, ...texts },
          env: {
            ...env,
            ...bed.variables,
            GITHUB_API_URL: 'http://127.0.0.1:9',
            RUNNER_TEMP: folder,
            GITHUB_EVENT_PATH: file,
            GITHUB_STEP_SUMMARY: 'here',
          },
        });
        const around = dependencies(runner.workflow);

        const exit = await runMain({
          ...around,
          connect: async (settings, all) => ({ ...(await connect(settings, all)), sendRequest: emulator.sendRequest }),
        });

        const errors = expectHarmlessEnd(runner, exit);
        // Files are searched for only after the version was read.
        if (
          filesPath !== missing &&
          errors.some((error) => /^::error title=(?:Invalid|\d+ invalid) input/.test(error))
        ) {
          expect(requests()).toEqual([]);
        }
        const { 'result-path': result, 'manifest-path': manifest } = runner.workflow.outputs;
        for (const written of [result, manifest]) if (written) expect(written.startsWith(folder)).toBe(true);
        expect('evil' in {}).toBe(false);
      },
    ),
    Math.ceil(Number(process.env.PROPERTY_RUNS ?? 100) / 5),
  );
  process.off('unhandledRejection', note);
  expect(unhandled).toEqual([]);
  expect((await readdir(folder)).filter((name) => !/^(?:event\.json|paperspace-\w+|target)$/.test(name))).toEqual([]);
}, 600_000);
