import { describe, expect, test } from '@jest/globals';
import { PartialFailure } from '../../src/net/errors.ts';
import { registry } from '../../src/operations/index.ts';
import { loadAll } from '../../src/operations/operation.ts';
import { problemsOf } from '../support/runner.ts';
import { World } from '../support/world.ts';

const operations = await loadAll(registry);

const DAY_MS = 86_400_000;

/** Committed versions, the oldest first, a day apart. */
function releases(world: World, count: number, tags: (index: number) => readonly string[] = () => []): string[] {
  const now = world.clock.now();
  return Array.from({ length: count }, (_, index) => {
    const createdMs = now - (count - index) * DAY_MS;
    return world.add({ isCommitted: true, tags: tags(index), createdMs }).version;
  });
}

const left = (world: World): string[] => world.versions().map(({ version }) => version);

describe('prune', () => {
  test('shows the plan, then reads and deletes each version', async () => {
    const world = new World();
    const ids = releases(world, 4);

    const { outcome, headline, outputs } = await world.run('prune', { 'keep-last': '2' });

    expect([outcome, headline]).toEqual(['deleted', `Deleted 2 of 4 versions of dataset ${world.dataset}`]);
    expect(left(world)).toEqual(ids.slice(2));
    const [first, second] = ids;
    expect(outputs).toEqual({ 'dataset-id': world.dataset, count: 2, versions: [second, first] });
    expect(world.published).toEqual([outputs]);
    const [plan, summary] = world.steps[0]?.summaries ?? [];
    expect(plan).toMatchObject([
      { kind: 'note', text: 'Kept: 2 newest (keep-last: 2)' },
      { kind: 'table', omitted: 0 },
    ]);
    expect(summary).toMatchObject([
      { kind: 'note', text: 'Kept: 2 newest (keep-last: 2)' },
      { kind: 'table', omitted: 0 },
    ]);
    expect(world.results).toMatchObject([
      { version: second, result: 'deleted' },
      { version: first, result: 'deleted' },
    ]);
    expect(world.requests().map((request) => request.split(' ')[0])).toEqual(['GET', 'GET', 'GET', 'DELETE', 'DELETE']);
    expect(world.log.infos).toContain('2 of 4 versions will be deleted');
    expect(world.log.infos.join('\n')).toMatch(new RegExp(`^- ${first} \\(committed, created 2026-`, 'm'));
  });

  test('stops after the plan in a dry run, with the same outputs', async () => {
    const world = new World();
    const ids = releases(world, 4);

    const { outcome, headline, outputs } = await world.run('prune', { 'keep-last': '2', 'dry-run': 'true' });

    expect([outcome, headline]).toEqual(['none', `Dry run: would delete 2 of 4 versions of dataset ${world.dataset}`]);
    expect(outputs).toMatchObject({ count: 2, versions: [ids[1], ids[0]] });
    expect(world.results).toMatchObject([{ result: 'would be deleted' }, { result: 'would be deleted' }]);
    expect(world.log.all.filter((line) => line.includes('be deleted'))).toEqual([]);
    expect(left(world)).toEqual(ids);
    expect(world.requests()).toHaveLength(1);
  });

  test('keeps tagged versions unless all their tags match a glob', async () => {
    const world = new World();
    const ids = releases(world, 5, (index) => [['v1'], ['v2', 'production'], ['#odd'], [], ['v9']][index] ?? []);

    await world.run('prune', { 'keep-last': '1' });
    expect(left(world)).toEqual([ids[0], ids[1], ids[2], ids[4]]);

    await world.run('prune', { 'keep-last': '1', 'prune-tags': 'v*\n#*' });
    expect(left(world)).toEqual([ids[1], ids[4]]);
    expect(world.log.infos.join('\n')).toMatch(new RegExp(`^- ${ids[0]} \\(committed, v1, created `, 'm'));
  });

  test('matches globs against whole tags', async () => {
    const world = new World();
    const ids = releases(world, 4, (index) => [['nightly/1'], ['nightly'], ['!nightly']][index] ?? []);

    await world.run('prune', { 'keep-last': '1', 'prune-tags': 'nightly' });
    expect(left(world)).toEqual([ids[0], ids[2], ids[3]]);

    await world.run('prune', { 'keep-last': '1', 'prune-tags': 'nightly/*,!nightly' });
    expect(left(world)).toEqual([ids[3]]);
  });

  test('deletes old drafts by their own rule', async () => {
    const world = new World();
    const now = world.clock.now();
    const { version: old } = world.add({ createdMs: now - 2 * DAY_MS });
    const { version: fresh } = world.add({ createdMs: now - 1000 });

    await world.run('prune', { 'drafts-older-than': '1d' });

    expect(left(world)).toEqual([fresh]);
    expect(world.log.all.join('\n')).toContain(`- ${old} (draft, created `);
  });

  test('shortens a long plan and shows the number of further versions', async () => {
    const world = new World();
    releases(world, 130);

    const { summary } = await world.run('prune', { 'older-than': '1d', 'dry-run': 'true' });

    expect(world.log.infos.filter((line) => line.startsWith('- '))).toHaveLength(101);
    expect(world.log.infos).toContain('- and 29 more');
    expect(summary[1]).toMatchObject({ omitted: 29 });
  });

  test('reports how many versions each rule keeps if nothing is deleted', async () => {
    const world = new World();
    releases(world, 1);

    const { outcome, outputs, headline } = await world.run('prune', { 'keep-last': '3' });

    expect([outcome, headline]).toEqual([
      'none',
      `Kept the only version of dataset ${world.dataset}: 1 newest (keep-last: 3)`,
    ]);
    expect(outputs).toMatchObject({ count: 0, versions: [] });
  });

  test.each([
    ['without those that it deleted', {}, [5, 4, 3]],
    ['all of them in a dry run', { 'dry-run': 'true' }, [5, 4, 3, 2, 1]],
  ])('draws the sizes of the versions, %s', async (_what, inputs, values) => {
    let bytes = 0;
    const growing = async (): Promise<number> => {
      bytes += 1;
      return bytes;
    };
    const world = new World({ usageBytes: growing });
    for (const version of releases(world, 5)) await world.run('get-version', { version });

    const { summary } = await world.run('prune', { 'keep-last': '3', ...inputs });

    expect(summary.at(-1)).toMatchObject({ kind: 'chart', values });
  });
});

