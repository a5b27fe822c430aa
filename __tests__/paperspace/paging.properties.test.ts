import { expect, test } from '@jest/globals';
import * as fc from 'fast-check';
import { PaginationError } from '../../src/paperspace/errors.ts';
import { items, pages } from '../../src/paperspace/paging.ts';
import type { Page } from '../../src/paperspace/schema.ts';
import { holds } from '../support/property.ts';
import { collect, listedPages, numbers } from '../support/responses.ts';

test('every item is returned once, in order and up to the limit, with the minimum number of requests', async () => {
  const reading = fc.record({
    count: fc.nat({ max: 700 }),
    largest: fc.integer({ min: 1, max: 200 }),
    start: fc.nat({ max: 700 }),
    limit: fc.option(fc.integer({ min: 1, max: 700 }), { nil: undefined }),
    ahead: fc.boolean(),
  });
  await holds(
    fc.asyncProperty(reading, async ({ count, largest, start, limit, ahead }) => {
      const first = Math.min(start, count);
      const { fetch, queries, maxInFlight } = listedPages(count, largest);
      const wanted = Math.min(limit ?? count, count - first);

      expect(await collect(items('things', fetch, { after: String(first), limit, ahead }))).toEqual(
        numbers(wanted, first),
      );
      expect(queries).toHaveLength(Math.max(1, Math.ceil(wanted / Math.min(largest, 120))));
      expect(maxInFlight()).toBe(1);
    }),
  );
});

test('stopping early wastes at most one page, and none without reading ahead', async () => {
  await holds(
    fc.asyncProperty(fc.integer({ min: 1, max: 10 }), fc.boolean(), async (stopAfter, ahead) => {
      const { fetch, queries } = listedPages(2_000);
      let read = 0;

      for await (const _page of pages('things', fetch, { ahead })) {
        read += 1;
        if (read === stopAfter) break;
      }

      expect(queries).toHaveLength(stopAfter + (ahead ? 1 : 0));
    }),
  );
});

test('a cycle of cursors is detected at the first cursor that repeats', async () => {
  await holds(
    fc.asyncProperty(fc.nat({ max: 60 }), fc.integer({ min: 1, max: 60 }), async (beginning, circle) => {
      let queries = 0;
      const fetch = async (): Promise<Page<number>> => {
        const place = queries < beginning ? queries : beginning + ((queries - beginning) % circle);
        queries += 1;
        return { items: [place], hasMore: true, nextPage: `cursor ${place}` };
      };

      await expect(collect(items('things', fetch))).rejects.toThrow(PaginationError);
      expect(queries).toBe(beginning + circle + 1);
    }),
  );
});
