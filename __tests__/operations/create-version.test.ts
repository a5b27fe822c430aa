import { describe, expect, test } from '@jest/globals';
import { createVersion } from '../../src/operations/versions.ts';
import { problemsOf } from '../support/runner.ts';
import { EVENT, World } from '../support/world.ts';

const UUID = expect.stringMatching(/^[0-9a-f-]{36}$/);

describe('create-version', () => {
  test('creates a draft with one request and outputs its reference', async () => {
    const { run, dataset, path, requests, versions, results, published } = new World();

    const report = await run(createVersion, { dataset, message: 'm', tags: 'a, b' });

    const [version] = versions();
    const [firstOutputs] = published;
    const ref = `${dataset}:${version?.version}`;
    expect(requests()).toEqual([`POST ${path}`]);
    expect(version).toMatchObject({ message: 'm', tags: ['a', 'b'], isCommitted: false });
    expect(firstOutputs).toEqual({ 'dataset-id': dataset, ref, version: version?.version });
    expect(report).toMatchObject({
      outcome: 'created',
      headline: `Created draft ${ref}`,
      outputs: { 'dataset-id': dataset, ref, tags: ['a', 'b'], 'is-committed': false, message: 'm', url: version?.url },
    });
    expect(results).toEqual([version]);
  });

  test('sends the message of the event, the provenance and its attempt ID', async () => {
    const { run, dataset, bodies } = new World();

    await run(createVersion, { dataset, metadata: '{"accuracy": 0.9}' });

    const metadata = { accuracy: 0.9, github: EVENT.provenance, snapshot: { attempt: UUID, run: EVENT.run } };
    expect(bodies('POST')).toEqual([{ message: EVENT.message, metadata }]);
  });

  test('omits the provenance with provenance: false, and an absent message', async () => {
    const { run, dataset, bodies } = new World({ event: { message: undefined } });

    await run(createVersion, { dataset, provenance: 'false' });

    expect(bodies('POST')).toEqual([{ metadata: { snapshot: { attempt: UUID, run: EVENT.run } } }]);
  });

  test('resolves a name first and outputs it', async () => {
    const { run, dataset, requests } = new World();

    const report = await run(createVersion, { dataset: 'flowers' });

    expect(requests()).toHaveLength(2);
    expect(report.outputs).toMatchObject({ 'dataset-id': dataset, 'dataset-name': 'flowers' });
  });

  test.each([
    'keep',
    'delete',
  ] as const)('announces the draft before the request with on-failure: %s', async (onFailure) => {
    const { run, dataset, announced, bodies } = new World({ faults: [{ kind: 'status', status: 403 }] });

    await expect(run(createVersion, { dataset, 'on-failure': onFailure })).rejects.toThrow('403');

    const [draft] = announced;
    expect(announced).toEqual([{ datasetId: dataset, attempt: UUID, onFailure }]);
    expect(bodies('POST')).toMatchObject([{ metadata: { snapshot: { attempt: draft?.attempt } } }]);
  });

  test.each([
    [{ message: 'a "quoted" one' }, ' with the message "a \\"quoted\\" one"'],
    [{}, ''],
  ])('describes the change in a dry run: %j', async (inputs, described) => {
    const { run, dataset, requests, announced } = new World({ event: { message: undefined } });

    const report = await run(createVersion, { dataset, 'dry-run': 'true', ...inputs });

    expect(report).toMatchObject({
      outcome: 'none',
      headline: `Dry run: would create a draft of dataset ${dataset}${described}`,
      outputs: { 'dataset-id': dataset },
    });
    expect([requests(), announced]).toEqual([[], []]);
  });

  test('reports a version, reserved keys and invalid tags all at once', async () => {
    const inputs = { dataset: 'flowers:v1', metadata: 'github: mine', tags: 'latest', provenance: 'maybe' };

    expect(await problemsOf(createVersion, { dataset: 'flowers:v1' })).toEqual([
      expect.stringMatching(/^dataset: names the version `v1`/),
    ]);
    expect((await problemsOf(createVersion, inputs)).map((problem) => problem.split(':')[0])).toEqual([
      'dataset',
      'tags',
      'metadata',
      'provenance',
    ]);
  });
});

describe('create-version leaves one draft', () => {
  test('if the response is lost', async () => {
    const { run, dataset, versions, log } = new World({ faults: [{ kind: 'drop', when: 'after', method: 'POST' }] });

    const report = await run(createVersion, { dataset });

    expect(versions()).toMatchObject([{ version: report.outputs.version }]);
    expect(log.warnings).toEqual([]);
  });

  test('if the first request arrives after its repetition: the other draft is deleted', async () => {
    const { run, dataset, versions, requests, log } = new World({ faults: [{ kind: 'late', method: 'POST' }] });

    const report = await run(createVersion, { dataset });

    expect(versions()).toMatchObject([{ version: report.outputs.version }]);
    expect(requests().map((line) => line.split(' ')[0])).toEqual(['POST', 'GET', 'POST', 'GET', 'DELETE']);
    expect(log.infos.at(-1)).toMatch(/^Deleted draft ds.*: it was created by a request whose response was lost$/);
  });

  test('or warns that a second draft may exist if lists omit drafts', async () => {
    const { run, dataset, versions, announced, log } = new World({
      answers: { draftsInLists: false },
      faults: [{ kind: 'drop', when: 'after', method: 'POST' }],
    });

    const report = await run(createVersion, { dataset });

    const [draft] = announced;
    expect(versions()).toHaveLength(2);
    expect(log.warnings).toEqual([
      `The response to the request that created version ${report.outputs.ref} was lost, and the API's lists omit drafts. A second draft with \`metadata.snapshot.attempt\` ${draft?.attempt} may exist`,
    ]);
  });
});
