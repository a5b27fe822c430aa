import { readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { beforeEach, describe, expect, test } from '@jest/globals';
import { CancelledError, NetworkError } from '../src/net/errors.ts';
import type { Operation, Prepared } from '../src/operations/operation.ts';
import type { Services } from '../src/operations/step.ts';
import type { SendRequest } from '../src/paperspace/http.ts';
import { markOf } from '../src/paperspace/snapshot-mark.ts';
import { runMain } from '../src/run.ts';
import { temporaryFolder } from './support/folders.ts';
import { type FakeWorkflowOptions, fakeWorkflow, registryOf, runStage } from './support/runner.ts';

let temporary = '';
beforeEach(() => {
  temporary = temporaryFolder();
});

/** Inputs and environment of a step that has a summary and a folder of its own. */
const given = (inputs: Record<string, string>, rest: FakeWorkflowOptions = {}): FakeWorkflowOptions => ({
  inputs,
  ...rest,
  env: { RUNNER_TEMP: temporary, GITHUB_STEP_SUMMARY: '/summary', ...rest.env },
});

/** An operation that there is not, to see what the runner makes of it. */
function madeUp(name: string, run: Prepared): Operation {
  const nothing = { calls: '', purpose: '', required: [], optional: [], outputs: [] };
  return { name, ...nothing, prepare: async () => run };
}

describe('a run that succeeds', () => {
  test('saves its state, masks the secrets, prints no empty group, and sets outputs, result and summary', async () => {
    const { dependencies, workflow: at, emulator, closed } = runStage();
    const dataset = emulator.paperspace.addDataset({ name: 'flowers' });
    const workflow = at(given({ operation: 'get-dataset', dataset: dataset.id, 'github-token': ' token ' }));

    expect(await runMain(dependencies(workflow))).toBe(0);

    expect(workflow.transcript.filter((line) => !/^output|^debug/.test(line))).toEqual([
      'state: main-ran=true',
      `mask: ${emulator.apiKey}`,
      'mask: token',
      `info: Found dataset ${dataset.name} (${dataset.id})`,
    ]);
    expect(workflow.outputs).toEqual({
      'dataset-id': dataset.id,
      'dataset-name': 'flowers',
      outcome: 'found',
      result: JSON.stringify(dataset),
      'result-path': expect.stringContaining(temporary),
    });
    expect(JSON.parse(await readFile(workflow.outputs['result-path'] ?? '', 'utf8'))).toEqual(dataset);
    expect(workflow.summary).toContain(`<p>Found dataset ${dataset.name} &#40;${dataset.id}&#41;</p>`);
    expect(closed()).toBe(1);
  });

  test('reads the event, and passes a draft to the post step before creating it', async () => {
    const { dependencies, workflow: at, emulator } = runStage();
    const { id } = emulator.paperspace.addDataset({ name: 'flowers' });
    const event = path.join(import.meta.dirname, '..', 'package.json');
    const inputs = { operation: 'create-version', dataset: id, 'on-failure': 'delete' };
    const env = { GITHUB_EVENT_PATH: event, GITHUB_WORKFLOW: 'Nightly', GITHUB_RUN_NUMBER: '7' };
    const workflow = at(given(inputs, { env }));

    expect(await runMain(dependencies(workflow))).toBe(0);

    const [version] = emulator.paperspace.versions(id);
    const attempt = markOf(version?.metadata).attempt;
    expect(version?.message).toBe('Nightly #7');
    expect(JSON.parse(workflow.saved.drafts ?? '')).toEqual([{ datasetId: id, attempt, onFailure: 'delete' }]);
    const order = workflow.transcript.map((line) => line.split('=')[0]);
    expect(order.indexOf('state: drafts')).toBeLessThan(order.indexOf('output: ref'));
  });

  test('writes a result that is too large for an output only to the file', async () => {
    const { dependencies, workflow: at, emulator } = runStage();
    const { id } = emulator.paperspace.addDataset({ name: 'flowers' });
    for (let at = 0; at < 400; at += 1) emulator.paperspace.addVersion(id, { message: 'x'.repeat(200) });
    const workflow = at(given({ operation: 'list-versions', dataset: id, limit: '0' }));

    expect(await runMain(dependencies(workflow))).toBe(0);

    expect(workflow.outputs).not.toHaveProperty('result');
    expect(workflow.outputs.count).toBe('400');
    expect(JSON.parse(await readFile(workflow.outputs['result-path'] ?? '', 'utf8'))).toHaveLength(400);
  });

  test('warns of inputs that have no effect before it sends a request', async () => {
    const { dependencies, workflow: at } = runStage();
    const workflow = at(given({ operation: 'list-datasets', public: 'true' }));

    expect(await runMain(dependencies(workflow))).toBe(0);

    expect(workflow.messages('warning')).toEqual([
      expect.stringMatching(/^Input `public` has no effect on list-datasets/),
    ]);
    const kinds = workflow.transcript.map((line) => line.split(':')[0]);
    expect(kinds.indexOf('warning')).toBeLessThan(kinds.indexOf('debug'));
  });
});

describe('the summary', () => {
  test.each([
    ['is turned off', { summary: 'false' }, '/summary'],
    ['has no file', {}, ''],
  ])('is not written if it %s', async (_why, inputs, file) => {
    const { dependencies, workflow: at } = runStage();
    const workflow = at(given({ operation: 'list-datasets', ...inputs }, { env: { GITHUB_STEP_SUMMARY: file } }));

    expect(await runMain(dependencies(workflow))).toBe(0);

    expect(workflow.summary).toBe('');
    expect(workflow.messages('warning')).toEqual([]);
  });

  test.each(['false', 'False', ' FALSE '])('of a failure is not written if it is turned off as %j', async (off) => {
    const { dependencies, workflow: at } = runStage();
    const workflow = at(given({ operation: 'commit', summary: off }));

    expect(await runMain(dependencies(workflow))).toBe(1);

    expect(workflow.summary).toBe('');
  });

  test('that cannot be written causes a warning, and the run succeeds', async () => {
    const { dependencies, workflow: at } = runStage();
    const workflow = at(given({ operation: 'list-datasets' }, { summaryFails: new Error('no such file') }));

    expect(await runMain(dependencies(workflow))).toBe(0);

    expect(workflow.messages('warning')).toEqual(['The job summary could not be written: no such file']);
    expect(workflow.outputs.outcome).toBe('none');
  });
});

test('secrets of the storage are masked before anything is logged, and IDs are not masked', async () => {
  const { dependencies, workflow: at, emulator } = runStage();
  const env = { AWS_ACCESS_KEY_ID: 'id', AWS_SECRET_ACCESS_KEY: 'secret', AWS_SESSION_TOKEN: ' session ' };
  const workflow = at(given({ operation: 'list-datasets' }, { env }));

  expect(await runMain(dependencies(workflow))).toBe(0);

  expect(workflow.messages('mask')).toEqual([emulator.apiKey, 'secret', 'session']);
  expect(workflow.transcript.slice(0, 4).map((line) => line.split(':')[0])).toEqual(['state', 'mask', 'mask', 'mask']);
});

test('the summary shows a plan even if its execution fails', async () => {
  const { dependencies, workflow: at } = runStage();
  const planning = madeUp('planning', async (step) => {
    await step.summary({ kind: 'note', text: '3 versions will be deleted' });
    throw new Error('broken');
  });
  const workflow = at(given({ operation: 'planning' }));

  expect(await runMain({ ...dependencies(workflow), registry: registryOf(planning) })).toBe(1);

  expect(workflow.summary).toMatch(/planning failed<\/h3>[\s\S]*broken[\s\S]*<p>3 versions will be deleted<\/p>/);
});

describe('invalid inputs', () => {
  test('are reported together in one error, with outcome and summary, and no request is sent', async () => {
    const { dependencies, workflow: at, requests, closed } = runStage();
    const workflow = at(given({ operation: 'list-versions', limit: 'many', retries: 'never' }));

    expect(await runMain(dependencies(workflow))).toBe(1);

    const [error = '', ...others] = workflow.messages('error');
    expect(error.split('\n')).toEqual([
      expect.stringMatching(/^3 invalid inputs \| Input `dataset` is missing/),
      expect.stringMatching(/^Input `limit` must be a whole number/),
      expect.stringMatching(/^Input `retries` must be a whole number/),
    ]);
    expect(others).toEqual([]);
    expect(workflow.outputs).toEqual({ outcome: 'none' });
    expect(workflow.summary).toContain('<h3>Paperspace dataset: list-versions failed</h3>');
    expect([requests(), closed()]).toEqual([[], 0]);
  });

  test('include an unknown operation together with problems of the common inputs', async () => {
    const { dependencies } = runStage();
    const workflow = fakeWorkflow(given({ operation: 'comit' }));

    expect(await runMain(dependencies(workflow))).toBe(1);

    expect(workflow.messages('error')).toEqual([
      expect.stringMatching(
        /^2 invalid inputs \| Input `operation` must be an operation, not `comit`\..*`commit`[^\n]*\nInput `api-key` is missing/,
      ),
    ]);
    expect(workflow.messages('mask')).toEqual([]);
  });

  test('include only common inputs if those of the operation are valid', async () => {
    const { dependencies, workflow: at, requests } = runStage();
    const workflow = at(given({ operation: 'list-datasets', retries: 'never' }));

    expect(await runMain(dependencies(workflow))).toBe(1);

    expect(workflow.messages('error')).toEqual([
      expect.stringMatching(/^Invalid input [|] Input `retries` must be a whole number/),
    ]);
    expect(requests()).toEqual([]);
  });

  test('are checked for snapshot if no operation is given', async () => {
    const { dependencies } = runStage();
    const workflow = fakeWorkflow(given({}));

    expect(await runMain(dependencies(workflow))).toBe(1);

    expect(workflow.summary).toContain('<h3>Paperspace dataset: snapshot failed</h3>');
  });
});

describe('a run that fails', () => {
  test('has one error annotation, its causes in the debug log and the outcome none, and closes the connection', async () => {
    const { dependencies, workflow: at, closed } = runStage({ faults: [{ kind: 'drop', times: 'always' }] });
    const workflow = at(given({ operation: 'get-dataset', dataset: 'dst364npcw6ccok', retries: '1' }));

    expect(await runMain(dependencies(workflow))).toBe(1);

    expect(workflow.messages('error')).toEqual([
      expect.stringMatching(
        /^Failed to get dataset dst364npcw6ccok \| Failed to get dataset .*: connection to .* lost: .*\n.*Re-run the job/,
      ),
    ]);
    expect(workflow.messages('info')).toEqual([
      expect.stringMatching(/^Retrying in .* s: get dataset .* \(attempt 2 of 2\)/),
    ]);
    expect(workflow.messages('debug').at(-1)).toMatch(/Caused by: NetworkError/);
    expect(workflow.outputs).toEqual({ outcome: 'none' });
    expect(workflow.transcript.at(-1)).toMatch(/^debug/);
    expect(closed()).toBe(1);
  });

  test('keeps the outcome and the result that were set before the failure', async () => {
    const { dependencies, workflow: at } = runStage();
    const halfway = madeUp('halfway', async (step) => {
      step.output({ outcome: 'created' });
      await step.result('x'.repeat(200_000));
      throw new Error('broken');
    });
    const workflow = at(given({ operation: 'halfway' }));

    expect(await runMain({ ...dependencies(workflow), registry: registryOf(halfway) })).toBe(1);

    expect(workflow.outputs).toEqual({ outcome: 'created', 'result-path': expect.stringMatching(/result\.json$/) });
    expect(workflow.messages('error')).toEqual(['Unexpected error | broken']);
  });

  test('reports a defect while choosing the operation like any other error', async () => {
    const { dependencies, workflow: at } = runStage();
    const workflow = at(given({ operation: 'commit' }));
    const broken = new Map([
      [
        'commit',
        () => {
          throw new TypeError('broken registry');
        },
      ],
    ]);

    expect(await runMain({ ...dependencies(workflow), registry: broken })).toBe(1);

    expect(workflow.messages('error')).toEqual(['Unexpected error | broken registry']);
  });
});

describe('the error of a run that ends early', () => {
  /** Cancels the run as soon as a request of this method is on its way. */
  const cancelledAt = (method: string) => {
    const set = runStage();
    const { id } = set.emulator.paperspace.addDataset({ name: 'flowers' });
    const sendRequest: SendRequest = (request, signal) => {
      if (request.method === method) set.controller.abort(new CancelledError('SIGTERM'));
      signal.throwIfAborted();
      return set.emulator.sendRequest(request, signal);
    };
    const run = async (inputs: Record<string, string>): Promise<string[]> => {
      const workflow = set.workflow(given(inputs));
      expect(await runMain(set.dependencies(workflow, sendRequest))).toBe(1);
      return workflow.messages('error');
    };
    return { ...set, id, run };
  };

  test('says that nothing was changed if a read was cancelled', async () => {
    const { run, id } = cancelledAt('GET');

    expect(await run({ operation: 'get-dataset', dataset: id })).toEqual([
      'Cancelled | The step was cancelled by SIGTERM.\nNo change was sent to the Paperspace API.',
    ]);
  });

  test('says that the outcome is unknown if a change was cancelled in flight', async () => {
    const { run, id } = cancelledAt('PUT');

    expect(await run({ operation: 'commit', dataset: `${id}:fo5rp4m` })).toEqual([
      `Cancelled | The step was cancelled by SIGTERM.\nOutcome unknown: PUT /datasets/${id}/versions/fo5rp4m.`,
    ]);
  });

  test('mentions no change if its response had arrived', async () => {
    const set = runStage({ faults: [{ kind: 'status', status: 503, method: 'PUT' }] });
    set.clock.whileAsleep = () => set.controller.abort(new CancelledError('SIGINT'));
    const workflow = set.workflow(given({ operation: 'commit', dataset: 'dst364npcw6ccok:fo5rp4m' }));

    expect(await runMain(set.dependencies(workflow))).toBe(1);

    expect(workflow.messages('error')).toEqual(['Cancelled | The step was cancelled by SIGINT.']);
  });

  test('mentions no change if the request never reached the API', async () => {
    const set = runStage();
    const unreachable: SendRequest = () => Promise.reject(new NetworkError('refused', 'host', 'refused'));
    set.clock.whileAsleep = () => set.controller.abort(new CancelledError('SIGINT'));
    const workflow = set.workflow(given({ operation: 'commit', dataset: 'dst364npcw6ccok:fo5rp4m' }));

    expect(await runMain(set.dependencies(workflow, unreachable))).toBe(1);

    expect(workflow.messages('error')).toEqual(['Cancelled | The step was cancelled by SIGINT.']);
  });

  test('says that a draft may have been created if its creation was cancelled in flight', async () => {
    const { run, id } = cancelledAt('POST');

    expect(await run({ operation: 'create-version', dataset: id })).toEqual([
      `Cancelled | The step was cancelled by SIGTERM.\nA draft of dataset ${id} may have been created.`,
    ]);
  });

  test('mentions no draft if the API refused to create it, and the post step searches for none', async () => {
    const set = runStage({ faults: [{ kind: 'status', status: 403, method: 'POST' }] });
    const { id } = set.emulator.paperspace.addDataset({ name: 'flowers' });
    const workflow = set.workflow(given({ operation: 'create-version', dataset: id }));

    expect(await runMain(set.dependencies(workflow))).toBe(1);

    expect(workflow.messages('error').join()).not.toContain('may have been created');
    expect(workflow.saved.drafts).toBe('[]');
  });

  test('says that a draft may have been created if the API failed', async () => {
    const set = runStage({ faults: [{ kind: 'status', status: 500, method: 'POST', times: 'always' }] });
    const { id } = set.emulator.paperspace.addDataset({ name: 'flowers' });
    const workflow = set.workflow(given({ operation: 'create-version', dataset: id, retries: '0' }));

    expect(await runMain(set.dependencies(workflow))).toBe(1);

    expect(workflow.messages('error')).toEqual([
      expect.stringMatching(new RegExp(`A draft of dataset ${id} may have been created\\.$`)),
    ]);
    expect(workflow.saved.drafts).toContain(id);
  });

  test('names the version whose reference was already an output', async () => {
    const set = runStage();
    const { id } = set.emulator.paperspace.addDataset({ name: 'flowers' });
    const drafted = madeUp('drafted', async (step, { announceDraft }) => {
      announceDraft({ datasetId: id, attempt: 'a', onFailure: 'keep' });
      step.output({ ref: `${id}:fo5rp4m` });
      throw new Error('broken');
    });
    const workflow = set.workflow(given({ operation: 'drafted' }));

    expect(await runMain({ ...set.dependencies(workflow), registry: registryOf(drafted) })).toBe(1);

    expect(workflow.messages('error')).toEqual([`Unexpected error | broken\nVersion ${id}:fo5rp4m remains.`]);
    expect(workflow.outputs).toEqual({ ref: `${id}:fo5rp4m`, outcome: 'none' });
  });
});

describe('the services of an operation', () => {
  /** The services of a run with this environment. */
  async function services(env: Record<string, string>): Promise<Services> {
    const { dependencies, workflow: at } = runStage();
    const taken: Services[] = [];
    const taking = madeUp('taking', async (_step, given) => {
      taken.push(given);
      return { outcome: 'none', headline: 'Took the services' };
    });
    const workflow = at(given({ operation: 'taking' }, { env }));
    expect(await runMain({ ...dependencies(workflow), registry: registryOf(taking) })).toBe(0);
    const [one] = taken;
    if (one === undefined) throw new Error('the operation did not run');
    return one;
  }

  test('provide the facts of the event file', async () => {
    const file = path.join(temporary, 'event.json');
    await writeFile(file, '{"head_commit":{"message":"Tulips\\n\\nMany."}}');

    const { event } = await services({ GITHUB_EVENT_PATH: file });

    expect(event.message).toBe('Tulips');
  });

  test('find local files', async () => {
    await writeFile(path.join(temporary, 'a.csv'), 'a');
    const { scan } = await services({});

    const { files } = await scan({
      patterns: path.join(temporary, '*.csv'),
      includeHiddenFiles: false,
      destination: 'train/',
    });

    expect(files.map(({ key }) => key)).toEqual(['train/a.csv']);
  });

  test('write a file for later steps to RUNNER_TEMP', async () => {
    const { writeFile: write } = await services({});

    function* inOneBuffer(...texts: readonly string[]): Generator<Uint8Array> {
      const piece = Buffer.alloc(3);
      for (const text of texts) yield piece.fill(text);
    }

    const files = [
      await write('manifest.jsonl', inOneBuffer('one', 'two')),
      await write('manifest.jsonl', inOneBuffer('six')),
    ];

    expect(await Promise.all(files.map((file) => readFile(file, 'utf8')))).toEqual(['onetwo', 'six']);
    for (const file of files) expect(path.relative(temporary, file)).toMatch(/^paperspace-\w+\/manifest\.jsonl$/);
  });

  test('write to the temporary folder of the system if RUNNER_TEMP is not set', async () => {
    const { writeFile: write } = await services({ RUNNER_TEMP: '' });

    const file = await write('manifest.jsonl', [Buffer.from('one')]);

    expect(file.startsWith(path.join(tmpdir(), 'paperspace-'))).toBe(true);
    await rm(path.dirname(file), { recursive: true });
  });

  test('open the storage through the connection, and provide the platform', async () => {
    const { openStorage, platform } = await services({});

    await expect(openStorage({ 's3-endpoint': undefined, 's3-region': undefined, concurrency: 1 })).rejects.toThrow(
      'no storage is set up here',
    );
    expect(platform).toBe(process.platform);
  });
});
