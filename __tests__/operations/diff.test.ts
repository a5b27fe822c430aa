import { describe, expect, test } from '@jest/globals';
import { diff } from '../../src/operations/diff.ts';
import { InputError } from '../../src/operations/inputs.ts';
import { snapshot as snapshotOperation } from '../../src/operations/snapshot.ts';
import { isRefusal } from '../../src/paperspace/errors.ts';
import type { Version } from '../../src/paperspace/schema.ts';
import { type Contents, temporaryFolder } from '../support/folders.ts';
import { problemsOf } from '../support/runner.ts';
import { useS3Bed, worldOn } from '../support/s3-bed.ts';
import type { World } from '../support/world.ts';

const bed = useS3Bed();

const OLD = { 'a.txt': 'one', 'b.txt': 'two', 'c.txt': 'three', 'sub/d.txt': 'four' };
const NEW = { 'a.txt': 'one', 'b.txt': 'TWO', 'moved/c.txt': 'three', 'sub/e.txt': 'five!' };

/** Takes a snapshot with a manifest, as a run before would have. */
async function snapshot(world: World, tag: string, contents: Contents): Promise<void> {
  const event = { key: tag };
  await world.run('snapshot', { tags: tag, path: temporaryFolder(contents), incremental: 'false' }, { event });
}

/** Uploads a version as another tool would, without a manifest. */
async function upload(world: World, contents: Contents, isCommitted = true): Promise<Version> {
  const version = world.add({ isCommitted });
  await bed.put(version, contents);
  return version;
}

async function twoSnapshots(): Promise<World> {
  const world = worldOn(bed);
  await snapshot(world, 'v1', OLD);
  await snapshot(world, 'v2', NEW);
  return world;
}

/** Returns the changes that `diff` reported as its result, without the results of the other steps. */
const changesIn = ({ results }: World): unknown[] => results.filter((item) => 'change' in Object(item));

describe('two versions', () => {
  test('are compared by SHA-256 with every change in the result', async () => {
    const world = await twoSnapshots();

    const { outcome, outputs, headline, summary } = await world.run('diff', { version: 'v2', against: 'v1' });

    expect(outcome).toBe('changed');
    expect(outputs).toMatchObject({ added: 1, changed: 1, removed: 1, renamed: 1, 'compared-by': 'sha256' });
    expect(headline).toContain('1 file added, 1 file changed, 1 file removed, 1 file renamed');
    expect(changesIn(world)).toEqual([
      { change: 'changed', key: 'b.txt', size: 3, previousSize: 3 },
      { change: 'renamed', key: 'moved/c.txt', size: 5, previousKey: 'c.txt' },
      { change: 'removed', key: 'sub/d.txt', size: 4 },
      { change: 'added', key: 'sub/e.txt', size: 5 },
    ]);
    expect(world.log.infos).toContain('- renamed c.txt -> moved/c.txt (5 bytes)');
    expect(summary).toMatchObject([
      {
        caption: 'Changes',
        rows: [
          ['Added', '1', '5 bytes'],
          ['Changed', '1', '3 bytes'],
          ['Removed', '1', '4 bytes'],
          ['Renamed', '1', '5 bytes'],
          ['Total before', '4', '15 bytes'],
          ['Total now', '4', '16 bytes'],
        ],
      },
      { caption: 'Largest changes', rows: expect.arrayContaining([['renamed', 'c.txt -> moved/c.txt', '5 bytes']]) },
      { kind: 'note', text: 'Compared by SHA-256.' },
    ]);
  });

  test('that have the same files are unchanged', async () => {
    const world = worldOn(bed);
    await snapshot(world, 'v1', OLD);
    await snapshot(world, 'v2', OLD);

    const { outcome, outputs, headline } = await world.run('diff', { version: 'v2', against: 'v1' });

    expect(outcome).toBe('unchanged');
    expect(outputs).toMatchObject({ added: 0, changed: 0, removed: 0, renamed: 0 });
    expect(headline).toMatch(/^From version .* to version .*: no changes$/);
    expect(changesIn(world)).toEqual([]);
  });

  test('are by default the version and the committed one before it', async () => {
    const world = worldOn(bed);
    await snapshot(world, 'v1', OLD);
    await upload(world, { other: 'draft' }, false);
    await snapshot(world, 'v2', NEW);
    await snapshot(world, 'v3', OLD);

    const middle = await world.run('diff', { version: 'v2' });
    const latest = await world.run('diff', { version: 'latest' });

    expect(middle.outputs).toMatchObject({ added: 1, removed: 1, renamed: 1 });
    expect(latest.outputs).toMatchObject({ added: 1, removed: 1, renamed: 1 });
  });

  test.each([
    true,
    false,
  ])('are a draft and the newest committed version, lists showing drafts: %s', async (draftsInLists) => {
    const world = worldOn(bed, { answers: { draftsInLists } });
    await snapshot(world, 'v1', OLD);
    const draft = await upload(world, { ...OLD, 'new.txt': 'new' }, false);

    const { outputs } = await world.run('diff', { version: draft.version });

    expect(outputs).toMatchObject({ added: 1, changed: 0, removed: 0, 'compared-by': 'size-and-etag' });
  });

  test('are an empty version and the first version if there is no earlier one', async () => {
    const world = worldOn(bed);
    await snapshot(world, 'v1', OLD);
    const { outputs, headline } = await world.run('diff', { version: 'v1' });
    expect(outputs).toMatchObject({ added: 4, removed: 0 });
    expect(headline).toContain('no earlier version');
  });

  test('can be compared in one folder', async () => {
    const world = await twoSnapshots();
    const { outputs } = await world.run('diff', { version: 'v2', against: 'v1', destination: 'sub' });
    expect(outputs).toMatchObject({ added: 1, changed: 0, removed: 1, renamed: 0, 'compared-by': 'sha256' });
  });

  test('state in the summary that renamed files may count as added and removed if a manifest is missing', async () => {
    const world = worldOn(bed);
    await upload(world, OLD);
    await upload(world, NEW);
    const { outputs, summary } = await world.run('diff', { version: 'latest' });
    expect(outputs).toMatchObject({ added: 2, removed: 2, renamed: 0, 'compared-by': 'size-and-etag' });
    expect(summary.at(-1)).toMatchObject({
      kind: 'note',
      text: expect.stringContaining('renamed files may count as added'),
    });
  });

  test('are not compared if `against` names no version', async () => {
    const world = await twoSnapshots();
    expect(isRefusal(await world.failure('diff', { version: 'v2', against: 'zzzzzzz' }), 404)).toBe(true);
  });
});