describe('a version that was modified since planning', () => {
  test.each([
    ['has a tag now', 'PUT', { tags: 'production' }],
    ['has other tags now', 'PUT', { tags: 'v1,production' }],
  ])('is skipped if it %s', async (_what, method, change) => {
    const world = new World();
    const ids = releases(world, 3, (index) => (index === 0 ? ['v1'] : []));
    const path = `/datasets/${world.dataset}/versions/${ids[0]}`;
    const headers = { authorization: `Bearer ${world.emulator.apiKey}`, 'content-type': 'application/json' };
    const before = {
      2: () => void world.paperspace.answer({ method, path, headers, body: JSON.stringify(change) }),
    };

    const { outputs } = await world.run('prune', { 'keep-last': '1', 'prune-tags': 'v*' }, { before });

    expect(left(world)).toEqual([ids[0], ids[2]]);
    expect(outputs).toMatchObject({ count: 2 });
    expect(world.results).toMatchObject([
      { result: 'deleted' },
      { version: ids[0], result: 'skipped: modified since planning' },
    ]);
    expect(world.log.warnings).toContain(`Skipped version ${world.dataset}:${ids[0]}: modified since planning`);
  });

  test.each([
    ['was committed', { isCommitted: true }],
    ['was touched', { message: 'still at it' }],
  ])('is skipped if it is a draft that %s', async (_what, change) => {
    const world = new World();
    const createdMs = world.clock.now() - 2 * DAY_MS;
    const { version } = world.add({ createdMs });
    const path = `/datasets/${world.dataset}/versions/${version}`;
    const headers = { authorization: `Bearer ${world.emulator.apiKey}`, 'content-type': 'application/json' };
    const request = { method: 'PUT', path, headers, body: JSON.stringify(change) };

    const before = { 2: () => void world.paperspace.answer(request) };
    const { outcome, headline } = await world.run('prune', { 'drafts-older-than': '1d' }, { before });

    expect([outcome, headline]).toEqual(['none', `Deleted 0 of 1 version of dataset ${world.dataset}`]);
    expect(left(world)).toEqual([version]);
  });

  test('is no failure if it was deleted', async () => {
    const world = new World();
    const [oldest] = releases(world, 2);
    const faults = [{ kind: 'status' as const, status: 404, path: `.*/${oldest}` }];

    const { outcome } = await world.run('prune', { 'keep-last': '1' }, { faults });

    expect(outcome).toBe('none');
    expect(world.results).toMatchObject([{ result: 'not found: already deleted' }]);
  });
});

