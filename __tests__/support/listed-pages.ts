import type { Page } from '../../src/paperspace/schema.ts';

/** A list of numbers that is read page by page, with what it was asked for. */
export interface ListedPages {
  readonly fetch: (query: { after: string | undefined; limit: number }) => Promise<Page<number>>;
  /** The queries, each as `AFTER/LIMIT`. */
  readonly asked: readonly string[];
  /** How many pages were asked for and not given yet, at most. */
  readonly mostInFlight: () => number;
}

/** The numbers from 0 up to `count`, in pages of at most `largest`; the cursor is the next number. */
export function listedPages(count: number, largest = 120, ending: { nextPage?: null } = {}): ListedPages {
  const asked: string[] = [];
  let inFlight = 0;
  let mostInFlight = 0;
  return {
    asked,
    mostInFlight: () => mostInFlight,
    fetch: async ({ after, limit }) => {
      asked.push(`${after ?? ''}/${limit}`);
      inFlight += 1;
      mostInFlight = Math.max(mostInFlight, inFlight);
      await new Promise((resolve) => setImmediate(resolve));
      inFlight -= 1;
      const start = Number(after ?? 0);
      const end = Math.min(count, start + Math.min(limit, largest));
      const items = Array.from({ length: end - start }, (_, index) => start + index);
      return { items, hasMore: end < count, ...(end < count ? { nextPage: String(end) } : ending) };
    },
  };
}

export async function gathered<T>(items: AsyncIterable<T>): Promise<T[]> {
  const all: T[] = [];
  for await (const item of items) all.push(item);
  return all;
}

export function numbers(count: number, start = 0): number[] {
  return Array.from({ length: count }, (_, index) => start + index);
}
