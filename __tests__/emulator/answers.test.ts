import { describe, expect, test } from '@jest/globals';
import { type Answers, answerChoices, defaultAnswers, parseAnswers } from '../../emulator/answers.ts';
import { emulateInProcess } from '../../emulator/in-process.ts';
import { requestsThrough } from '../support/api.ts';

function given(answers: Partial<Answers>) {
  const { sendRequest, paperspace } = emulateInProcess({ answers });
  const { id } = paperspace.addDataset({ name: 'faces' });
  const tagsHeld = () => paperspace.versions(id).map(({ tags }) => tags);
  return { ...requestsThrough(sendRequest), paperspace, id, path: `/datasets/${id}/versions`, tagsHeld };
}

describe('the answer tagHolder, for a tag that another version has', () => {
  test('moves: the tag moves to the version', async () => {
    const { send, id, paperspace, path, tagsHeld } = given({ tagHolder: 'moves' });
    paperspace.addVersion(id, { tags: ['production', 'v1'] });
    const { version } = paperspace.addVersion(id);

    await send('PUT', `${path}/${version}`, { tags: 'production' });
    expect(tagsHeld()).toEqual([['v1'], ['production']]);

    await send('POST', path, { tags: 'production,v3' });
    expect(tagsHeld()).toEqual([['v1'], [], ['production', 'v3']]);
  });

  test('conflict: the request fails with a 409 that names the tag and changes nothing', async () => {
    const { send, id, paperspace, path, tagsHeld } = given({ tagHolder: 'conflict' });
    paperspace.addVersion(id, { tags: ['production'] });
    const { version } = paperspace.addVersion(id);

    const put = await send('PUT', `${path}/${version}`, { tags: 'production,v2', isCommitted: true });
    const post = await send('POST', path, { tags: 'production' });

    const conflict = { status: 409, body: { code: 'CONFLICT', message: expect.stringContaining('production') } };
    expect([put, post]).toMatchObject([conflict, conflict]);
    expect(tagsHeld()).toEqual([['production'], []]);
    expect(paperspace.versions(id)).toMatchObject([{}, { isCommitted: false }]);
  });

  test('conflict: a version keeps its own tag and can get a released one', async () => {
    const { send, id, paperspace, path, tagsHeld } = given({ tagHolder: 'conflict' });
    const holder = paperspace.addVersion(id, { tags: ['production'] });
    const { version } = paperspace.addVersion(id);

    expect(await send('PUT', `${path}/${holder.version}`, { tags: 'production' })).toMatchObject({ status: 200 });
    expect(await send('PUT', `${path}/${holder.version}`, { tags: '' })).toMatchObject({ status: 200 });
    expect(await send('PUT', `${path}/${version}`, { tags: 'production' })).toMatchObject({ status: 200 });
    expect(tagsHeld()).toEqual([[], ['production']]);
  });

  test('stays: both versions have the tag', async () => {
    const { send, id, paperspace, path, tagsHeld, versions } = given({ tagHolder: 'stays' });
    paperspace.addVersion(id, { tags: ['production'] });
    const { version } = paperspace.addVersion(id);

    await send('PUT', `${path}/${version}`, { tags: 'production' });

    expect(tagsHeld()).toEqual([['production'], ['production']]);
    expect((await versions(`${path}?tags=production`)).items).toHaveLength(2);
  });

  test('a tag of another dataset is independent', async () => {
    const { send, paperspace, path, tagsHeld } = given({ tagHolder: 'conflict' });
    const other = paperspace.addDataset({ name: 'other' });
    paperspace.addVersion(other.id, { tags: ['production'] });

    expect(await send('POST', path, { tags: 'production' })).toMatchObject({ status: 200 });
    expect(tagsHeld()).toEqual([['production']]);
  });
});

test.each([
  ['replace', ['b'], []],
  ['merge', ['a', 'b'], ['a', 'b']],
] as const)('putTags %s decides what a PUT does with the tags that it does not name', async (putTags, afterOne, afterNone) => {
  const { id, paperspace, path, version } = given({ putTags });
  const draft = paperspace.addVersion(id, { tags: ['a'] });

  expect((await version('PUT', `${path}/${draft.version}`, { tags: 'b' })).tags).toEqual(afterOne);
  expect((await version('PUT', `${path}/${draft.version}`, { tags: '' })).tags).toEqual(afterNone);
});

test.each([
  ['replace', { b: { y: 2 } }],
  ['merge', { a: 1, b: { y: 2 } }],
] as const)('putMetadata %s decides what a PUT does with the metadata that it does not name', async (putMetadata, expected) => {
  const { id, paperspace, path, version } = given({ putMetadata });
  const draft = paperspace.addVersion(id, { metadata: { a: 1, b: { x: 1 } } });

  const changed = await version('PUT', `${path}/${draft.version}`, { metadata: { b: { y: 2 } } });

  expect(changed.metadata).toEqual(expected);
});

test.each([
  [true, 2],
  [false, 1],
])('draftsInLists %s decides about lists, and a draft can always be read', async (draftsInLists, count) => {
  const { id, paperspace, path, version, versions } = given({ draftsInLists });
  const draft = paperspace.addVersion(id, { tags: ['a'] });
  paperspace.addVersion(id, { tags: ['ab'], isCommitted: true });

  expect((await versions(path)).items).toHaveLength(count);
  expect((await versions(`${path}?tags=a`)).items).toHaveLength(count - 1);
  expect(await version('GET', `${path}/${draft.version}`)).toEqual(draft);
});

