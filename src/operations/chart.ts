import type { Version } from '../paperspace/schema.ts';
import type { SummaryBlock } from './step.ts';

/** Two sizes are no development. */
const MIN_BARS = 3;
/** More bars than this make the chart higher than a screen. */
const MAX_BARS = 20;
/** Mermaid draws labels of this form, and as short as this, as they are and beside each other. */
const DRAWABLE_TAG = /^[\w.:+/()-]{1,24}$/;

type SizedVersion = Pick<Version, 'version' | 'tags' | 'dtCreated' | 'usageBytes' | 'isCommitted'>;

interface Bar extends Pick<Version, 'version' | 'tags' | 'dtCreated'> {
  readonly bytes: number;
}

/** Collects the sizes of committed versions for a chart, and holds no more of them than it draws. */
export class SizeSeries {
  #bars: Bar[] = [];

  /** Adds a version. Drafts and versions of unknown size are left out. */
  add({ version, tags, dtCreated, usageBytes, isCommitted }: SizedVersion): void {
    if (!isCommitted || usageBytes === null || !/^\d{1,18}$/.test(usageBytes)) return;
    this.#bars.push({ version, tags, dtCreated, bytes: Number(usageBytes) });
    if (this.#bars.length > 2 * MAX_BARS) this.#keepNewest();
  }

  /** Returns the chart of the newest versions, the newest first as in a list, or nothing for fewer than three. */
  chart(): SummaryBlock[] {
    this.#keepNewest();
    if (this.#bars.length < MIN_BARS) return [];
    const { unit, factor } = unitFor(Math.max(...this.#bars.map(({ bytes }) => bytes)));
    return [
      {
        kind: 'chart',
        title: 'Size of versions',
        unit,
        labels: labelsOf(this.#bars),
        values: this.#bars.map(({ bytes }) => Number((bytes / factor).toFixed(3))),
      },
    ];
  }

  #keepNewest(): void {
    this.#bars.sort((a, b) => Date.parse(b.dtCreated) - Date.parse(a.dtCreated));
    this.#bars = this.#bars.slice(0, MAX_BARS);
  }
}

/** Returns a tag for each version, else its ID. No label occurs twice: Mermaid draws bars of one label as one bar. */
function labelsOf(bars: readonly Bar[]): string[] {
  const taken = new Set(bars.map(({ version }) => version));
  return bars.map(({ version, tags }) => {
    const label = tags.find((tag) => DRAWABLE_TAG.test(tag) && !taken.has(tag)) ?? version;
    taken.add(label);
    return label;
  });
}

const UNITS = ['KiB', 'MiB', 'GiB', 'TiB'].map((unit, index) => ({ unit, factor: 1024 ** (index + 1) }));

function unitFor(bytes: number): { readonly unit: string; readonly factor: number } {
  return UNITS.findLast(({ factor }) => bytes >= factor) ?? { unit: 'bytes', factor: 1 };
}
