import type { Page } from '../paperspace/schema.ts';
import type { Context, Report, SummaryBlock } from './operation.ts';
import type { Outputs } from './outputs.ts';

const MAX_ROWS = 100;

/**
 * Gathers a list for the outputs and the summary while its items go straight into the result file, so that memory
 * grows only with what is put out.
 */
export class ListReport<T> {
  readonly #context: Context;
  readonly #columns: readonly string[];
  readonly #row: (item: T) => readonly string[];
  readonly #rows: (readonly string[])[] = [];
  #count = 0;
  #nextPage = '';

  constructor(context: Context, columns: readonly string[], row: (item: T) => readonly string[]) {
    this.#context = context;
    this.#columns = columns;
    this.#row = row;
  }

  /** Adds the items of a page that `keep` lets through. */
  async addPage(page: Page<T>, keep: (item: T) => boolean = () => true): Promise<void> {
    for (const item of page.items) {
      if (!keep(item)) continue;
      this.#count += 1;
      if (this.#rows.length < MAX_ROWS) this.#rows.push(this.#row(item));
      await this.#context.result.item(item);
    }
    this.#nextPage = page.nextPage ?? '';
  }

  finish(what: string, outputs: Outputs, more: readonly SummaryBlock[] = []): Report {
    const headline = `Found ${this.#count} ${what}`;
    return {
      outcome: this.#count === 0 ? 'none' : 'found',
      headline,
      outputs: { ...outputs, count: this.#count, 'next-page': this.#nextPage },
      summary: [
        {
          kind: 'table',
          caption: headline,
          columns: this.#columns,
          rows: this.#rows,
          omitted: this.#count - this.#rows.length,
        },
        ...more,
      ],
    };
  }
}