describe('a version and the files of this machine', () => {
  test('are compared as if the files were the next version', async () => {
    const world = worldOn(bed);
    await snapshot(world, 'v1', OLD);

    const { outcome, outputs, headline } = await world.run('diff', { version: 'v1', path: temporaryFolder(NEW) });

    expect(outcome).toBe('changed');
    expect(outputs).toMatchObject({ added: 1, changed: 1, removed: 1, renamed: 1, 'compared-by': 'sha256' });
    expect(headline).toMatch(/^From version .* to the files of `path`: 1 file added/);
  });

  test('are compared under a destination', async () => {
    const world = worldOn(bed);
    await snapshot(world, 'v1', OLD);
    const { outputs } = await world.run('diff', {
      version: 'v1',
      path: temporaryFolder({ 'd.txt': 'four' }),
      destination: 'sub',
    });
    expect(outputs).toMatchObject({ added: 0, changed: 0, removed: 0, renamed: 0 });
  });

  test('are not compared if `path` matches nothing', async () => {
    const world = worldOn(bed);
    await snapshot(world, 'v1', OLD);
    const empty = temporaryFolder();
    expect(await world.failure('diff', { version: 'v1', path: empty })).toBeInstanceOf(InputError);
    const { outputs } = await world.run('diff', { version: 'v1', path: empty, 'if-no-files-found': 'ignore' });
    expect(outputs).toMatchObject({ removed: 4 });
  });

  test('cannot be compared with a second version at the same time', async () => {
    expect(await problemsOf(diff, { dataset: 'flowers:v1', path: 'data', against: 'v1' })).toEqual([
      expect.stringMatching(/^against: /),
    ]);
  });
});

describe('the comment on a pull request', () => {
  test('has the content of the summary', async () => {
    const world = await twoSnapshots();
    const { headline, summary } = await world.run('diff', {
      version: 'v2',
      against: 'v1',
      comment: 'true',
      'job-index': '3',
      'github-token': 'token',
    });
    expect(world.comments).toEqual([{ token: 'token', jobIndex: '3', headline, blocks: summary }]);
  });

  test('is not written without `comment`', async () => {
    const world = await twoSnapshots();
    await world.run('diff', { version: 'v2', against: 'v1' });
    expect(world.comments).toEqual([]);
  });
});

describe('a snapshot in a dry run with `comment`', () => {
  test('comments on how the files differ from the newest committed version, and creates nothing', async () => {
    const world = worldOn(bed);
    await snapshot(world, 'v1', OLD);
    const inputs = {
      path: temporaryFolder(NEW),
      tags: 'v2',
      'dry-run': 'true',
      comment: 'true',
      'github-token': 'token',
    };

    const { headline, summary } = await world.run('snapshot', inputs, { event: { key: 'v2' } });

    expect(headline).toMatch(/^Dry run: would create a draft/);
    expect(summary[0]).toMatchObject({
      caption: 'Changes',
      rows: expect.arrayContaining([['Renamed', '1', '5 bytes']]),
    });
    expect(world.comments).toEqual([{ token: 'token', jobIndex: '0', headline, blocks: summary }]);
    expect(world.versions()).toHaveLength(1);
  });

  test('reports every file as added if there is no version yet', async () => {
    const world = worldOn(bed);
    await world.run('snapshot', { path: temporaryFolder(NEW), 'dry-run': 'true', comment: 'true' });
    const [table] = world.comments.flatMap(({ blocks }) => blocks);
    expect(table).toMatchObject({ rows: expect.arrayContaining([['Added', '4', '16 bytes']]) });
  });

  test('is an error without the dry run', async () => {
    expect(await problemsOf(snapshotOperation, { dataset: 'flowers', path: 'data', comment: 'true' })).toEqual([
      expect.stringMatching(/^comment: /),
    ]);
  });
});

test('a log of more than a hundred changes is shortened, unlike the result', async () => {
  const world = worldOn(bed);
  await snapshot(world, 'v1', { a: '1' });
  const many = Object.fromEntries(
    Array.from({ length: 120 }, (_, index) => [`f${String(index).padStart(3, '0')}`, `${index}`]),
  );
  await world.run('diff', { version: 'v1', path: temporaryFolder({ a: '1', ...many }) });
  expect(world.log.all.filter((line) => line.includes('- added'))).toHaveLength(100);
  expect(changesIn(world)).toHaveLength(120);
});
