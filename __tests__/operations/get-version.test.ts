import { describe, expect, test } from '@jest/globals';
import { getVersion } from '../../src/operations/versions.ts';
import { problemsOf } from '../support/runner.ts';
import { World } from '../support/world.ts';

describe('get-version', () => {
  test('reads a version by ID with one request', async () => {
    const { run, dataset, add, path, requests, results } = new World({ usageBytes: async () => 1234 });
    const version = add({ message: 'm', tags: ['v1'] });

    const report = await run(getVersion, { dataset: `${dataset}:${version.version}` });

    expect(requests()).toEqual([`GET ${path}/${version.version}`]);
    expect(report).toMatchObject({ outcome: 'found', headline: `Found version ${dataset}:${version.version}` });
    expect(report.outputs).toEqual({
      'dataset-id': dataset,
      version: version.version,
      ref: `${dataset}:${version.version}`,
      tags: ['v1'],
      url: version.url,
      'is-committed': false,
      message: 'm',
      'usage-bytes': '1234',
    });
    expect(results).toEqual([{ ...version, usageBytes: '1234' }]);
  });

  test.each(['latest', 'v1', 'nightly'])('finds %s', async (reference) => {
    const { run, dataset, add } = new World();
    const version = add({ tags: ['v1', 'nightly'], isCommitted: true });

    const report = await run(getVersion, { dataset, version: reference });

    expect(report.outputs).toMatchObject({ version: version.version, 'is-committed': true });
  });

  test('finds a tag of a dataset given by name with two requests and outputs the name', async () => {
    const { run, add, requests } = new World();
    add({ tags: ['v1'] });

    const report = await run(getVersion, { dataset: 'flowers:v1' });

    expect(report.outputs).toMatchObject({ 'dataset-name': 'flowers', tags: ['v1'] });
    expect(requests()).toHaveLength(2);
  });

  test('accepts the version in either input, or in both if they agree', async () => {
    const { run, dataset, add } = new World();
    const { version } = add();

    for (const inputs of [
      { dataset: `${dataset}:${version}` },
      { dataset, version },
      { dataset: `${dataset}:${version}`, version },
    ]) {
      expect(await run(getVersion, inputs)).toMatchObject({ outputs: { version } });
    }
  });

  test('requires one version', async () => {
    expect(await problemsOf(getVersion, { dataset: 'flowers' })).toEqual([
      'version: is missing. Write `dataset` as ID-or-NAME:VERSION, or set `version` to a version ID, a tag or `latest`',
    ]);
    expect(await problemsOf(getVersion, { dataset: 'flowers:v1', version: 'v2' })).toEqual([
      'version: is `v2`, but `dataset` names the version `v1`',
    ]);
    expect(await problemsOf(getVersion, { version: 'v2' })).toEqual([expect.stringMatching(/^dataset: is missing/)]);
  });
});
