/**
 * What the API reference leaves open: each question with each answer that the emulator can be set to. What the
 * operations promise holds for all of them.
 */
import { describe, expect, test } from '@jest/globals';
import { answerChoices } from '../../emulator/answers.ts';
import { commit } from '../../src/operations/commit.ts';
import { createDataset, getDataset } from '../../src/operations/datasets.ts';
import { createVersion, getVersion, listVersions, setTags, updateVersion } from '../../src/operations/versions.ts';
import { World } from '../support/world.ts';

describe.each([...answerChoices.tagHolder])('a tag that another version has (tagHolder %s)', (tagHolder) => {
  const refused = tagHolder === 'conflict';

  function given() {
    const world = new World({ answers: { tagHolder } });
    const holder = world.add({ tags: ['stable'], isCommitted: true });
    const { version } = world.add({ isCommitted: true });
    return { ...world, holder, version };
  }

  test.each([
    ['set-tags', setTags, {}],
    ['update-version', updateVersion, { message: 'm' }],
    ['commit', commit, {}],
  ])('%s reports what the API does', async (_name, operation, inputs) => {
    const { run, dataset, version, versions } = given();

    const running = run(operation, { dataset, version, tags: 'stable', ...inputs });

    await (refused ? expect(running).rejects.toMatchObject({ problem: { status: 409 } }) : running);
    expect(versions().map(({ tags }) => tags)).toEqual(
      {
        moves: [[], ['stable']],
        conflict: [['stable'], []],
        stays: [['stable'], ['stable']],
      }[tagHolder],
    );
  });

  test('create-version reports what the API does and creates nothing if it is refused', async () => {
    const { run, dataset, versions } = given();

    const running = run(createVersion, { dataset, tags: 'stable' });

    await (refused ? expect(running).rejects.toMatchObject({ problem: { status: 409 } }) : running);
    expect(versions()).toHaveLength(refused ? 2 : 3);
  });

  test('a reference by tag resolves to its one version, and two versions are an error', async () => {
    const { run, dataset, holder, version, versions } = given();
    expect(await run(getVersion, { dataset, version: 'stable' })).toMatchObject({
      outputs: { version: holder.version },
    });
    await run(setTags, { dataset, version, tags: 'stable' }).catch(() => undefined);

    const holders = versions().filter(({ tags }) => tags.includes('stable'));
    const reading = run(getVersion, { dataset, version: 'stable' });

    await (holders.length === 1
      ? expect(reading).resolves.toMatchObject({ outputs: { version: holders[0]?.version } })
      : expect(reading).rejects.toThrow(/is ambiguous/));
  });
});

test.each([
  ...answerChoices.putTags,
])('set-tags outputs the tags that the API reports, with a warning if they differ: putTags=%s', async (putTags) => {
  const { run, dataset, add, versions, log } = new World({ answers: { putTags } });
  const { version } = add({ tags: ['old'] });

  const report = await run(setTags, { dataset, version, tags: 'new' });

  expect(report.outputs.tags).toEqual(versions()[0]?.tags);
  expect(log.warnings).toHaveLength(putTags === 'merge' ? 1 : 0);
});

test.each([
  ...answerChoices.putTags,
])('set-tags with tags-mode add keeps the existing tags: putTags=%s', async (putTags) => {
  const { run, dataset, add, versions } = new World({ answers: { putTags } });
  const { version } = add({ tags: ['old'] });

  await run(setTags, { dataset, version, tags: 'new', 'tags-mode': 'add' });

  expect(versions()).toMatchObject([{ tags: ['old', 'new'] }]);
});

test.each([
  ...answerChoices.putMetadata,
])('update-version loses no key of the metadata: putMetadata=%s', async (putMetadata) => {
  const { run, dataset, add, versions } = new World({ answers: { putMetadata } });
  const { version } = add({ metadata: { snapshot: { attempt: 'a-1' }, a: 1 } });

  await run(updateVersion, { dataset, version, metadata: 'b: 2' });

  expect(versions()).toMatchObject([{ metadata: { snapshot: { attempt: 'a-1' }, a: 1, b: 2 } }]);
});

describe.each([...answerChoices.draftsInLists])('with draftsInLists=%s', (draftsInLists) => {
  test('a draft can always be read by ID', async () => {
    const { run, dataset, add } = new World({ answers: { draftsInLists } });
    const { version } = add();

    expect(await run(getVersion, { dataset, version })).toMatchObject({ outputs: { 'is-committed': false } });
    expect(await run(commit, { dataset, version })).toMatchObject({ outputs: { 'is-committed': true } });
  });

  test('latest is always the newest committed version', async () => {
    const { run, dataset, add } = new World({ answers: { draftsInLists } });
    const { version } = add({ isCommitted: true });
    add();

    expect(await run(getVersion, { dataset: `${dataset}:latest` })).toMatchObject({ outputs: { version } });
  });

  test('a create with a lost response leaves one draft or warns that a second one may exist', async () => {
    const faults = [{ kind: 'drop', when: 'after', method: 'POST' }] as const;
    const { run, dataset, versions, log } = new World({ answers: { draftsInLists }, faults });

    await run(createVersion, { dataset });

    expect(versions()).toHaveLength(draftsInLists ? 1 : 2);
    expect(log.warnings).toHaveLength(draftsInLists ? 0 : 1);
  });
});

