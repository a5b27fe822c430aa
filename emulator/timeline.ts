/** Items in order of creation. Iterating from a later position costs no more than from the first. */

/** The position of an item: its creation time and a sequence number, since times can be equal. */
export interface Position {
  /** Milliseconds since the Unix epoch. */
  readonly createdMs: number;
  readonly sequence: number;
}

export type Order = 'asc' | 'desc';

export class Timeline<T extends Position> {
  readonly #oldestFirst: T[] = [];

  add(item: T): void {
    this.#oldestFirst.splice(this.#countBefore(item), 0, item);
  }

  remove(item: T): void {
    const index = this.#countBefore(item);
    if (this.#oldestFirst[index] === item) this.#oldestFirst.splice(index, 1);
  }

  /** Iterates over the items after `after`, which may have been deleted, or over all. */
  *walk(order: Order, after?: Position): Generator<T> {
    const items = this.#oldestFirst;
    const step = order === 'asc' ? 1 : -1;
    let index = this.#firstIndex(order, after);
    for (let item = items[index]; item !== undefined; item = items[index]) {
      yield item;
      index += step;
    }
  }

  #firstIndex(order: Order, after: Position | undefined): number {
    if (after === undefined) return order === 'asc' ? 0 : this.#oldestFirst.length - 1;
    const index = this.#countBefore(after);
    if (order === 'desc') return index - 1;
    const there = this.#oldestFirst[index];
    return there !== undefined && compare(there, after) === 0 ? index + 1 : index;
  }

  #countBefore(position: Position): number {
    const newest = this.#oldestFirst.at(-1);
    if (newest === undefined || compare(newest, position) < 0) return this.#oldestFirst.length;
    let low = 0;
    let high = this.#oldestFirst.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      const item = this.#oldestFirst[middle];
      if (item !== undefined && compare(item, position) < 0) low = middle + 1;
      else high = middle;
    }
    return low;
  }
}

function compare(left: Position, right: Position): number {
  return left.createdMs - right.createdMs || left.sequence - right.sequence;
}
