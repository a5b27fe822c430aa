import type { Dataset, Page, Version } from '../paperspace/schema.ts';
import { datasetOutputs, type Outcome, type Outputs, versionOutputs } from './outputs.ts';
import type { Report, Step, SummaryBlock } from './step.ts';

/** Reports one dataset: its outputs, the answer as `result`, and its facts. */
export async function reportDataset(step: Step, outcome: Outcome, headline: string, dataset: Dataset): Promise<Report> {
  step.output(datasetOutputs(dataset));
  await step.summary(datasetFacts(dataset));
  await step.result(dataset);
  return { outcome, headline };
}

/** Reports one version: its outputs, the answer as `result`, and its facts. */
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

/** Reports what a dry run would have done. What is known already becomes outputs, and nothing else. */
export async function reportDryRun(step: Step, would: string, outputs: Outputs): Promise<Report> {
  step.output(outputs);
  await step.summary({ kind: 'note', text: 'Nothing was changed.' });
  await step.result({ 'dry-run': true, would });
  return { outcome: 'none', headline: `Dry run: would ${would}` };
}

export function datasetFacts(dataset: Dataset): SummaryBlock {
  return {
    kind: 'facts',
    facts: [
      ['Dataset', dataset.name ?? '(no name)'],
      ['ID', dataset.id],
      ['Description', dataset.description ?? ''],
      ['Public', dataset.isPublic ? 'yes' : 'no'],
      ['Storage provider', dataset.storageProviderId ?? ''],
      ['Created', dataset.dtCreated],
    ],
  };
}

/** The facts of a version, and of what the step did with its files. */
export function versionFacts(version: Version, { files, bytes, ...outputs }: Outputs = {}): SummaryBlock {
  const transfer = [
    ['Files', bytes === undefined ? String(files ?? '') : `${files} (${bytes} bytes)`],
    ['Uploaded', String(outputs['files-uploaded'] ?? '')],
    ['Copied', String(outputs['files-copied'] ?? '')],
    ['There already', String(outputs['files-unchanged'] ?? '')],
    ['SHA-256 of the manifest', outputs['manifest-digest'] ?? ''],
  ] as const;
  return {
    kind: 'facts',
    facts: [
      ['Reference', `${version.datasetId}:${version.version}`],
      ['State', version.isCommitted ? 'committed' : 'draft'],
      ['Tags', version.tags.join(', ')],
      ['Message', version.message ?? ''],
      ['Bytes', version.usageBytes ?? ''],
      ['URL', version.url ?? ''],
      ['Created', version.dtCreated],
      ...transfer.filter(([, value]) => value !== ''),
    ],
  };
}

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
