import { expect, test } from '@jest/globals';
import { RefusedError } from '../../src/net/errors.ts';
import type { Version } from '../../src/paperspace/schema.ts';
import { useS3Bed, worldOn } from '../support/s3-bed.ts';
import type { World } from '../support/world.ts';

const bed = useS3Bed();

/** A draft with two files of nine bytes. */
async function filled(world: World): Promise<Version> {
  const draft = world.add();
  await bed.put(draft, { 'rose.csv': 'rose', 'tulip.csv': 'tulip' });
  return draft;
}

test.each([
  { 'expect-files': '2' },
  { 'expect-bytes': '9' },
  { 'expect-files': '2', 'expect-bytes': '9' },
])('a version with the expected files is committed: %j', async (expected) => {
  const world = worldOn(bed);
  const { version } = await filled(world);

  const { outcome, outputs } = await world.run('commit', { version, tags: 'v1', ...expected });

  expect(outcome).toBe('updated');
  expect(outputs).toMatchObject({ files: 2, bytes: 9, 'is-committed': true, tags: ['v1'] });
  expect(world.requests().map((request) => request.split(' ')[0])).toEqual(['GET', 'PUT']);
});

test.each([
  [{ 'expect-files': '3' }, 'was not committed because it has 2 files instead of 3'],
  [{ 'expect-bytes': '10' }, 'was not committed because it has 9 bytes instead of 10'],
  [
    { 'expect-files': '0', 'expect-bytes': '0' },
    'was not committed because it has 2 files instead of 0 and 9 bytes instead of 0',
  ],
])('a version with other files is not committed, and the error says what it has: %j', async (expected, said) => {
  const world = worldOn(bed);
  const { version } = await filled(world);

  const error = await world.failure('commit', { version, ...expected });

  expect(error).toBeInstanceOf(RefusedError);
  expect(String(error)).toMatch(new RegExp(`${said}$`));
  expect(world.versions()).toMatchObject([{ isCommitted: false }]);
});

test('a committed version with other files fails with an error that states that it is committed', async () => {
  const world = worldOn(bed);
  const { version } = await filled(world);
  await world.run('commit', { version });

  const error = await world.failure('commit', { version, 'expect-files': '3' });

  expect(error).toMatchObject({
    message: `Version ${world.dataset}:${version} is already committed, but has 2 files instead of 3`,
  });
});

test('a dry run counts files and commits nothing', async () => {
  const world = worldOn(bed);
  const { version } = await filled(world);

  const { headline, outputs } = await world.run('commit', { version, 'expect-files': '2', 'dry-run': 'true' });

  expect(headline).toBe(`Dry run: would commit version ${world.dataset}:${version}`);
  expect(outputs).toMatchObject({ files: 2, bytes: 9 });
  expect(world.versions()).toMatchObject([{ isCommitted: false }]);
});

test('a version given by tag is read once', async () => {
  const world = worldOn(bed);
  const { version } = world.add({ tags: ['next'] });

  const { outputs } = await world.run('commit', { version: 'next', 'expect-files': '0' });

  expect(outputs).toMatchObject({ version, files: 0, 'is-committed': true });
  expect(world.requests()).toEqual([`${world.newest}&tags=next`, `PUT ${world.path}/${version}`]);
});
