import { PaginationError } from './errors.ts';
import { MAX_PAGE_SIZE, type Page } from './schema.ts';

/** Which part of a list to read. */
export interface PageOptions {
  /** The cursor of an earlier page, to continue after it. */
  readonly after?: string | undefined;
  /** The maximum number of items; undefined reads all. */
  readonly limit?: number | undefined;
  /**
   * Whether to request the next page while this one is processed. Off where the reader expects to stop early, so that
   * no request is wasted.
   */
  readonly ahead?: boolean | undefined;
}

/** No dataset has this many versions, and no search this many empty pages. */
const MAX_PAGES = 100_000;
const MAX_EMPTY_PAGES = 1_000;

type Fetch<T> = (query: { after: string | undefined; limit: number }) => Promise<Page<T>>;

/**
 * Reads a list page by page, with at most one request ahead and one page in memory. The list ends where `nextPage` is
 * null or absent. Throws a {@link PaginationError} if a cursor repeats, in a row or later, or if the pages have no end.
 */
export async function* pages<T>(list: string, fetch: Fetch<T>, options: PageOptions = {}): AsyncGenerator<Page<T>> {
  const cursors = new CycleDetector(list);
  const counter = new PageCounter(list);
  let left = options.limit ?? Number.POSITIVE_INFINITY;
  let next: Promise<Page<T>> | undefined = fetch({ after: options.after, limit: Math.min(left, MAX_PAGE_SIZE) });
  while (next !== undefined) {
    const page: Page<T> = await next;
    left -= page.items.length;
    counter.count(page);
    const after = cursors.follow(page.nextPage);
    const fetchNext = (): Promise<Page<T>> => fetch({ after, limit: Math.min(left, MAX_PAGE_SIZE) });
    const more = after !== undefined && left > 0;
    const ahead = more && options.ahead === true ? fetchNext() : undefined;
    // A page that fails early is reported only once it is needed.
    ahead?.catch(() => undefined);
    yield page;
    next = ahead ?? (more ? fetchNext() : undefined);
  }
}

/** Reads the items of {@link pages}, one by one. */
export async function* items<T>(list: string, fetch: Fetch<T>, options: PageOptions = {}): AsyncGenerator<T> {
  for await (const page of pages(list, fetch, options)) yield* page.items;
}

/** Detects a list that returns ever new cursors, with no items or far too many. */
class PageCounter {
  readonly #list: string;
  #pages = 0;
  #emptyInARow = 0;

  constructor(list: string) {
    this.#list = list;
  }

  count({ items }: Page<unknown>): void {
    this.#pages += 1;
    this.#emptyInARow = items.length === 0 ? this.#emptyInARow + 1 : 0;
    if (this.#pages > MAX_PAGES) throw new PaginationError(this.#list, `more than ${MAX_PAGES} pages`);
    if (this.#emptyInARow > MAX_EMPTY_PAGES) {
      throw new PaginationError(this.#list, `more than ${MAX_EMPTY_PAGES} empty pages in a row`);
    }
  }
}

/**
 * Detects cursors that repeat, in constant memory (Brent's algorithm: compare with one remembered cursor, which is
 * replaced after 1, 2, 4, 8 ... pages).
 */
class CycleDetector {
  readonly #list: string;
  #remembered: string | undefined;
  #steps = 0;
  #power = 1;

  constructor(list: string) {
    this.#list = list;
  }

  follow(cursor: string | null | undefined): string | undefined {
    if (cursor === null || cursor === undefined || cursor === '') return undefined;
    if (cursor === this.#remembered) throw new PaginationError(this.#list, 'the API returned the same cursor twice');
    this.#steps += 1;
    if (this.#steps === this.#power) {
      this.#remembered = cursor;
      this.#power *= 2;
      this.#steps = 0;
    }
    return cursor;
  }
}
