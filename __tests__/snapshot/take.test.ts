import { expect, test } from '@jest/globals';
import { RefusedError } from '../../src/net/errors.ts';
import { markOf } from '../../src/paperspace/snapshot-mark.ts';
import { KEY, reportOf, TAGS, World } from '../support/world.ts';

/** Returns the body of the only request with this method and path. */
function bodyOf(world: World, request: string): string | undefined {
  const bodies = world.emulator.requests.filter((_, index) => world.requests()[index] === request);
  expect(bodies).toHaveLength(1);
  return bodies[0]?.body;
}

test('a first snapshot takes five round trips: observe, create, observe, commit with tags, observe', async () => {
  const world = new World();

  const report = await world.run('snapshot', { tags: 'v2' });

  const [version] = world.versions();
  expect(world.requests()).toEqual([
    world.newest,
    `${world.newest}&tags=v2`,
    `POST ${world.path}`,
    world.newest,
    `PUT ${world.path}/${version?.version}`,
    world.newest,
    `${world.newest}&tags=v2`,
  ]);
  expect(bodyOf(world, `PUT ${world.path}/${version?.version}`)).toBe('{"isCommitted":true,"tags":"v2"}');
  expect(JSON.parse(bodyOf(world, `POST ${world.path}`) ?? '')).toEqual({
    message: 'Spring data',
    metadata: {
      github: { repository: 'acme/flowers', sha: '0123abc' },
      snapshot: {
        key: `${KEY}/0`,
        attempt: markOf(version?.metadata).attempt,
        run: 'acme/flowers/runs/1',
        runAttempt: '1',
      },
    },
  });
  expect(report.outcome).toBe('created');
  expect(report.headline).toBe(`Committed version ${world.dataset}:${version?.version}`);
  expect(world.log.notices).toContain('No `path` given; no files uploaded');
});

test('a snapshot without tags looks up no tags', async () => {
  const world = new World();

  await world.run('snapshot', {}, { event: { tag: undefined } });

  const [version] = world.versions();
  expect(world.requests()).toEqual([
    world.newest,
    `POST ${world.path}`,
    world.newest,
    `PUT ${world.path}/${version?.version}`,
    world.newest,
  ]);
  expect(bodyOf(world, `PUT ${world.path}/${version?.version}`)).toBe('{"isCommitted":true}');
  expect(version).toMatchObject({ isCommitted: true, tags: [] });
});

test('the draft is announced before its creation, and its outputs are set before the commit', async () => {
  const world = new World();
  let announced = 0;
  let published: unknown;
  const before = {
    3: () => {
      announced = world.announced.length;
    },
    5: () => {
      published = world.published.at(-1);
    },
  };

  await world.run('snapshot', { tags: 'v2', 'on-failure': 'delete' }, { before });

  const [version] = world.versions();
  expect(announced).toBe(1);
  expect(world.announced).toEqual([
    { datasetId: world.dataset, attempt: markOf(version?.metadata).attempt, onFailure: 'delete' },
  ]);
  expect(published).toEqual({ version: version?.version, ref: `${world.dataset}:${version?.version}` });
});

test('a repeated snapshot changes nothing and sets the same outputs', async () => {
  const world = new World();
  const first = await world.run('snapshot');
  const versions = world.versions();
  const before = world.requests().length;

  const again = await world.run('snapshot');

  expect(again).toEqual({
    ...first,
    outcome: 'unchanged',
    headline: `Snapshot already exists: version ${first.outputs.ref}`,
  });
  expect(world.versions()).toEqual(versions);
  expect(world.requests().slice(before)).toEqual([world.newest, `${world.newest}&tags=v2`]);
});

test('a repeated snapshot restores tags that the version has lost', async () => {
  const world = new World();
  const first = reportOf(await world.snapshot());
  const other = world.add({ isCommitted: true, tags: ['stable'] });

  const again = reportOf(await world.snapshot());

  expect([first.outcome, again.outcome]).toEqual(['created', 'updated']);
  expect(again.outputs.version).toBe(first.outputs.version);
  for (const tag of TAGS) expect(world.holders(tag)).toEqual([first.outputs.version]);
  expect(world.version(other.version)?.tags).toEqual([]);
});

