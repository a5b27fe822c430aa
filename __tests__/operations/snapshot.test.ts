import { describe, expect, test } from '@jest/globals';
import { registry } from '../../src/operations/index.ts';
import { loadAll, type Operation } from '../../src/operations/operation.ts';
import { problemsOf } from '../support/runner.ts';
import { World } from '../support/world.ts';

const operations = await loadAll(registry);

function snapshot(): Operation {
  const found = operations.find(({ name }) => name === 'snapshot');
  if (found === undefined) throw new Error('there is no snapshot');
  return found;
}

describe('the release notes', () => {
  /** The tokens that a snapshot with these inputs wants release notes to be written with. */
  async function tokens(inputs: Record<string, string>): Promise<(string | undefined)[]> {
    const given: (string | undefined)[] = [];
    const { run, dataset } = new World({
      services: () => ({ updateReleaseNotes: async (token) => void given.push(token) }),
    });
    await run(snapshot(), { dataset, 'allow-empty': 'true', ...inputs });
    return given;
  }

  test('are updated with the token of the step if release-notes is true', async () => {
    expect(await tokens({ 'release-notes': 'true', 'github-token': ' token ' })).toEqual(['token']);
    expect(await tokens({ 'release-notes': 'true' })).toEqual([undefined]);
  });

  test.each([
    ['it is not asked for', {}],
    ['it is a dry run', { 'release-notes': 'true', 'dry-run': 'true' }],
  ])('are left unchanged if %s', async (_what, inputs) => {
    expect(await tokens({ 'github-token': 'token', ...inputs })).toEqual([]);
  });
});

describe('a snapshot without files', () => {
  const missing =
    'path: is missing, so the snapshot would have no files. Set `path`, or `commit: false` to fill the draft in later steps';

  test.each([
    ['`path` is not given', {}],
    ['`path` is empty', { path: '' }],
  ])('is refused if %s', async (_what, inputs) => {
    expect(await problemsOf(snapshot(), { dataset: 'flowers', ...inputs })).toEqual([missing]);
  });

  test.each([
    ['it is left as a draft', { commit: 'false' }],
    ['it may be empty', { 'allow-empty': 'true' }],
  ])('is taken if %s', async (_what, inputs) => {
    expect(await problemsOf(snapshot(), { dataset: 'flowers', ...inputs })).toEqual([]);
  });
});
