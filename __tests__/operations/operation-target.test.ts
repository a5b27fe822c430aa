import { describe, expect, test } from '@jest/globals';
import type { RawInputs } from '../../src/operations/inputs.ts';
import { type TargetKind, targetReaders } from '../../src/operations/operation.ts';
import { emulated } from '../support/api.ts';
import { sampleVersion, VERSION_ID } from '../support/responses.ts';
import { problemsIn } from '../support/runner.ts';

const ID = 'dst364npcw6ccok';

/** Everything that is wrong with the inputs of a target, each as `INPUT: MESSAGE`. */
function problemsOf(kind: TargetKind, raw: RawInputs): Promise<string[]> {
  return problemsIn(targetReaders[kind](raw, 'get-version'));
}

/** A dataset `faces` with a version, and what a target of it is resolved to. */
function given() {
  const { client, paperspace, requests } = emulated();
  const { id } = paperspace.addDataset({ name: 'faces' });
  const { version } = paperspace.addVersion(id, { tags: ['v1.2'], isCommitted: true });
  const resolve = async <K extends TargetKind>(kind: K, raw: RawInputs) => {
    const resolveTarget = await targetReaders[kind](raw, 'get-version');
    return resolveTarget(client);
  };
  return { id, version, resolve, requests };
}

describe('a target that is a dataset', () => {
  test('needs no request when given by ID', async () => {
    const { id, resolve, requests } = given();

    const target = await resolve('dataset', { dataset: id });

    expect(target).toMatchObject({ datasetId: id, outputs: { 'dataset-id': id } });
    expect(target.outputs).not.toHaveProperty('dataset-name');
    expect(requests()).toEqual([]);
    expect(await target.readDataset()).toMatchObject({ id, name: 'faces' });
    expect(requests()).toEqual([`GET /datasets/${id}`]);
  });

  test('is resolved once when given by name', async () => {
    const { id, resolve, requests } = given();

    const target = await resolve('dataset', { dataset: 'faces' });

    expect(target).toMatchObject({ datasetId: id, outputs: { 'dataset-id': id, 'dataset-name': 'faces' } });
    expect(await target.readDataset()).toMatchObject({ id });
    expect(requests()).toHaveLength(1);
  });

  test('names a version by its tag and its IDs', async () => {
    const { id, version, resolve } = given();
    const byName = await resolve('dataset', { dataset: 'faces' });
    const byId = await resolve('dataset', { dataset: id });

    expect(byName.describe({ version, tags: ['v1.2', 'stable'] })).toBe(`faces:v1.2 (${id}:${version})`);
    expect(byName.describe({ version, tags: [] })).toBe(`faces:${version} (${id}:${version})`);
    expect(byId.describe(sampleVersion({ tags: ['v1.2'] }))).toBe(`${id}:${VERSION_ID}`);
  });

  test('must not have a version', async () => {
    expect(await problemsOf('dataset', { dataset: 'faces:v1' })).toEqual([
      'dataset: names the version `v1`, but get-version works on a whole dataset',
    ]);
    expect(await problemsOf('dataset', { dataset: 'faces' })).toEqual([]);
  });

  test('is reported when it is missing', async () => {
    expect(await problemsOf('dataset', {})).toEqual([expect.stringMatching(/^dataset: is missing/)]);
  });
});

describe('a target that is a version', () => {
  test.each([
    { dataset: 'faces:v1.2' },
    { dataset: 'faces', version: 'v1.2' },
    { dataset: 'faces:v1.2', version: 'v1.2' },
  ])('can be given by one of the inputs or by both: %j', async (inputs) => {
    const { id, version, resolve } = given();

    const target = await resolve('version', inputs);

    expect(target).toMatchObject({ datasetId: id, ref: `${id}:v1.2` });
    expect(await target.read()).toMatchObject({ version });
  });

  test('is not read before a change when its ID is given', async () => {
    const { id, version, resolve, requests } = given();

    const target = await resolve('version', { dataset: `${id}:${version}` });

    expect(await target.withId(async (versionId) => versionId)).toBe(version);
    expect(requests()).toEqual([]);
  });

  test('is an error if the inputs contradict each other', async () => {
    expect(await problemsOf('version', { dataset: 'faces:v1', version: 'v2' })).toEqual([
      'version: is `v2`, but `dataset` names the version `v1`',
    ]);
  });

  test('is reported when neither input names one', async () => {
    expect(await problemsOf('version', { dataset: 'faces' })).toEqual([
      'version: is missing. Write `dataset` as ID-or-NAME:VERSION, or set `version` to a version ID, a tag or `latest`',
    ]);
  });
});

describe('a target to delete', () => {
  test('is given by IDs and needs no request', async () => {
    const { resolve, requests } = given();

    expect(await resolve('dataset-id', { dataset: ID })).toEqual({ datasetId: ID });
    expect(await resolve('version-id', { dataset: ID, version: 'fo5rp4m' })).toEqual({
      datasetId: ID,
      versionId: 'fo5rp4m',
    });
    expect(requests()).toEqual([]);
  });

  test.each([
    'faces',
    'ds',
    `${ID}x`,
    ID.toUpperCase(),
  ])('cannot be a dataset given by the name %s', async (dataset) => {
    const problem = expect.stringMatching(
      /^dataset: must be a dataset ID \(.*\), not `.*`\. A dataset cannot be deleted by its name$/,
    );

    expect(await problemsOf('dataset-id', { dataset })).toEqual([problem]);
    expect(await problemsOf('version-id', { dataset, version: 'fo5rp4m' })).toEqual([problem]);
  });

  test.each(['latest', 'v1', 'production', 'FO5RP4M'])('cannot be given by the tag %s', async (version) => {
    expect(await problemsOf('version-id', { dataset: ID, version })).toEqual([
      expect.stringMatching(
        /^version: must be a version ID \(.*\), not `.*`\. A version cannot be deleted by its tag$/,
      ),
    ]);
  });

  test('must not have a version if it is a dataset', async () => {
    expect(await problemsOf('dataset-id', { dataset: `${ID}:fo5rp4m` })).toEqual([
      expect.stringMatching(/^dataset: names the version `fo5rp4m`/),
    ]);
  });
});

test('an operation without a target has neither input', async () => {
  const { resolve } = given();

  expect(await resolve('none', {})).toBeUndefined();
});