test('a draft of an earlier attempt is resumed', async () => {
  const world = new World();
  await world.snapshot({ diesAt: { request: 5, acted: false } });

  const report = reportOf(await world.snapshot());

  expect(report.outcome).toBe('resumed');
  expect(world.versions()).toMatchObject([{ version: report.outputs.version, isCommitted: true }]);
  expect(world.log.infos).toContain(`Resuming draft ${report.outputs.ref} from an earlier attempt`);
});

test('with commit: false the draft has no tags, and a later run resumes it or leaves it unchanged', async () => {
  const world = new World();

  const left = await world.run('snapshot', { commit: 'false' });
  const again = await world.run('snapshot', { commit: 'false' });
  const committed = await world.run('snapshot');
  const last = await world.run('snapshot', { commit: 'false' });

  expect([left, again, committed, last].map(({ outcome }) => outcome)).toEqual([
    'created',
    'resumed',
    'resumed',
    'unchanged',
  ]);
  expect(left.outputs).toMatchObject({ 'is-committed': false, tags: [] });
  expect(left.headline).toMatch(/is ready for later steps$/);
  expect(world.versions()).toMatchObject([{ isCommitted: true, tags: ['v2'] }]);
});

test('a custom key is used unchanged and matches versions of any age', async () => {
  const world = new World();
  const createdMs = Date.parse('2020-01-01T00:00:00Z');
  const old = world.add({
    isCommitted: true,
    metadata: { snapshot: { key: 'mine' } },
    createdMs,
  });
  for (let at = 1; at <= 130; at += 1) {
    world.add({ isCommitted: true, createdMs: createdMs + at });
  }

  const report = await world.run('snapshot', { key: 'mine', tags: 'v2' }, { event: { oldestMs: Date.now() } });

  expect([report.outcome, report.outputs.version]).toEqual(['updated', old.version]);
});

test('the search does not go back further than the maximum age of the key', async () => {
  const world = new World();
  const now = world.clock.now();
  for (let at = 0; at < 300; at += 1) {
    world.add({ isCommitted: true, createdMs: now - (300 - at) * 60_000 });
  }

  await world.run('snapshot', { tags: 'v2' }, { event: { oldestMs: now - 30 * 60_000 } });

  const observed = world.requests().slice(0, world.requests().indexOf(`POST ${world.path}`));
  expect(observed).toEqual([world.newest, `${world.newest}&tags=v2`]);
  const other = new World();
  for (let at = 0; at < 300; at += 1) other.emulator.paperspace.addVersion(other.dataset, { isCommitted: true });
  await other.run('snapshot', { tags: 'v2' });
  expect(other.requests().indexOf(`POST ${other.path}`)).toBe(4);
});

test('the new version has the message, metadata and provenance', async () => {
  const world = new World();
  const event = { provenance: { sha: 'abc' } };

  await world.run('snapshot', { message: 'Roses', metadata: 'rows: 3' }, { event });
  await world.run('snapshot', { key: 'other', metadata: '{"rows":3}', provenance: 'false' }, { event });

  expect(world.versions()).toMatchObject([
    { message: 'Roses', metadata: { rows: 3, github: { sha: 'abc' } } },
    { message: 'Spring data' },
  ]);
  expect(world.versions()[1]?.metadata).not.toHaveProperty('github');
});

test.each(['latest', 'a,b'])('the release tag %j is refused before any request', async (tag) => {
  const world = new World();

  const error = await world.failure('snapshot', {}, { event: { tag } });

  expect(error).toBeInstanceOf(RefusedError);
  expect(String(error)).toContain(JSON.stringify(tag));
  expect(world.requests()).toEqual([]);
});

