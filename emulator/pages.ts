/** One page of a list. */
import type { Page } from '../src/paperspace/schema.ts';
import type { Context } from './context.ts';
import { Refusal } from './refusals.ts';
import type { Order, Position, Timeline } from './timeline.ts';

export interface PageQuery {
  readonly after?: string | undefined;
  readonly limit?: number | undefined;
  readonly order: Order;
}

/** Returns a page. `filters` is whatever else the list depends on: a cursor is refused by every other list. */
export function pageOf<T extends Position, TShown>(
  { answers, cursors }: Pick<Context, 'answers' | 'cursors'>,
  timeline: Timeline<T>,
  { after, limit = answers.defaultLimit, order }: PageQuery,
  filters: readonly string[],
  belongs: (item: T) => boolean,
  show: (item: T) => TShown,
): Page<TShown> {
  const list = JSON.stringify([order, ...filters]);
  const start = after === undefined ? undefined : cursors.open(after, list);
  if (after !== undefined && start === undefined) {
    throw new Refusal(400, 'Input validation failed', [{ path: 'after', message: 'is not a cursor of this list' }]);
  }
  const found: T[] = [];
  for (const item of timeline.walk(order, start)) {
    if (!belongs(item)) continue;
    found.push(item);
    if (found.length > limit) break;
  }
  const items = found.slice(0, limit);
  const last = items.at(-1);
  const ending = answers.lastPage === 'null' ? { nextPage: null } : {};
  const hasMore = found.length > limit && last !== undefined;
  return { items: items.map(show), hasMore, ...(hasMore ? { nextPage: cursors.seal(last, list) } : ending) };
}
