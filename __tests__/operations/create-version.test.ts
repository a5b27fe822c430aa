import { describe, expect, test } from '@jest/globals';
import { createVersion } from '../../src/operations/versions.ts';
import { EVENT, problemsOf, stageWithDataset } from '../support/stage.ts';

const UUID = expect.stringMatching(/^[0-9a-f-]{36}$/);

describe('create-version', () => {
  test('creates a draft with one request and outputs its reference', async () => {
    const { run, id, path, requests, versions, results, published } = stageWithDataset();

    const report = await run(createVersion, { dataset: id, message: 'm', tags: 'a, b' });

    const [version] = versions();
    const ref = `${id}:${version?.version}`;
    expect(requests()).toEqual([`POST ${path}`]);
    expect(version).toMatchObject({ message: 'm', tags: ['a', 'b'], isCommitted: false });
    expect(published[0]).toEqual({ 'dataset-id': id, ref, version: version?.version });
    expect(report).toMatchObject({
      outcome: 'created',
      headline: `Created draft ${ref}`,
      outputs: { 'dataset-id': id, ref, tags: ['a', 'b'], 'is-committed': false, message: 'm', url: version?.url },
    });
    expect(results).toEqual([version]);
  });

  test('sends the message of the event, the provenance and its attempt ID', async () => {
    const { run, id, bodies } = stageWithDataset();

    await run(createVersion, { dataset: id, metadata: '{"accuracy": 0.9}' });

    const metadata = { accuracy: 0.9, github: EVENT.provenance, snapshot: { attempt: UUID, run: EVENT.run } };
    expect(bodies('POST')).toEqual([{ message: EVENT.message, metadata }]);
  });

  test('omits the provenance with provenance: false, and an absent message', async () => {
    const { run, id, bodies } = stageWithDataset({ event: { ...EVENT, message: undefined } });

    await run(createVersion, { dataset: id, provenance: 'false' });

    expect(bodies('POST')).toEqual([{ metadata: { snapshot: { attempt: UUID, run: EVENT.run } } }]);
  });

  test('resolves a name first and outputs it', async () => {
    const { run, id, requests } = stageWithDataset();

    const report = await run(createVersion, { dataset: 'faces' });

    expect(requests()).toHaveLength(2);
    expect(report.outputs).toMatchObject({ 'dataset-id': id, 'dataset-name': 'faces' });
  });

  test.each([
    'keep',
    'delete',
  ] as const)('announces the draft before the request with on-failure: %s', async (onFailure) => {
    const { run, id, announced, bodies } = stageWithDataset({ faults: [{ kind: 'status', status: 403 }] });

    await expect(run(createVersion, { dataset: id, 'on-failure': onFailure })).rejects.toThrow('403');

    expect(announced).toEqual([{ datasetId: id, attempt: UUID, onFailure }]);
    expect(bodies('POST')).toMatchObject([{ metadata: { snapshot: { attempt: announced[0]?.attempt } } }]);
  });

  test.each([
    [{ message: 'a "quoted" one' }, ' with the message "a \\"quoted\\" one"'],
    [{}, ''],
  ])('describes the change in a dry run: %j', async (inputs, described) => {
    const { run, id, requests, announced } = stageWithDataset({ event: { ...EVENT, message: undefined } });

    const report = await run(createVersion, { dataset: id, 'dry-run': 'true', ...inputs });

    expect(report).toMatchObject({
      outcome: 'none',
      headline: `Dry run: would create a draft of dataset ${id}${described}`,
      outputs: { 'dataset-id': id },
    });
    expect([requests(), announced]).toEqual([[], []]);
  });

  test('reports a version, reserved keys and invalid tags all at once', async () => {
    const inputs = { dataset: 'faces:v1', metadata: 'github: mine', tags: 'latest', provenance: 'maybe' };

    expect(await problemsOf(createVersion, { dataset: 'faces:v1' })).toEqual([
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
    const { run, id, versions, log } = stageWithDataset({ faults: [{ kind: 'drop', when: 'after', method: 'POST' }] });

    const report = await run(createVersion, { dataset: id });

    expect(versions()).toMatchObject([{ version: report.outputs.version }]);
    expect(log.warnings).toEqual([]);
  });

  test('if the first request arrives after its repetition: the other draft is deleted', async () => {
    const { run, id, versions, requests, log } = stageWithDataset({ faults: [{ kind: 'late', method: 'POST' }] });

    const report = await run(createVersion, { dataset: id });

    expect(versions()).toMatchObject([{ version: report.outputs.version }]);
    expect(requests().map((line) => line.split(' ')[0])).toEqual(['POST', 'GET', 'POST', 'GET', 'DELETE']);
    expect(log.infos.at(-1)).toMatch(/^Deleted draft ds.*: it was created by a request whose response was lost$/);
  });

  test('or warns that a second draft may exist if lists omit drafts', async () => {
    const { run, id, versions, announced, log } = stageWithDataset({
      answers: { draftsInLists: false },
      faults: [{ kind: 'drop', when: 'after', method: 'POST' }],
    });

    const report = await run(createVersion, { dataset: id });

    expect(versions()).toHaveLength(2);
    expect(log.warnings).toEqual([
      `The response to the request that created version ${report.outputs.ref} was lost, and the API's lists omit drafts. A second draft with \`metadata.snapshot.attempt\` ${announced[0]?.attempt} may exist`,
    ]);
  });
});
