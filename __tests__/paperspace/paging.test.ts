import { describe, expect, test } from '@jest/globals';
import { PaginationError } from '../../src/paperspace/errors.ts';
import { items, pages } from '../../src/paperspace/paging.ts';
import type { Page } from '../../src/paperspace/schema.ts';
import { collect, listedPages, numbers } from '../support/responses.ts';

/** A list whose pages have one item each and these cursors. */
function withCursors(...cursors: readonly (string | null | undefined)[]) {
  let number = 0;
  return {
    queries: () => number,
    fetch: async (): Promise<Page<number>> => {
      const nextPage = cursors[number];
      number += 1;
      return { items: [number], hasMore: true, nextPage };
    },
  };
}

describe('reading a list to its end', () => {
  test('requests pages of 120 items', async () => {
    const { fetch, queries } = listedPages(300);

    expect(await collect(items('things', fetch))).toEqual(numbers(300));
    expect(queries).toEqual(['/120', '120/120', '240/120']);
  });

  test('returns all items if pages are smaller than requested', async () => {
    const { fetch, queries } = listedPages(5, 2);

    expect(await collect(items('things', fetch))).toEqual(numbers(5));
    expect(queries).toEqual(['/120', '2/120', '4/120']);
  });

  test.each([[{}], [{ nextPage: null }]])('stops at a last page with the cursor %j', async (ending) => {
    const { fetch, queries } = listedPages(121, 120, ending);

    expect(await collect(items('things', fetch))).toHaveLength(121);
    expect(queries).toHaveLength(2);
  });

  test.each([null, undefined, ''])('stops at the cursor %j, regardless of `hasMore`', async (last) => {
    const list = withCursors('a', last);

    expect(await collect(items('things', list.fetch))).toEqual([1, 2]);
    expect(list.queries()).toBe(2);
  });

  test('continues after a page without items', async () => {
    const fetch = async ({ after }: { after: string | undefined }): Promise<Page<number>> =>
      after === undefined ? { items: [], hasMore: true, nextPage: 'b' } : { items: [1], hasMore: false };

    expect(await collect(items('things', fetch))).toEqual([1]);
  });

  test('starts at a given cursor', async () => {
    const { fetch, queries } = listedPages(300);

    expect(await collect(items('things', fetch, { after: '250' }))).toEqual(numbers(50, 250));
    expect(queries).toEqual(['250/120']);
  });
});

describe('a limit', () => {
  test.each([
    [1, ['/1']],
    [119, ['/119']],
    [120, ['/120']],
    [121, ['/120', '120/1']],
    [240, ['/120', '120/120']],
    [250, ['/120', '120/120', '240/10']],
  ])('of %i requests no more items than needed', async (limit, expected) => {
    for (const ahead of [false, true]) {
      const { fetch, queries } = listedPages(1_000);

      expect(await collect(items('things', fetch, { limit, ahead }))).toEqual(numbers(limit));
      expect(queries).toEqual(expected);
    }
  });

  test('above the length of the list reads all of it', async () => {
    const { fetch, queries } = listedPages(130);

    expect(await collect(items('things', fetch, { limit: 1_000 }))).toEqual(numbers(130));
    expect(queries).toEqual(['/120', '120/120']);
  });

  test('returns the cursor of the last page', async () => {
    const read = await collect(pages('things', listedPages(300).fetch, { limit: 130 }));

    expect(read.map(({ nextPage }) => nextPage)).toEqual(['120', '130']);
  });
});

describe('reading ahead', () => {
  test('requests only the next page while the current one is processed', async () => {
    const { fetch, queries, maxInFlight } = listedPages(480);
    const queriesAtEachPage: number[] = [];

    for await (const _page of pages('things', fetch, { ahead: true })) queriesAtEachPage.push(queries.length);

    expect(queriesAtEachPage).toEqual([2, 3, 4, 4]);
    expect(maxInFlight()).toBe(1);
  });

  test('is off by default', async () => {
    const { fetch, queries } = listedPages(480);

    for await (const item of items('things', fetch)) if (item === 119) break;

    expect(queries).toEqual(['/120']);
  });

  test('reports the failure of a page only when that page is needed', async () => {
    const { fetch } = listedPages(480);
    const failing: typeof fetch = (query) =>
      query.after === '120' ? Promise.reject(new Error('the second page failed')) : fetch(query);
    const read: number[] = [];

    const reading = (async () => {
      for await (const page of pages('things', failing, { ahead: true })) {
        await new Promise((resolve) => setImmediate(resolve));
        read.push(page.items.length);
      }
    })();

    await expect(reading).rejects.toThrow('the second page failed');
    expect(read).toEqual([120]);
  });

  test('ignores the failure of a page that is never needed', async () => {
    const { fetch } = listedPages(480);
    const failing: typeof fetch = (query) =>
      query.after === '120' ? Promise.reject(new Error('the second page failed')) : fetch(query);

    for await (const _page of pages('things', failing, { ahead: true })) {
      await new Promise((resolve) => setImmediate(resolve));
      break;
    }

    expect(await collect(pages('things', fetch, { limit: 1 }))).toHaveLength(1);
  });
});

describe('a list with a cycle of cursors is an error', () => {
  test.each([
    ['the same cursor twice in a row', ['a', 'a'], 2],
    ['two cursors by turns', ['a', 'b', 'a', 'b'], 3],
    ['a circle of three behind a beginning', ['x', 'y', 'a', 'b', 'c', 'a', 'b', 'c', 'a', 'b', 'c'], 6],
  ])('%s', async (_name, cursors, requests) => {
    const list = withCursors(...cursors);

    await expect(collect(items('things', list.fetch))).rejects.toThrow(PaginationError);
    expect(list.queries()).toBe(requests);
  });
});
