import { describe, expect, test } from '@jest/globals';
import { seed } from '../../emulator/seed.ts';
import { listVersions } from '../../src/operations/versions.ts';
import { problemsOf } from '../support/runner.ts';
import { World } from '../support/world.ts';

describe('list-versions', () => {
  test('lists up to 100 versions, newest first, with one request', async () => {
    const { run, dataset, add, path, requests, results } = new World();
    const [one, two] = [add({ isCommitted: true }), add()];

    const report = await run(listVersions, { dataset });

    expect(results).toEqual([two, one]);
    expect(requests()).toEqual([`GET ${path}?limit=100&orderBy=dtCreated&order=desc`]);
    expect(report).toMatchObject({ outcome: 'found', headline: 'Found 2 versions' });
    expect(report.outputs).toEqual({
      'dataset-id': dataset,
      count: 2,
      versions: [two.version, one.version],
      'next-page': '',
    });
  });

  test('shows the versions in a table', async () => {
    const { run, dataset, add, path } = new World();
    const draft = add({ message: 'm', tags: ['a', 'b'] });
    const committed = { ...add(), isCommitted: true, message: null, usageBytes: '1234' };
    const json = { items: [draft, committed], hasMore: false };

    expect(await run(listVersions, { dataset }, { faults: [{ kind: 'wrong-shape', path, json }] })).toMatchObject({
      summary: [
        {
          rows: [
            [draft.version, 'a, b', 'draft', '', 'just now', 'm'],
            [committed.version, '', 'committed', '1.2 KiB (1,234 bytes)', 'just now', ''],
          ],
        },
      ],
    });
  });

  test('resolves a name first and outputs it', async () => {
    const { run, dataset, requests } = new World();

    const report = await run(listVersions, { dataset: 'flowers' });

    expect(report).toMatchObject({
      outcome: 'none',
      outputs: { 'dataset-id': dataset, 'dataset-name': 'flowers', count: 0 },
    });
    expect(requests()).toHaveLength(2);
  });

  test.each([
    ['any', 2],
    ['true', 1],
    ['false', 1],
  ])('filters versions by state with committed: %s', async (committed, count) => {
    const { run, dataset, add } = new World();
    add({ isCommitted: true });
    add();

    expect(await run(listVersions, { dataset, committed })).toMatchObject({ outputs: { count } });
  });

  test('sends the tag filter and checks the returned versions', async () => {
    const { run, dataset, add, requests } = new World({ answers: { tagsFilterMatch: 'prefix' } });
    const wanted = add({ tags: ['v1'] });
    add({ tags: ['v1.1'] });

    const report = await run(listVersions, { dataset, tags: 'v1,w1' });

    expect(requests()).toEqual([expect.stringContaining('&tags=v1%2Cw1')]);
    expect(report.outputs).toMatchObject({ count: 1, versions: [wanted.version] });
  });

  test('continues at the cursor of an earlier step', async () => {
    const { run, paperspace, results } = new World();
    const [dataset] = seed(paperspace, { versions: 5 });
    const id = dataset?.id ?? '';

    const first = await run(listVersions, { dataset: id, limit: '2', order: 'asc' });
    const after = String(first.outputs['next-page']);
    const second = await run(listVersions, { dataset: id, limit: '10', order: 'asc', after });

    expect(first.outputs).toMatchObject({ count: 2, 'next-page': expect.stringMatching(/./) });
    expect(second.outputs).toMatchObject({ count: 3, 'next-page': '' });
    expect(results).toEqual(paperspace.versions(id));
  });

  test('reads 10,000 versions with 84 requests and shows the first 100', async () => {
    const { run, paperspace, requests, results } = new World();
    const [dataset] = seed(paperspace, { versions: 10_000 });

    const report = await run(listVersions, { dataset: dataset?.id ?? '', limit: '0' });

    expect(requests()).toHaveLength(84);
    expect(results).toHaveLength(10_000);
    expect(new Set(report.outputs.versions).size).toBe(10_000);
    expect(report).toMatchObject({ outputs: { count: 10_000, 'next-page': '' }, summary: [{ omitted: 9_900 }] });
  });

  test('draws a chart of the sizes', async () => {
    const { run, dataset, add, path } = new World();
    const newestFirst = [3_000, 2_000, 1_000].map((createdMs) => add({ createdMs }));
    const items = newestFirst.map((version, index) => ({
      ...version,
      isCommitted: true,
      usageBytes: String(1024 * (3 - index)),
    }));
    const json = { items, hasMore: false };

    expect(await run(listVersions, { dataset }, { faults: [{ kind: 'wrong-shape', path, json }] })).toMatchObject({
      summary: [{ kind: 'table' }, { kind: 'chart', values: [3, 2, 1] }],
    });
  });

  test('fails with the message of the API for an invalid cursor', async () => {
    const { run, dataset } = new World();

    await expect(run(listVersions, { dataset, after: 'nowhere' })).rejects.toThrow('is not a cursor of this list');
  });

  test('reports all invalid inputs', async () => {
    const inputs = { dataset: ':v1', tags: ',', committed: 'yes', limit: '1.5' };

    expect(await problemsOf(listVersions, { dataset: 'flowers:v1' })).toEqual([
      expect.stringMatching(/^dataset: names the version `v1`/),
    ]);
    expect((await problemsOf(listVersions, inputs)).map((problem) => problem.split(':')[0])).toEqual([
      'dataset',
      'tags',
      'committed',
      'limit',
    ]);
  });
});
