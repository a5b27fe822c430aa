import { describe, expect, test } from '@jest/globals';
import { setTags } from '../../src/operations/versions.ts';
import { problemsOf } from '../support/runner.ts';
import { World } from '../support/world.ts';

type Row = readonly [mode: string, tags: string, before: string[], after: string[]];

describe('set-tags', () => {
  test.each<Row>([
    ['replace', 'a,b', ['old'], ['a', 'b']],
    ['replace', 'a', [], ['a']],
    ['clear', '', ['a', 'b'], []],
    ['clear', '', [], []],
  ])('%s %j sends one request: %j becomes %j', async (mode, tags, before, after) => {
    const { run, dataset, add, path, requests, bodies, versions } = new World();
    const { version } = add({ tags: before });

    const report = await run(setTags, { dataset: `${dataset}:${version}`, tags, 'tags-mode': mode });

    expect(requests()).toEqual([`PUT ${path}/${version}`]);
    expect(bodies('PUT')).toEqual([{ tags: after.join(',') }]);
    expect(versions()).toMatchObject([{ tags: after }]);
    expect(report).toMatchObject({ outcome: 'updated', outputs: { tags: after, ref: `${dataset}:${version}` } });
  });

  test.each<Row>([
    ['add', 'b,c', ['a', 'b'], ['a', 'b', 'c']],
    ['add', 'a', [], ['a']],
    ['remove', 'a,x', ['a', 'b'], ['b']],
    ['remove', 'a', ['a'], []],
  ])('%s %j reads first: %j becomes %j', async (mode, tags, before, after) => {
    const { run, dataset, add, path, requests, bodies, versions } = new World();
    const { version } = add({ tags: before });

    const report = await run(setTags, { dataset: `${dataset}:${version}`, tags, 'tags-mode': mode });

    expect(requests()).toEqual([`GET ${path}/${version}`, `PUT ${path}/${version}`]);
    expect(bodies('PUT')).toEqual([{ tags: after.join(',') }]);
    expect(versions()).toMatchObject([{ tags: after }]);
    expect(report).toMatchObject({ outcome: 'updated', outputs: { tags: after } });
  });

  test.each([
    ['add', 'b'],
    ['remove', 'x'],
  ])('%s sends no PUT if nothing changes', async (mode, tags) => {
    const { run, dataset, add, requests } = new World();
    const { version } = add({ tags: ['a', 'b'] });

    const report = await run(setTags, { dataset, version, tags, 'tags-mode': mode });

    expect(requests()).toHaveLength(1);
    expect(report).toMatchObject({
      outcome: 'unchanged',
      headline: `Version ${dataset}:${version} already has tags \`a\`, \`b\``,
      outputs: { tags: ['a', 'b'] },
    });
  });

  test.each(['replace', 'add'])('%s finds the version by its tag', async (mode) => {
    const { run, add, requests, versions } = new World();
    const { version } = add({ tags: ['v1'], isCommitted: true });

    const report = await run(setTags, { dataset: 'flowers:v1', tags: 'v1,stable', 'tags-mode': mode });

    expect(report.outputs).toMatchObject({ version, 'dataset-name': 'flowers' });
    expect(versions()).toMatchObject([{ tags: ['v1', 'stable'] }]);
    expect(requests()).toHaveLength(3);
  });

  test('reports that no tags remain', async () => {
    const { run, dataset, add } = new World();
    const { version } = add({ tags: ['a'] });

    expect(await run(setTags, { dataset, version, 'tags-mode': 'clear' })).toMatchObject({
      headline: `Version ${dataset}:${version} now has no tags`,
    });
  });

  test('outputs the tags that the API reports and warns if they differ', async () => {
    const { run, dataset, add, log } = new World({ answers: { putTags: 'merge' } });
    const { version } = add({ tags: ['a'] });

    const report = await run(setTags, { dataset, version, 'tags-mode': 'clear' });

    expect(report.outputs.tags).toEqual(['a']);
    expect(log.warnings).toEqual([`Version ${dataset}:${version} should have no tags, but the API reports tag \`a\``]);
  });

  test.each([
    ['replace', 'replace the tags of VERSION with tags `a`, `b`'],
    ['add', 'add tags `a`, `b` to VERSION'],
    ['remove', 'remove tags `a`, `b` from VERSION'],
    ['clear', 'remove all tags from VERSION'],
  ])('describes the change in a dry run: %s', async (mode, would) => {
    const { run, dataset, requests } = new World();
    const tags = mode === 'clear' ? '' : 'a,b';

    const report = await run(setTags, { dataset: `${dataset}:v1`, tags, 'tags-mode': mode, 'dry-run': 'true' });

    const headline = `Dry run: would ${would.replace('VERSION', `version ${dataset}:v1`)}`;
    expect(report).toMatchObject({ outcome: 'none', headline });
    expect(requests()).toEqual([]);
  });

  test('requires a version, and tags unless the mode is clear', async () => {
    expect(await problemsOf(setTags, { dataset: 'flowers' })).toEqual([
      expect.stringMatching(/^version: is missing/),
      'tags: is missing. To remove all tags, set `tags-mode: clear`',
    ]);
    expect(await problemsOf(setTags, { dataset: 'flowers:v1', tags: 'a', 'tags-mode': 'clear' })).toEqual([
      'tags: conflicts with `tags-mode: clear`, which removes all tags',
    ]);
    expect(await problemsOf(setTags, { dataset: 'flowers:v1', tags: 'a', 'tags-mode': 'ad' })).toEqual([
      expect.stringMatching(/^tags-mode: must be .*, not `ad`\. Did you mean `add`\?$/),
    ]);
  });
});
