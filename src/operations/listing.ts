import type { Page } from '../paperspace/schema.ts';
import type { Outputs } from './outputs.ts';
import type { Report, Step, SummaryBlock } from './step.ts';

const MAX_ROWS = 100;

/**
 * Gathers a list for the outputs and the summary while its items go straight into the result file, so that memory
 * grows only with what is put out.
 */
export class ListReport<T> {
  readonly #step: Step;
  readonly #columns: readonly string[];
  readonly #row: (item: T) => readonly string[];
  readonly #rows: (readonly string[])[] = [];
  #count = 0;
  #nextPage = '';

  constructor(step: Step, columns: readonly string[], row: (item: T) => readonly string[]) {
    this.#step = step;
    this.#columns = columns;
    this.#row = row;
  }

  /** Adds the items of a page that `keep` lets through. */
  async addPage(page: Page<T>, keep: (item: T) => boolean = () => true): Promise<void> {
    const kept = page.items.filter(keep);
    this.#count += kept.length;
    this.#rows.push(...kept.slice(0, MAX_ROWS - this.#rows.length).map((item) => this.#row(item)));
    await this.#step.appendResult(kept);
    this.#nextPage = page.nextPage ?? '';
  }

  /** Reports what was found, with the other outputs and what follows the table in the summary. */
  async finish(what: string, outputs: Outputs, more: readonly SummaryBlock[] = []): Promise<Report> {
    const headline = `Found ${this.#count} ${what}`;
    this.#step.output({ ...outputs, count: this.#count, 'next-page': this.#nextPage });
    const omitted = this.#count - this.#rows.length;
    await this.#step.summary(
      { kind: 'table', caption: headline, columns: this.#columns, rows: this.#rows, omitted },
      ...more,
    );
    return { outcome: this.#count === 0 ? 'none' : 'found', headline };
  }
}
