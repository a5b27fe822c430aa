/** Reports results: as outputs, as the output `result`, and as blocks of the summary. */
import { isDeepStrictEqual } from 'node:util';
import { formatCount, formatExactBytes, formatInteger, formatList, formatTime, formatUsage } from '../net/format.ts';
import type { Log } from '../net/system.ts';
import type { Dataset, Page, Version } from '../paperspace/schema.ts';
import {
  datasetOutputs,
  type Outcome,
  type Outputs,
  type Report,
  type Step,
  type SummaryBlock,
  type SummaryText,
  versionOutputs,
} from './step.ts';

/** Reports one dataset: its outputs, the API's response as `result`, and its facts. `done` begins the headline. */
export async function reportDataset(step: Step, outcome: Outcome, done: string, dataset: Dataset): Promise<Report> {
  step.output(datasetOutputs(dataset));
  await step.summary({
    kind: 'facts',
    facts: [
      ['Dataset', dataset.name ?? '(no name)'],
      ['ID', dataset.id],
      ['Description', dataset.description ?? ''],
      ['Public', dataset.isPublic ? 'yes' : 'no'],
      ['Storage provider', dataset.storageProviderId ?? ''],
      ['Created', formatTime(dataset.dtCreated)],
    ],
  });
  await step.result(dataset);
  const { id, name } = dataset;
  return { outcome, headline: `${done} dataset ${name === null ? id : `${name} (${id})`}` };
}

/** Reports one version: its outputs, the API's response as `result`, and its facts. */
export async function reportVersion(
  step: Step,
  outcome: Outcome,
  headline: string,
  version: Version,
  more: Outputs = {},
): Promise<Report> {
  step.output({ ...versionOutputs(version), ...more });
  await step.summary(versionFacts(version, more));
  await step.result(version);
  return { outcome, headline };
}

/** Reports what a dry run would have done, in the infinitive. Sets only outputs that are already known. */
export async function reportDryRun(step: Step, would: string, outputs: Outputs): Promise<Report> {
  step.output(outputs);
  await step.summary({ kind: 'note', text: 'Nothing was changed.' });
  await step.result({ 'dry-run': true, would });
  return { outcome: 'none', headline: `Dry run: would ${would}` };
}

/** Describes a change of fields for a dry run, as `set name to "x" and description to null`. */
export function describeChange(fields: Readonly<Record<string, unknown>>): string {
  const changes = Object.entries(fields).filter(([, value]) => value !== undefined);
  const parts = changes.map(([field, value]) => `${field} to ${JSON.stringify(value)}`);
  return `set ${formatList(parts)}`;
}

/** Describes tags, as `` tag `a` ``, `` tags `a`, `b` `` or `no tags`. */
export function describeTags(tags: readonly string[]): string {
  if (tags.length === 0) return 'no tags';
  return `${tags.length === 1 ? 'tag' : 'tags'} ${tags.map((tag) => `\`${tag}\``).join(', ')}`;
}

/**
 * Returns the facts of a version, and of the changes to its files. If the step knows the files, the size that
 * the API reports is omitted, because it may be out of date.
 */
export function versionFacts(version: Version, { files, bytes, ...outputs }: Outputs = {}): SummaryBlock {
  const count = (value: number | undefined): string => (value === undefined ? '' : formatInteger(value));
  const facts: readonly (readonly [label: string, value: SummaryText])[] = [
    ['Reference', `${version.datasetId}:${version.version}`],
    ['State', version.isCommitted ? 'committed' : 'draft'],
    ['Tags', version.tags.join(', ')],
    ['Message', version.message ?? ''],
    ['URL', version.url ?? ''],
    ['Created', formatTime(version.dtCreated)],
    ['Files', count(files)],
    ['Size', bytes === undefined ? formatUsage(version.usageBytes) : formatExactBytes(bytes)],
    ['Uploaded', count(outputs['files-uploaded'])],
    ['Copied', count(outputs['files-copied'])],
    ['Unchanged', count(outputs['files-unchanged'])],
    ['Manifest SHA-256', outputs['manifest-digest'] ?? ''],
  ];
  return { kind: 'facts', facts };
}

const MAX_ROWS = 100;

/** A list to report. */
interface Listing<T> {
  /** One item, as in `Found 2 versions`. */
  readonly noun: string;
  readonly pages: Iterable<Page<T>> | AsyncIterable<Page<T>>;
  /** The columns of the table, each with the text of its cells. */
  readonly columns: Readonly<Record<string, (item: T) => string>>;
  /** Returns whether to report an item. */
  readonly keep?: (item: T) => boolean;
  readonly outputs: Outputs;
  /** The sizes of the items, drawn below the table. Read once all pages are. */
  readonly sizes?: SizeSeries;
}

/** Reports a list. Its items go straight into the result file, so that a long list takes no memory. */
export async function reportList<T>(
  step: Step,
  { noun, pages, columns, keep = () => true, outputs, sizes }: Listing<T>,
): Promise<Report> {
  const rows: string[][] = [];
  let count = 0;
  let nextPage: string | null | undefined;
  for await (const page of pages) {
    const kept = page.items.filter(keep);
    count += kept.length;
    rows.push(...kept.slice(0, MAX_ROWS - rows.length).map((item) => Object.values(columns).map((cell) => cell(item))));
    await step.appendResult(kept);
    nextPage = page.nextPage;
  }
  step.output({ ...outputs, count, 'next-page': nextPage ?? '' });
  const table = { kind: 'table', columns: Object.keys(columns), rows, omitted: count - rows.length } as const;
  await step.summary(table, ...(sizes?.chart() ?? []));
  return { outcome: count === 0 ? 'none' : 'found', headline: `Found ${formatCount(count, noun)}` };
}

/** Fewer bars do not show a trend. */
const MIN_BARS = 3;
/** More bars than this make the chart taller than a screen. */
const MAX_BARS = 20;
/** Mermaid draws labels of this form and length unchanged and without overlap. */
const DRAWABLE_TAG = /^[\w.:+/()-]{1,24}$/;

type SizedVersion = Pick<Version, 'version' | 'tags' | 'dtCreated' | 'usageBytes' | 'isCommitted'>;

interface Bar extends Pick<Version, 'version' | 'tags' | 'dtCreated'> {
  readonly bytes: number;
}

/** Collects the sizes of committed versions for a chart, and holds at most twice as many as it draws. */
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

/** Warns if the API reports tags other than those that were sent. */
export function warnIfTagsDiffer(log: Log, version: Version, wanted: readonly string[]): void {
  if (isDeepStrictEqual(new Set(version.tags), new Set(wanted))) return;
  log.warning(
    `Version ${version.datasetId}:${version.version} should have ${describeTags(wanted)}, but the API reports ${describeTags(version.tags)}`,
  );
}