test('a dataset can be given by name', async () => {
  const world = new World();

  const { outputs } = await world.run('snapshot', { dataset: 'flowers' });

  const [first] = world.published;
  expect(first).toEqual({ 'dataset-id': world.dataset, 'dataset-name': 'flowers' });
  expect(outputs).toMatchObject({ 'dataset-id': world.dataset, 'dataset-name': 'flowers' });
});

test('a chart shows the sizes of the newest versions if they are known', async () => {
  const sizes = [1024, 2048, 4096];
  const world = new World({ usageBytes: async () => sizes.shift() ?? 8192 });
  for (const key of ['a', 'b']) {
    await world.run('snapshot', { key, tags: key });
    await world.clock.sleep(1000);
  }

  const { summary } = await world.run('snapshot', { key: 'c', tags: 'c' });

  expect(summary).toContainEqual(
    expect.objectContaining({ kind: 'chart', labels: ['c', 'b', 'a'], values: [4, 2, 1] }),
  );
});

test('a draft that is deleted during the snapshot is created again, at most three times', async () => {
  const vanishing = { kind: 'status', status: 404, method: 'PUT' } as const;
  const world = new World();

  const report = reportOf(await world.snapshot({ faults: [{ ...vanishing, times: 2 }] }));
  expect(report.outputs['is-committed']).toBe(true);
  expect(world.log.all.filter((line) => line.includes('deleted by another process; starting over'))).toHaveLength(2);

  const other = new World();
  const end = await other.snapshot({ faults: [{ ...vanishing, times: 3 }] });
  expect(end).toMatchObject({ kind: 'failed', error: { problem: { status: 404 } } });
});

test('a dry run reports the planned changes and changes nothing', async () => {
  const world = new World();

  const fresh = await world.run('snapshot', { 'dry-run': 'true' });
  const draft = await world.run('snapshot', { 'dry-run': 'true', commit: 'false' }, { event: { tag: undefined } });

  expect(fresh).toMatchObject({
    outcome: 'none',
    headline: `Dry run: would create a draft of dataset ${world.dataset}; commit it with tag \`v2\``,
    outputs: { 'dataset-id': world.dataset },
  });
  expect(draft.headline).toBe(`Dry run: would create a draft of dataset ${world.dataset}`);
  expect(world.requests().filter((request) => !request.startsWith('GET'))).toEqual([]);
  expect(world.versions()).toEqual([]);
});

test('a dry run sets the outputs of the existing draft or version', async () => {
  const world = new World();
  await world.snapshot({ diesAt: { request: 6, acted: false } });
  const [draft] = world.versions();
  const ref = `${world.dataset}:${draft?.version}`;

  const resumed = await world.run('snapshot', { 'dry-run': 'true' });
  await world.run('snapshot');
  const unchanged = await world.run('snapshot', { 'dry-run': 'true' });
  const tagged = await world.run('snapshot', { 'dry-run': 'true', tags: 'v2,stable' });

  expect(resumed.headline).toBe(`Dry run: would resume draft ${ref}; commit it with tag \`v2\``);
  expect(unchanged.headline).toBe(
    `Dry run: would change nothing, because the snapshot already exists as version ${ref}`,
  );
  expect(tagged.headline).toBe(
    `Dry run: would add tag \`stable\`, because the snapshot already exists as version ${ref}`,
  );
  for (const { outputs, outcome } of [resumed, unchanged, tagged])
    expect([outputs.ref, outcome]).toEqual([ref, 'none']);
  expect(world.versions()).toMatchObject([{ tags: ['v2'] }]);
});

test('a lost response causes a warning if lists omit drafts', async () => {
  const world = new World({ answers: { draftsInLists: false } });

  reportOf(await world.snapshot({ faults: [{ kind: 'drop', method: 'POST', when: 'after' }] }));

  const mark = markOf(world.versions().find(({ isCommitted }) => isCommitted)?.metadata);
  expect(world.log.warnings).toContainEqual(
    expect.stringMatching(
      new RegExp(`^The response .* was lost, .* with .metadata\\.snapshot\\.attempt. ${mark.attempt} may exist`),
    ),
  );
});
