import { PaginationError } from './errors.ts';
import { MAX_PAGE_SIZE, type Page } from './schema.ts';

/** The part of a list to read. */
interface PageOptions {
  /** The cursor of an earlier page, to continue after it. */
  readonly after?: string | undefined;
  /** The maximum number of items; undefined reads all. */
  readonly limit?: number | undefined;
  /**
   * Whether to request the next page while this one is processed. Off if the reader expects to stop early, so that
   * no request is wasted.
   */
  readonly ahead?: boolean | undefined;
}

/** No dataset has this many versions, and no search this many empty pages. */
const MAX_PAGES = 100_000;
const MAX_EMPTY_PAGES = 1_000;

type Fetch<T> = (query: { after: string | undefined; limit: number }) => Promise<Page<T>>;

/**
 * Reads a list page by page, with at most one request ahead and one page in memory. The list ends when `nextPage` is
 * null, empty or absent. Throws a {@link PaginationError} if a cursor repeats, or if the pages have no end.
 */
export async function* pages<T>(list: string, fetch: Fetch<T>, options: PageOptions = {}): AsyncGenerator<Page<T>> {
  const cursors = new Set<string>();
  let emptyInARow = 0;
  let left = options.limit ?? Number.POSITIVE_INFINITY;
  let next: Promise<Page<T>> | undefined = fetch({ after: options.after, limit: Math.min(left, MAX_PAGE_SIZE) });
  while (next !== undefined) {
    const page: Page<T> = await next;
    left -= page.items.length;
    emptyInARow = page.items.length === 0 ? emptyInARow + 1 : 0;
    if (emptyInARow > MAX_EMPTY_PAGES) {
      throw new PaginationError(list, `more than ${MAX_EMPTY_PAGES} empty pages in a row`);
    }
    const after = page.nextPage || undefined;
    if (after !== undefined) noteCursor(list, cursors, after);
    const fetchNext = (): Promise<Page<T>> => fetch({ after, limit: Math.min(left, MAX_PAGE_SIZE) });
    const more = after !== undefined && left > 0;
    const ahead = more && options.ahead === true ? fetchNext() : undefined;
    // A page that fails early is reported only once it is needed.
    ahead?.catch(() => undefined);
    yield page;
    next = ahead ?? (more ? fetchNext() : undefined);
  }
}

/** Throws a {@link PaginationError} for a cursor that was followed before, or one too many. */
function noteCursor(list: string, followed: Set<string>, cursor: string): void {
  if (followed.has(cursor)) throw new PaginationError(list, 'the API returned the same cursor twice');
  if (followed.size === MAX_PAGES) throw new PaginationError(list, `more than ${MAX_PAGES} pages`);
  followed.add(cursor);
}

/** Reads the items of {@link pages}, one by one. */
export async function* items<T>(list: string, fetch: Fetch<T>, options: PageOptions = {}): AsyncGenerator<T> {
  for await (const page of pages(list, fetch, options)) yield* page.items;
}