describe.each([...answerChoices.tagsFilter])('with tagsFilter=%s', (tagsFilter) => {
  test.each([
    ...answerChoices.tagsFilterMatch,
  ])('and tagsFilterMatch=%s, a reference by tag resolves to the version with exactly that tag', async (tagsFilterMatch) => {
    const { run, dataset, add } = new World({ answers: { tagsFilter, tagsFilterMatch } });
    const { version } = add({ tags: ['v1'] });
    add({ tags: ['v1-beta'] });

    expect(await run(getVersion, { dataset, version: 'v1' })).toMatchObject({ outputs: { version } });
    expect(await run(listVersions, { dataset, tags: 'v1' })).toMatchObject({ outputs: { versions: [version] } });
  });

  test.each([
    ...answerChoices.tagsFilterMatch,
  ])('and tagsFilterMatch=%s, list-versions lists only versions with one of several tags', async (tagsFilterMatch) => {
    const { run, dataset, add } = new World({ answers: { tagsFilter, tagsFilterMatch } });
    const both = add({ tags: ['a', 'b'] });
    const one = add({ tags: ['c', 'a'] });
    add({ tags: ['ab'] });

    const report = await run(listVersions, { dataset, tags: 'a,b' });

    expect([both.version, one.version]).toEqual(expect.arrayContaining([...(report.outputs.versions ?? [])]));
  });
});

describe.each([...answerChoices.lastPage])('with lastPage=%s', (lastPage) => {
  test.each([
    ...answerChoices.defaultLimit,
  ])('and defaultLimit=%i, lists are read to their end', async (defaultLimit) => {
    const { run, dataset, add, paperspace, requests } = new World({ answers: { lastPage, defaultLimit } });
    for (let number = 0; number < 130; number += 1) add();
    for (let number = 0; number < 130; number += 1) paperspace.addDataset({ name: `d${number}` });

    expect(await run(listVersions, { dataset, limit: '0' })).toMatchObject({
      outputs: { count: 130, 'next-page': '' },
    });
    expect(await run(getDataset, { dataset: 'flowers' })).toMatchObject({ outputs: { 'dataset-id': dataset } });
    expect(requests()).toHaveLength(4);
  });
});

test.each([
  ...answerChoices.commitTwice,
])('commit of a committed version succeeds with commitTwice=%s', async (commitTwice) => {
  const { run, dataset, add, versions } = new World({ answers: { commitTwice } });
  const { version } = add();

  await run(commit, { dataset, version, tags: 'v1' });
  const again = await run(commit, { dataset, version, tags: 'v1,stable' });

  expect(again.outputs).toMatchObject({ 'is-committed': true, tags: ['v1', 'stable'] });
  expect(versions()).toMatchObject([{ isCommitted: true, tags: ['v1', 'stable'] }]);
});

test.each([
  ...answerChoices.editCommitted,
])('update-version tries to change a committed version with editCommitted=%s', async (editCommitted) => {
  const { run, dataset, add, versions } = new World({ answers: { editCommitted } });
  const { version } = add({ isCommitted: true, message: 'old' });

  const running = run(updateVersion, { dataset, version, message: 'new' });

  await (editCommitted === 'refused'
    ? expect(running).rejects.toThrow(/is committed: only its tags can change \(HTTP 400, BAD_REQUEST, request /)
    : running);
  expect(versions()).toMatchObject([{ message: editCommitted === 'refused' ? 'old' : 'new' }]);
});

describe.each([...answerChoices.uniqueNames])('with uniqueNames=%s', (uniqueNames) => {
  test('a second dataset with the same name is refused or makes the name ambiguous', async () => {
    const { run, dataset } = new World({ answers: { uniqueNames } });

    const creating = run(createDataset, { name: 'flowers' });

    await (uniqueNames ? expect(creating).rejects.toMatchObject({ problem: { status: 409 } }) : creating);
    const finding = run(getDataset, { dataset: 'flowers' });
    await (uniqueNames
      ? expect(finding).resolves.toMatchObject({ outputs: { 'dataset-id': dataset } })
      : expect(finding).rejects.toMatchObject({
          name: 'AmbiguousError',
          message: expect.stringMatching(`is ambiguous: \\w+, ${dataset}$`),
        }));
  });

  test('a create with a lost response creates one dataset', async () => {
    const faults = [{ kind: 'truncate', when: 'after', method: 'POST' }] as const;
    const { run, paperspace } = new World({ answers: { uniqueNames }, faults });

    const report = await run(createDataset, { name: 'cats' });

    expect(paperspace.datasets().filter(({ name }) => name === 'cats')).toMatchObject([
      { id: report.outputs['dataset-id'] },
    ]);
  });
});

test.each([
  [
    'details',
    /^Failed to list versions of .*: Input validation failed: \[{"path":"after".*\(HTTP 400, BAD_REQUEST, request req-.*\)$/,
  ],
  [
    'issues',
    /^Failed to list versions of .*: Input validation failed: \[{"path":"after".*\(HTTP 400, BAD_REQUEST, request req-.*\)$/,
  ],
  ['empty', /^Failed to list versions of .*: the API sent no message \(HTTP 400, request req-.*\)$/],
  ['html', /^Failed to list versions of .*: the API sent no message \(HTTP 400, request req-.*\)$/],
] as const)('an error with the body %s is shown completely', async (errorBody, message) => {
  const { run, dataset } = new World({ answers: { errorBody } });

  await expect(run(listVersions, { dataset, after: 'nowhere' })).rejects.toThrow(message);
});

test('a size is text, and unknown fields are kept', async () => {
  const { run, dataset, add, results } = new World();
  const version = { ...add(), usageBytes: '12345678901234567890', region: 'ny2' };
  const faults = [{ kind: 'wrong-shape', json: version }] as const;

  const report = await run(getVersion, { dataset, version: version.version }, { faults });

  expect(report.outputs['usage-bytes']).toBe('12345678901234567890');
  expect(results).toEqual([version]);
});