test.each([
  ['ok', 200],
  ['error', 409],
] as const)('commitTwice %s decides the response to a second commit', async (commitTwice, status) => {
  const { send, id, paperspace, path } = given({ commitTwice });
  const { version } = paperspace.addVersion(id);
  await send('PUT', `${path}/${version}`, { isCommitted: true });

  expect(await send('PUT', `${path}/${version}`, { isCommitted: true })).toMatchObject({ status });
  expect(paperspace.versions(id)).toMatchObject([{ isCommitted: true }]);
});

test.each([
  ['null', { items: [], hasMore: false, nextPage: null }],
  ['absent', { items: [], hasMore: false }],
] as const)('lastPage %s decides the form of the last page', async (lastPage, page) => {
  const { send, path } = given({ lastPage });

  expect((await send('GET', path)).body).toEqual(page);
});

test.each([
  ['any', 'exact', 'a,b', [['b'], ['a', 'b'], ['a']]],
  ['all', 'exact', 'a,b', [['a', 'b']]],
  ['any', 'prefix', 'a', [['ab'], ['a', 'b'], ['a']]],
  ['all', 'prefix', 'a,b', [['a', 'b']]],
  ['any', 'exact', 'a', [['a', 'b'], ['a']]],
  ['any', 'exact', 'none', []],
] as const)('tagsFilter %s and tagsFilterMatch %s select the versions for tags=%s', async (tagsFilter, tagsFilterMatch, wanted, found) => {
  const { id, paperspace, path, versions } = given({ tagHolder: 'stays', tagsFilter, tagsFilterMatch });
  for (const tags of [['a'], ['a', 'b'], ['b'], ['ab'], []]) paperspace.addVersion(id, { tags });

  const page = await versions(`${path}?tags=${encodeURIComponent(wanted)}`);

  const inOneOrder = (sets: readonly (readonly string[])[]) => sets.map(String).sort();
  expect(inOneOrder(page.items.map(({ tags }) => tags))).toEqual(inOneOrder(found));
});

test.each([
  ['allowed', 200],
  ['refused', 400],
] as const)('editCommitted %s decides about committed versions, whose tags can always change', async (editCommitted, status) => {
  const { send, id, paperspace, path } = given({ editCommitted });
  const { version } = paperspace.addVersion(id, { isCommitted: true });

  expect(await send('PUT', `${path}/${version}`, { message: 'new' })).toMatchObject({ status });
  expect(await send('PUT', `${path}/${version}`, { metadata: {} })).toMatchObject({ status });
  expect(await send('PUT', `${path}/${version}`, { tags: 'a' })).toMatchObject({ status: 200 });
});

test.each([
  ['details', 'application/json', /"details":\[/],
  ['issues', 'application/json', /"issues":\[/],
  ['empty', undefined, /^$/],
  ['html', 'text/html', /^<html>/],
] as const)('errorBody %s decides the body of an error', async (errorBody, contentType, body) => {
  const { sendRequest } = emulateInProcess({ answers: { errorBody } });

  const answer = await sendRequest({ method: 'GET', path: '/datasets?limit=0' }, new AbortController().signal);

  expect(answer.status).toBe(400);
  expect(answer.headers['content-type']).toBe(contentType);
  expect(answer.body).toMatch(body);
});

test.each([
  [true, 409],
  [false, 200],
])('uniqueNames %s decides whether a second dataset can have the same name', async (uniqueNames, status) => {
  const { send, id, paperspace } = given({ uniqueNames });
  const other = paperspace.addDataset({ name: 'other' });

  expect(await send('POST', '/datasets', { name: 'faces', isPublic: false })).toMatchObject({ status });
  expect(await send('PUT', `/datasets/${other.id}`, { name: 'faces' })).toMatchObject({ status });
  expect(await send('PUT', `/datasets/${id}`, { name: 'faces' })).toMatchObject({ status: 200 });
});

test('defaultLimit is the page size of requests without a limit', async () => {
  const { id, paperspace, path, versions } = given({ defaultLimit: 2 });
  for (let count = 0; count < 3; count += 1) paperspace.addVersion(id);

  expect((await versions(path)).items).toHaveLength(2);
  expect((await versions(`${path}?limit=3`)).items).toHaveLength(3);
});

describe('the options of the emulator', () => {
  test('default to the first choice of each answer', () => {
    const first = Object.fromEntries(Object.entries(answerChoices).map(([name, [choice]]) => [name, choice]));

    expect(defaultAnswers).toEqual(first);
  });

  test('are parsed from the command line into their types', () => {
    expect(parseAnswers([])).toEqual({});
    expect(parseAnswers(['tagHolder=stays', 'draftsInLists=false', 'defaultLimit=7'])).toEqual({
      tagHolder: 'stays',
      draftsInLists: false,
      defaultLimit: 7,
    });
  });

  test('are reported all at once when they are invalid', () => {
    const options = ['tagHolder=gone', 'tagHolders=moves', 'putTags', 'defaultLimit=121', 'toString=1'];

    expect(() => parseAnswers(options)).toThrow(
      [
        'answer "tagHolder" cannot be "gone": it is one of moves, conflict, stays',
        `unknown answer "tagHolders": it is one of ${Object.keys(answerChoices).join(', ')}`,
        'answer "putTags" has no value: write putTags=VALUE',
        'answer "defaultLimit" cannot be "121": it is a number from 1 to 120',
        `unknown answer "toString": it is one of ${Object.keys(answerChoices).join(', ')}`,
      ].join('\n'),
    );
  });
});
