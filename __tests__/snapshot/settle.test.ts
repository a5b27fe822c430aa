import { expect, test } from '@jest/globals';
import { RefusedError } from '../../src/net/errors.ts';
import type { Version } from '../../src/paperspace/schema.ts';
import { KEY, TAGS, World, wellEnded } from '../support/snapshot-world.ts';

/** A committed version of the key, as another run made it that could not see ours. */
function rivalOf(world: World, run: string, createdMs: number, tags: readonly string[] = []): Version {
  const snapshot = { key: `${KEY}/0`, attempt: `of-${run}`, run: `acme/flowers/runs/${run}`, runAttempt: '1' };
  return world.emulator.paperspace.addVersion(world.datasetId, {
    isCommitted: true,
    metadata: { snapshot },
    tags,
    createdMs,
  });
}

async function remove(world: World, { version }: Version): Promise<void> {
  const headers = { authorization: `Bearer ${world.emulator.apiKey}` };
  const path = `/datasets/${world.datasetId}/versions/${version}`;
  await world.emulator.paperspace.answer({ method: 'DELETE', path, headers });
}

const AFTER_COMMIT = 7;

test('the younger of two committed versions is taken back by its run, which ends with the older', async () => {
  const world = new World();
  let theirs: Version | undefined;
  const before = {
    [AFTER_COMMIT]: () => {
      theirs = rivalOf(world, '2', world.clock.now() - 1);
    },
  };

  const report = wellEnded(await world.snapshot({ before }));

  expect([report.outcome, report.outputs.version]).toEqual(['unchanged', theirs?.version]);
  expect(world.versions()).toMatchObject([{ version: theirs?.version, tags: TAGS }]);
  expect(world.log.join('\n')).toMatch(/Deleted version \S+: version \w+ is committed for the same key/);
});

test('the older one stays where the other run takes the younger back', async () => {
  const world = new World();
  const before = {
    [AFTER_COMMIT]: () => {
      const theirs = rivalOf(world, '2', world.clock.now() + 1, ['stable']);
      void world.clock.sleep(10_000).then(() => remove(world, theirs));
    },
  };

  const report = wellEnded(await world.snapshot({ before }));

  expect(report.outcome).toBe('created');
  expect(world.versions()).toMatchObject([{ version: report.outputs.version, tags: TAGS }]);
});

test('the older one is taken back where nobody takes the younger back for a minute', async () => {
  const world = new World();
  let theirs: Version | undefined;
  const before = {
    [AFTER_COMMIT]: () => {
      theirs = rivalOf(world, '2', world.clock.now() + 1);
    },
  };

  const report = wellEnded(await world.snapshot({ before }));

  expect([report.outcome, report.outputs.version]).toEqual(['unchanged', theirs?.version]);
  expect(world.versions()).toMatchObject([{ version: theirs?.version, tags: TAGS }]);
});

test('a version that is gone just as it is looked at is no rival', async () => {
  const world = new World();
  let theirs: Version | undefined;
  const before = {
    [AFTER_COMMIT]: () => {
      theirs = rivalOf(world, '2', world.clock.now() - 1);
    },
    [AFTER_COMMIT + 3]: () => {
      if (theirs !== undefined) void remove(world, theirs);
    },
  };

  const report = wellEnded(await world.snapshot({ before }));

  expect(report.outcome).toBe('created');
  expect(world.versions()).toMatchObject([{ version: report.outputs.version, tags: TAGS }]);
});

test('a rival that cannot be read fails the run', async () => {
  const world = new World();
  const before = { [AFTER_COMMIT]: () => void rivalOf(world, '2', world.clock.now() - 1) };

  const end = await world.snapshot({ before, faults: [{ kind: 'status', status: 403, path: '.*/versions/', nth: 2 }] });

  expect(end).toMatchObject({ kind: 'failed', error: { operation: 'get version' } });
});

test('of two that earlier attempts and other runs left, a run that runs again takes back its own', async () => {
  const world = new World();
  const now = world.clock.now();
  const theirs = rivalOf(world, '2', now - 2, TAGS);
  rivalOf(world, '1', now - 1);

  const report = wellEnded(await world.snapshot({ run: '1', runAttempt: '2' }));

  expect([report.outcome, report.outputs.version]).toEqual(['unchanged', theirs.version]);
  expect(world.versions().map(({ version }) => version)).toEqual([theirs.version]);
});

test('an older one of its own is taken back too, where the younger one is another run’s', async () => {
  const world = new World();
  const now = world.clock.now();
  rivalOf(world, '1', now - 2, TAGS);
  const theirs = rivalOf(world, '2', now - 1);

  const report = wellEnded(await world.snapshot({ run: '1', runAttempt: '2' }));

  expect(report.outputs.version).toBe(theirs.version);
  expect(world.versions()).toMatchObject([{ version: theirs.version, tags: TAGS }]);
});

test('two that other runs left are an error that names both', async () => {
  const world = new World();
  const now = world.clock.now();
  const first = rivalOf(world, '2', now - 2);
  const second = rivalOf(world, '3', now - 1);

  const end = await world.snapshot({ run: '1' });

  expect(end).toMatchObject({ kind: 'failed' });
  expect(end.kind === 'failed' && end.error).toBeInstanceOf(RefusedError);
  expect(String(end.kind === 'failed' && end.error)).toContain(`${first.version} and ${second.version}`);
  expect(world.versions()).toHaveLength(2);
});

test('tags are taken off versions that are no rivals while a rival is settled', async () => {
  const world = new World({ answers: { tagHolder: 'stays' } });
  const earlier = world.emulator.paperspace.addVersion(world.datasetId, { isCommitted: true, tags: ['stable'] });
  let theirs: Version | undefined;
  const before = {
    [AFTER_COMMIT]: () => {
      theirs = rivalOf(world, '2', world.clock.now() - 1);
    },
  };

  await world.snapshot({ before });

  expect(world.version(earlier.version)?.tags).toEqual([]);
  for (const tag of TAGS) expect(world.holders(tag)).toEqual([theirs?.version]);
});

test('a holder that is deleted while its tag is taken off holds none', async () => {
  const world = new World({ answers: { tagHolder: 'stays' } });
  const earlier = world.emulator.paperspace.addVersion(world.datasetId, { isCommitted: true, tags: ['stable'] });
  const faults = [{ kind: 'status' as const, status: 404, method: 'PUT' as const, path: `.*/${earlier.version}` }];

  const report = wellEnded(await world.snapshot({ faults }));

  expect(report.outcome).toBe('created');
  expect(world.log.join('\n')).not.toContain('Took stable off');
});
