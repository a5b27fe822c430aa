import { EndlessListError, RepeatedCursorError } from './errors.ts';
import { MAX_PAGE_SIZE, type Page } from './schema.ts';

/** What to read of a list. */
export interface Reading {
  /** The cursor of an earlier page, to go on behind it. */
  readonly after?: string | undefined;
  /** The most items to read; undefined is all. */
  readonly limit?: number | undefined;
  /**
   * Whether to ask for the next page while this one is worked through. Off where the reader expects to stop early, so
   * that no request is made in vain.
   */
  readonly ahead?: boolean | undefined;
}

/** No dataset has this many versions, and no search this many pages without any. */
const MAX_PAGES = 100_000;
const MAX_EMPTY_PAGES = 1_000;

type Fetch<T> = (query: { after: string | undefined; limit: number }) => Promise<Page<T>>;

/**
 * Reads a list page by page, with one request ahead at most and one page in memory. The list ends where `nextPage` is
 * null or absent; a cursor that comes twice in a row, or again after others, is a {@link RepeatedCursorError}, and pages
 * without an end are an {@link EndlessListError}.
 */
export async function* pages<T>(list: string, fetch: Fetch<T>, reading: Reading = {}): AsyncGenerator<Page<T>> {
  const cursors = new CursorTrail(list);
  const length = new Length(list);
  let left = reading.limit ?? Number.POSITIVE_INFINITY;
  let next: Promise<Page<T>> | undefined = fetch({ after: reading.after, limit: Math.min(left, MAX_PAGE_SIZE) });
  while (next !== undefined) {
    const page: Page<T> = await next;
    left -= page.items.length;
    length.count(page);
    const after = cursors.follow(page.nextPage);
    const fetchNext = (): Promise<Page<T>> => fetch({ after, limit: Math.min(left, MAX_PAGE_SIZE) });
    const more = after !== undefined && left > 0;
    const ahead = more && reading.ahead === true ? fetchNext() : undefined;
    // A page that fails ahead of need is only reported when it is needed.
    ahead?.catch(() => undefined);
    yield page;
    next = ahead ?? (more ? fetchNext() : undefined);
  }
}

/** The items of {@link pages}, one by one. */
export async function* items<T>(list: string, fetch: Fetch<T>, reading: Reading = {}): AsyncGenerator<T> {
  for await (const page of pages(list, fetch, reading)) yield* page.items;
}

/** Notices a list that gives ever new cursors, and nothing or far too much with them. */
class Length {
  readonly #list: string;
  #pages = 0;
  #emptyInARow = 0;

  constructor(list: string) {
    this.#list = list;
  }

  count({ items }: Page<unknown>): void {
    this.#pages += 1;
    this.#emptyInARow = items.length === 0 ? this.#emptyInARow + 1 : 0;
    if (this.#pages > MAX_PAGES) throw new EndlessListError(this.#list, `more than ${MAX_PAGES} pages`);
    if (this.#emptyInARow > MAX_EMPTY_PAGES) {
      throw new EndlessListError(this.#list, `more than ${MAX_EMPTY_PAGES} pages without anything in them`);
    }
  }
}

/**
 * Notices a list that goes round in circles, in constant memory (Brent's way: compare with one remembered cursor,
 * which is renewed after 1, 2, 4, 8 ... pages).
 */
class CursorTrail {
  readonly #list: string;
  #remembered: string | undefined;
  #steps = 0;
  #power = 1;

  constructor(list: string) {
    this.#list = list;
  }

  follow(cursor: string | null | undefined): string | undefined {
    if (cursor === null || cursor === undefined || cursor === '') return undefined;
    if (cursor === this.#remembered) throw new RepeatedCursorError(this.#list);
    this.#steps += 1;
    if (this.#steps === this.#power) {
      this.#remembered = cursor;
      this.#power *= 2;
      this.#steps = 0;
    }
    return cursor;
  }
}
