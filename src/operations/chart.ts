import type { Version } from '../paperspace/schema.ts';
import type { SummaryBlock } from './operation.ts';

/** More points than this cannot be told apart in a summary. */
const MAX_POINTS = 50;

interface Point {
  readonly dtCreated: string;
  readonly bytes: number;
}

/** Bytes per committed version over time, of the newest versions whose size is known. Holds no more than it draws. */
export class SizeSeries {
  #points: Point[] = [];

  add({ dtCreated, usageBytes, isCommitted }: Pick<Version, 'dtCreated' | 'usageBytes' | 'isCommitted'>): void {
    if (!isCommitted || usageBytes === null || !/^\d{1,18}$/.test(usageBytes)) return;
    this.#points.push({ dtCreated, bytes: Number(usageBytes) });
    if (this.#points.length > 2 * MAX_POINTS) this.#trim();
  }

  /** The chart, in the largest unit that fits. Nothing where fewer than two sizes are known: one is no development. */
  chart(): SummaryBlock[] {
    this.#trim();
    if (this.#points.length < 2) return [];
    const { unit, factor } = unitFor(Math.max(...this.#points.map(({ bytes }) => bytes)));
    return [
      {
        kind: 'chart',
        title: `Size of versions (${unit})`,
        labels: this.#points.map(({ dtCreated }) => dtCreated.slice(0, 10)),
        values: this.#points.map(({ bytes }) => Number((bytes / factor).toFixed(3))),
      },
    ];
  }

  #trim(): void {
    this.#points.sort((a, b) => Date.parse(a.dtCreated) - Date.parse(b.dtCreated));
    this.#points = this.#points.slice(-MAX_POINTS);
  }
}

const UNITS = ['KiB', 'MiB', 'GiB', 'TiB'].map((unit, index) => ({ unit, factor: 1024 ** (index + 1) }));

function unitFor(bytes: number): { readonly unit: string; readonly factor: number } {
  return UNITS.findLast(({ factor }) => bytes >= factor) ?? { unit: 'B', factor: 1 };
}
