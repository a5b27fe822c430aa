import { describe, expect, test } from '@jest/globals';
import { RefusedError } from '../../src/net/errors.ts';
import type { Version } from '../../src/paperspace/schema.ts';
import type { FileMark } from '../../src/paperspace/snapshot-mark.ts';
import { KEY, reportOf, TAGS, World } from '../support/world.ts';

/** A committed version of the key, as another run made it that could not see ours. */
function rivalOf(
  world: World,
  run: string,
  createdMs: number,
  tags: readonly string[] = [],
  files?: FileMark,
): Version {
  const snapshot = { key: `${KEY}/0`, attempt: `of-${run}`, run: `acme/flowers/runs/${run}`, runAttempt: '1', files };
  return world.add({
    isCommitted: true,
    metadata: { snapshot },
    tags,
    createdMs,
  });
}

async function remove(world: World, { version }: Version): Promise<void> {
  const headers = { authorization: `Bearer ${world.emulator.apiKey}` };
  const path = `/datasets/${world.dataset}/versions/${version}`;
  await world.paperspace.answer({ method: 'DELETE', path, headers });
}

const AFTER_COMMIT = 7;

test('the run of the newer of two committed versions deletes it and reports the older one', async () => {
  const world = new World();
  let theirs: Version | undefined;
  const before = {
    [AFTER_COMMIT]: () => {
      theirs = rivalOf(world, '2', world.clock.now() - 1);
    },
  };

  const report = reportOf(await world.snapshot({ before }));

  expect([report.outcome, report.outputs.version]).toEqual(['updated', theirs?.version]);
  expect(world.versions()).toMatchObject([{ version: theirs?.version, tags: TAGS }]);
  expect(world.log.all.join('\n')).toMatch(/Deleted version \S+: version \w+ is committed for the same key/);
});

test('the run of the older of two committed versions keeps it and ends without waiting', async () => {
  const world = new World();
  let theirs: Version | undefined;
  const before = {
    [AFTER_COMMIT]: () => {
      theirs = rivalOf(world, '2', world.clock.now() + 1, ['stable']);
    },
  };
  const start = world.clock.now();

  const report = reportOf(await world.snapshot({ before }));

  expect([report.outcome, world.clock.now()]).toEqual(['created', start]);
  expect(world.version(String(report.outputs.version))?.tags).toEqual(TAGS);
  expect(world.version(String(theirs?.version))).toMatchObject({ isCommitted: true, tags: [] });
  expect(world.log.warnings).toContain(
    `Version ${world.dataset}:${theirs?.version}, created by acme/flowers/runs/2, is committed for the same key. Re-run its job to delete it, or use \`delete-version\``,
  );
});

test.each([
  ['the newer', '2', 0],
  ['the older', '1', 1],
])('a re-run of the run that created %s of two committed versions leaves one', async (_which, run, kept) => {
  const world = new World();
  const rivals = [rivalOf(world, '1', world.clock.now() - 2, TAGS), rivalOf(world, '2', world.clock.now() - 1)];

  const report = reportOf(await world.snapshot({ run, runAttempt: '2' }));

  expect(report.outputs.version).toBe(rivals[kept]?.version);
  expect(world.versions()).toMatchObject([{ version: rivals[kept]?.version, tags: TAGS }]);
});

test('a version that is deleted just before it is read is ignored', async () => {
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

  const report = reportOf(await world.snapshot({ before }));

  expect(report.outcome).toBe('created');
  expect(world.versions()).toMatchObject([{ version: report.outputs.version, tags: TAGS }]);
});

test('the run fails if it cannot delete its own newer version', async () => {
  const world = new World();
  const before = { [AFTER_COMMIT]: () => void rivalOf(world, '2', world.clock.now() - 1) };

  const end = await world.snapshot({ before, faults: [{ kind: 'status', status: 403, method: 'DELETE' }] });

  expect(end).toMatchObject({ kind: 'failed', error: { operation: 'delete version' } });
});

describe('of two committed versions with different files', () => {
  const otherFiles = { digest: 'other', count: 1, bytes: 1 };

  test('the run of the older one fails, names both and deletes none', async () => {
    const world = new World();
    let theirs: Version | undefined;
    const before = {
      [AFTER_COMMIT]: () => {
        theirs = rivalOf(world, '2', world.clock.now() + 1, [], otherFiles);
      },
    };

    const end = await world.snapshot({ before });

    const own = world.versions().find(({ version }) => version !== theirs?.version);
    const ref = ({ version }: Version): string => `${world.dataset}:${version}`;
    expect(end).toMatchObject({ kind: 'failed', error: { name: 'RefusedError' } });
    expect(end.kind === 'failed' && String(end.error)).toContain(
      `two committed versions, ${own && ref(own)} and ${theirs && ref(theirs)}, and their files differ`,
    );
    expect(world.versions()).toMatchObject([{ isCommitted: true }, { isCommitted: true }]);
  });

  test.each(['1', '2'])('a re-run of run %s fails and deletes none', async (run) => {
    const world = new World();
    const now = world.clock.now();
    rivalOf(world, '1', now - 2, TAGS, otherFiles);
    rivalOf(world, '2', now - 1);

    const end = await world.snapshot({ run, runAttempt: '2' });

    expect(end).toMatchObject({ kind: 'failed', error: { name: 'RefusedError' } });
    expect(world.versions()).toHaveLength(2);
  });
});

test('two committed versions of other runs are an error with both IDs', async () => {
  const world = new World();
  const now = world.clock.now();
  const first = rivalOf(world, '2', now - 2);
  const second = rivalOf(world, '3', now - 1);

  const end = await world.snapshot({ run: '1' });

  expect(end).toMatchObject({ kind: 'failed' });
  expect(end.kind === 'failed' && end.error).toBeInstanceOf(RefusedError);
  expect(String(end.kind === 'failed' && end.error)).toContain(
    `${first.version} and ${world.dataset}:${second.version}`,
  );
  expect(world.versions()).toHaveLength(2);
});

test('a dry run fails for two committed versions of other runs although an own draft remains', async () => {
  const world = new World();
  const now = world.clock.now();
  const first = rivalOf(world, '2', now - 3);
  const second = rivalOf(world, '3', now - 2);
  const snapshot = { key: `${KEY}/0`, attempt: 'of-1', run: 'acme/flowers/runs/1', runAttempt: '1' };
  world.add({ metadata: { snapshot }, createdMs: now - 1 });

  const end = await world.snapshot({ run: '1', runAttempt: '2', inputs: { 'dry-run': 'true' } });

  expect(String(end.kind === 'failed' && end.error)).toContain(
    `${first.version} and ${world.dataset}:${second.version}`,
  );
  expect(world.versions()).toHaveLength(3);
});

test('tags are removed from versions of other keys while two versions of the key exist', async () => {
  const world = new World({ answers: { tagHolder: 'stays' } });
  const earlier = world.add({ isCommitted: true, tags: ['stable'] });
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

test('a version that is deleted while its tag is removed no longer holds the tag', async () => {
  const world = new World({ answers: { tagHolder: 'stays' } });
  const earlier = world.add({ isCommitted: true, tags: ['stable'] });
  const before = { [AFTER_COMMIT + 3]: () => void remove(world, earlier) };

  const report = reportOf(await world.snapshot({ before }));

  expect(report.outcome).toBe('created');
  expect(world.log.all.join('\n')).not.toContain('Removed tag stable');
});