describe('failed deletes', () => {
  test('do not stop the others and fail the step with a list', async () => {
    const world = new World();
    const ids = releases(world, 5);
    const refused = [ids[1], ids[3]].map((id) => ({ kind: 'status', status: 403, path: `.*/${id}` }) as const);

    const error = await world.failure('prune', { 'keep-last': '1' }, { faults: refused });

    expect(error).toBeInstanceOf(PartialFailure);
    expect(error).toMatchObject({
      message: 'Pruning failed for 2 of 4 versions',
      failures: [{ subject: `${world.dataset}:${ids[3]}` }, { subject: `${world.dataset}:${ids[1]}` }],
    });
    expect(left(world)).toEqual([ids[1], ids[3], ids[4]]);
  });

  test('are retried individually', async () => {
    const world = new World();
    const ids = releases(world, 5);
    const faults = [{ kind: 'status' as const, status: 503, method: 'DELETE' as const, times: 3 }];

    const { outcome } = await world.run('prune', { 'keep-last': '1' }, { faults });

    expect(outcome).toBe('deleted');
    expect(left(world)).toEqual(ids.slice(4));
  });

  test('end at once after a cancellation', async () => {
    const world = new World();
    releases(world, 40);

    const inputs = { 'keep-last': '1', concurrency: '1' };
    const error = await world.failure('prune', inputs, { cancelledAt: 8 });

    expect(error).toMatchObject({ name: 'CancelledError' });
    expect(left(world)).toHaveLength(37);
  });
});

describe('invalid rules', () => {
  test.each([
    ['none', {}, /^keep-last: is missing, and so are `older-than`, `drafts-older-than` and `orphans: true`/],
    ['tags alone', { 'prune-tags': 'v*' }, /^keep-last: is missing/],
    ['a number that is none', { 'keep-last': '-1' }, /^keep-last: must be a whole number of at least 1, not `-1`$/],
    ['none to keep', { 'keep-last': '0' }, /^keep-last: must be a whole number of at least 1, not `0`$/],
    ['a duration without a unit', { 'older-than': '30' }, /^older-than: .*must be a duration .*, not `30`$/],
    ['no time at all', { 'older-than': '0d' }, /^older-than: .*It must be greater than zero/],
    ['drafts that may be in use', { 'drafts-older-than': '5h' }, /^drafts-older-than: .*not `5h`\. A running job/],
    [
      'a glob that means nothing',
      { 'keep-last': '1', 'prune-tags': '[z-a]' },
      /^prune-tags: contains an invalid glob: Invalid regular expression/,
    ],
    ['a version', { dataset: 'flowers:v1', 'keep-last': '1' }, /^dataset: names the version `v1`/],
  ])('are an error before any request: %s', async (_what, inputs, expected) => {
    const operation = operations.find(({ name }) => name === 'prune');

    expect(await problemsOf(operation, { dataset: 'flowers', ...inputs })).toEqual([expect.stringMatching(expected)]);
  });
});
