import { describe, expect, test } from '@jest/globals';
import { answerChoices } from '../../emulator/answers.ts';
import { RefusedError } from '../../src/net/errors.ts';
import { World } from '../support/world.ts';

function committed(world: World, ...tags: readonly string[]): string {
  return world.add({ isCommitted: true, tags }).version;
}

describe('promote', () => {
  test.each(answerChoices.tagHolder)('moves the tags to one version (tagHolder %s)', async (tagHolder) => {
    const world = new World({ answers: { tagHolder } });
    const old = committed(world, 'v1', 'production', 'stable');
    const version = committed(world, 'v2');

    const { outcome, outputs, headline, summary } = await world.run('promote', {
      version,
      tags: 'production, stable, fresh',
    });

    expect(outcome).toBe('updated');
    expect(headline).toBe(`Version ${world.dataset}:${version} now has tags \`production\`, \`stable\`, \`fresh\``);
    expect(outputs).toMatchObject({ version, tags: ['v2', 'production', 'stable', 'fresh'], 'is-committed': true });
    for (const tag of ['production', 'stable', 'fresh']) expect(world.holders(tag)).toEqual([version]);
    expect(world.version(old)?.tags).toEqual(['v1']);
    expect(world.results).toEqual([
      {
        datasetId: world.dataset,
        version,
        tags: ['v2', 'production', 'stable', 'fresh'],
        from: { production: old, stable: old, fresh: null },
      },
    ]);
    expect(summary[1]).toMatchObject({
      kind: 'table',
      rows: [
        ['production', old, version],
        ['stable', old, version],
        ['fresh', 'none', version],
      ],
    });
  });

  test('sends a read, a search per tag, a PUT and another search per tag', async () => {
    const world = new World();
    committed(world, 'production');
    const version = committed(world);

    await world.run('promote', { version, tags: 'production' });

    const search = `${world.newest}&tags=production`;
    expect(world.requests()).toEqual([`GET ${world.path}/${version}`, search, `PUT ${world.path}/${version}`, search]);
  });

  test('removes a tag from every other version, after setting it', async () => {
    const world = new World({ answers: { tagHolder: 'stays' } });
    const holders = [committed(world, 'production'), committed(world, 'production', 'v1')];
    const version = committed(world);

    await world.run('promote', { version, tags: 'production' });

    const [promotion, ...removals] = world.requests().filter((request) => request.startsWith('PUT'));
    expect(promotion).toBe(`PUT ${world.path}/${version}`);
    expect(removals.sort()).toEqual(holders.map((holder) => `PUT ${world.path}/${holder}`).sort());
    expect(world.holders('production')).toEqual([version]);
  });

  test('changes nothing if the version has the tags', async () => {
    const world = new World();
    const version = committed(world, 'production');

    const { outcome, headline } = await world.run('promote', { version: 'production', tags: 'production' });

    expect(outcome).toBe('unchanged');
    expect(headline).toBe(`Version ${world.dataset}:${version} already has tag \`production\``);
    expect(world.requests().filter((request) => !request.startsWith('GET'))).toEqual([]);
    expect(world.results).toMatchObject([{ from: { production: null } }]);
  });

  test('describes the moves in a dry run and moves nothing', async () => {
    const world = new World();
    const old = committed(world, 'production');
    const version = committed(world);
    const inputs = { tags: 'production', 'dry-run': 'true' };

    const moved = await world.run('promote', { ...inputs, version });
    const already = await world.run('promote', { ...inputs, version: old });

    expect(moved).toMatchObject({
      outcome: 'none',
      headline: `Dry run: would move tag \`production\` to version ${world.dataset}:${version}`,
      outputs: { version },
    });
    expect(already).toMatchObject({
      outcome: 'none',
      headline: `Dry run: would change nothing: version ${world.dataset}:${old} already has tag \`production\``,
    });
    expect(world.holders('production')).toEqual([old]);
  });

  test('can be undone with the versions in its result', async () => {
    const world = new World();
    const old = committed(world, 'production');
    const version = committed(world);
    await world.run('promote', { version, tags: 'production' });
    const [result] = world.results;
    expect(result).toMatchObject({ from: { production: old } });

    await world.run('promote', { version: old, tags: 'production' });

    expect(world.holders('production')).toEqual([old]);
  });

  test('refuses a draft', async () => {
    const world = new World();
    const { version } = world.add();

    const error = await world.failure('promote', { version, tags: 'production' });

    expect(error).toBeInstanceOf(RefusedError);
    expect(error).toMatchObject({ hint: 'Use `commit` first.' });
    expect(world.holders('production')).toEqual([]);
  });
});

describe('promote, if the API only adds tags', () => {
  test.each([
    ['moves', 'updated'],
    ['stays', /could not be removed from every other version \(production on \w+\)/],
    ['conflict', /the API only adds tags and does not remove them from other versions \(production on \w+\)/],
  ] as const)('and tagHolder is %s, ends with %s', async (tagHolder, end) => {
    const world = new World({ answers: { tagHolder, putTags: 'merge' } });
    const old = committed(world, 'production');
    const version = committed(world);
    const inputs = { dataset: world.dataset, version, tags: 'production' };

    const ran = await world.attempt('promote', inputs);

    if (ran.kind === 'failed') {
      expect(ran.error).toBeInstanceOf(RefusedError);
      expect(String(ran.error)).toMatch(end);
      expect(world.holders('production')).toContain(old);
    } else {
      expect(ran).toMatchObject({ kind: 'succeeded', report: { outcome: end } });
      expect(world.holders('production')).toEqual([version]);
    }
  });
});

describe('a promotion that fails half-way', () => {
  test.each([
    ['fails', { faults: [{ kind: 'status' as const, status: 403, method: 'PUT' as const, nth: 3 }] }],
    ['is cancelled', { cancelledAt: 6 }],
    ['dies', { diesAt: { request: 6, acted: false } }],
  ])('because the run %s is completed by the next run', async (_how, how) => {
    const world = new World({ answers: { tagHolder: 'conflict' } });
    const old = committed(world, 'production', 'v1');
    const version = committed(world);
    const inputs = { dataset: world.dataset, version, tags: 'production' };

    const end = await world.attempt('promote', inputs, how);
    const between = world.holders('production');
    const { outcome } = await world.run('promote', inputs);

    expect([end.kind === 'succeeded', between]).toEqual([false, []]);
    expect([outcome, world.holders('production'), world.version(old)?.tags]).toEqual(['updated', [version], ['v1']]);
  });
});
