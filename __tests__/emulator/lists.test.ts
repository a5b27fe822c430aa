import { describe, expect, test } from '@jest/globals';
import { emulateInProcess } from '../../emulator/in-process.ts';
import { seededRandom } from '../../emulator/random.ts';
import { seed } from '../../emulator/seed.ts';
import { everyPage, requestsThrough } from '../support/api.ts';

function given(versions: number, everyMs = 1000) {
  const { sendRequest, paperspace } = emulateInProcess({ random: seededRandom(1) });
  const [dataset] = seed(paperspace, { versions, everyMs });
  const id = dataset?.id ?? '';
  const oldestFirst = paperspace.versions(id).map(({ version }) => version);
  return { ...requestsThrough(sendRequest), paperspace, id, path: `/datasets/${id}/versions`, oldestFirst };
}

describe('paging', () => {
  test('items are sorted newest first, ten per page, by default', async () => {
    const { path, oldestFirst, versions } = given(12);

    const newest = await versions(path);
    const oldest = await versions(`${path}?order=asc&limit=3&orderBy=dtCreated`);

    expect(newest.items.map(({ version }) => version)).toEqual(oldestFirst.toReversed().slice(0, 10));
    expect(newest.hasMore).toBe(true);
    expect(oldest.items.map(({ version }) => version)).toEqual(oldestFirst.slice(0, 3));
  });

  test.each(['asc', 'desc'])('pages continue without gaps (%s)', async (order) => {
    const { path, oldestFirst, versions } = given(11);

    const read = await everyPage(versions, `${path}?order=${order}&limit=4`);

    expect(read.map(({ version }) => version)).toEqual(order === 'asc' ? oldestFirst : oldestFirst.toReversed());
  });

  test('versions of the same millisecond have a fixed order', async () => {
    const { path, oldestFirst, versions } = given(11, 0);

    const read = await everyPage(versions, `${path}?limit=2`);

    expect(read.map(({ version }) => version)).toEqual(oldestFirst.toReversed());
  });

  test('a list that fills its last page has no further page', async () => {
    const { path, versions } = given(4);

    expect(await versions(`${path}?limit=4`)).toMatchObject({ hasMore: false, nextPage: null });
    expect(await versions(`${path}?limit=3`)).toMatchObject({ hasMore: true, nextPage: expect.any(String) });
  });

  test('creations and deletions between pages neither hide nor repeat other items', async () => {
    const { send, id, path, oldestFirst, paperspace, versions } = given(12);
    const toDelete = [...oldestFirst];

    const read = await everyPage(versions, `${path}?limit=2`, async () => {
      paperspace.addVersion(id);
      paperspace.addVersion(id);
      // The last item of a page already read, which its cursor names.
      await send('DELETE', `${path}/${toDelete.splice(-2, 2)[0]}`);
    });

    expect(read.map(({ version }) => version)).toEqual(oldestFirst.toReversed());
  });

  test('a version with an earlier creation time is listed in its place', async () => {
    const { id, path, oldestFirst, paperspace, versions } = given(2);
    const early = paperspace.addVersion(id, { createdMs: 0 });

    const read = await versions(path);

    expect(read.items.map(({ version }) => version)).toEqual([...oldestFirst.toReversed(), early.version]);
  });

  test('the limit can change between pages', async () => {
    const { path, oldestFirst, versions } = given(6);
    const first = await versions(`${path}?limit=2`);

    const second = await versions(`${path}?limit=3&after=${first.nextPage}`);

    expect(second.items.map(({ version }) => version)).toEqual(oldestFirst.toReversed().slice(2, 5));
  });

  test.each([
    ['another order', (path: string, cursor: string) => `${path}?order=asc&after=${cursor}`],
    ['another filter', (path: string, cursor: string) => `${path}?tags=v1&after=${cursor}`],
    ['another list', (_path: string, cursor: string) => `/datasets?after=${cursor}`],
    ['a changed cursor', (path: string, cursor: string) => `${path}?after=${cursor.slice(0, -2)}AA`],
    ['an offset', (path: string) => `${path}?after=2`],
    ['nothing', (path: string) => `${path}?after=`],
  ])('a cursor is valid only for its own list: %s is a 400', async (_name, send) => {
    const given6 = given(6);
    const { nextPage } = await given6.versions(`${given6.path}?limit=2`);

    expect(await given6.send('GET', send(given6.path, nextPage ?? ''))).toMatchObject({ status: 400 });
  });

  test('datasets are paged like versions', async () => {
    const { sendRequest, paperspace } = emulateInProcess();
    const seeded = seed(paperspace, { datasets: 5 });

    const read = await everyPage(requestsThrough(sendRequest).datasets, '/datasets?order=asc&limit=2');

    expect(read).toEqual(seeded);
    expect(seeded.map(({ name }) => name)).toEqual(['seeded-1', 'seeded-2', 'seeded-3', 'seeded-4', 'seeded-5']);
  });

  test('ten thousand versions can be paged through', async () => {
    const { path, oldestFirst, versions } = given(10_000);

    const read = await everyPage(versions, `${path}?limit=120`);

    expect(read.map(({ version }) => version)).toEqual(oldestFirst.toReversed());
  });
});
