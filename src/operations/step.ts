/** The interface through which operations report outputs, a result and the summary. */
import type { Log } from '../net/system.ts';
import type { Dataset, Version } from '../paperspace/schema.ts';

/** The step that an operation reports to while it runs. GitHub's side implements it, and a fake in tests. */
export interface Step {
  readonly log: Log;
  /** Sets outputs at once, so that later steps can read them even if this one fails later. */
  output(values: Outputs): void;
  /** Sets the job summary below the headline, at once, even if the step fails later. Replaces earlier blocks. */
  summary(...blocks: readonly SummaryBlock[]): Promise<void>;
  /** Writes a whole value as the result. */
  result(value: unknown): Promise<void>;
  /** Appends to a result that is a list, so that a long one takes no memory. Do not combine with {@link result}. */
  appendResult(items: readonly unknown[]): Promise<void>;
}

/** The end of an operation. */
export interface Report {
  readonly outcome: Outcome;
  /** One sentence in the past tense, for the end of the log and the head of the summary. */
  readonly headline: string;
}

/** A text of the job summary: as it is, or with a link to `url`. */
export type SummaryText = string | { readonly text: string; readonly url: string };

/** A part of the job summary. All texts are plain: GitHub's side escapes them. */
export type SummaryBlock =
  /** Labels and values; an empty value is left out. */
  | {
      readonly kind: 'facts';
      readonly caption?: string;
      readonly facts: readonly (readonly [label: string, value: SummaryText])[];
    }
  | {
      readonly kind: 'table';
      readonly caption?: string;
      readonly columns: readonly string[];
      readonly rows: readonly (readonly SummaryText[])[];
      /** Number of rows that only the result holds. */
      readonly omitted: number;
    }
  /** Numbers of one unit, drawn as bars. */
  | {
      readonly kind: 'chart';
      readonly title: string;
      readonly unit: string;
      readonly labels: readonly string[];
      readonly values: readonly number[];
    }
  /** Lines to copy. */
  | { readonly kind: 'code'; readonly caption?: string; readonly text: string }
  | { readonly kind: 'note'; readonly text: string };

/** The outcome of a step. */
export type Outcome = 'created' | 'resumed' | 'unchanged' | 'updated' | 'changed' | 'deleted' | 'found' | 'none';

/** Every output of the action, with its type before it becomes text. `action.yml` describes each. */
export interface OutputValues {
  readonly 'dataset-id': string;
  readonly 'dataset-name': string;
  readonly version: string;
  readonly ref: string;
  readonly tags: readonly string[];
  readonly url: string;
  readonly 'is-committed': boolean;
  readonly message: string;
  readonly 'usage-bytes': string;
  readonly outcome: Outcome;
  readonly result: string;
  readonly 'result-path': string;
  readonly count: number;
  readonly versions: readonly string[];
  readonly 'next-page': string;
  readonly files: number;
  readonly bytes: number;
  readonly 'files-uploaded': number;
  readonly 'files-copied': number;
  readonly 'files-unchanged': number;
  readonly added: number;
  readonly changed: number;
  readonly removed: number;
  readonly renamed: number;
  readonly 'compared-by': 'sha256' | 'size-and-etag' | 'mixed';
  readonly 'manifest-path': string;
  readonly 'manifest-digest': string;
  readonly 'checksums-path': string;
  readonly 'cache-key': string;
}
export type OutputName = keyof OutputValues;
export type Outputs = Partial<OutputValues>;

/** The names of the outputs that every operation sets. */
export const commonOutputs = ['outcome', 'result', 'result-path'] as const satisfies readonly OutputName[];
/** The names of the outputs about the dataset. */
export const datasetOutputNames = ['dataset-id', 'dataset-name'] as const satisfies readonly OutputName[];
/** The names of the outputs about the version. */
export const versionOutputNames = [
  ...datasetOutputNames,
  'version',
  'ref',
  'tags',
  'url',
  'is-committed',
  'message',
  'usage-bytes',
] as const satisfies readonly OutputName[];

/** Returns the outputs about a dataset. */
export function datasetOutputs({ id, name }: Pick<Dataset, 'id' | 'name'>): Outputs {
  return { 'dataset-id': id, ...(name === null ? {} : { 'dataset-name': name }) };
}

/** Returns the outputs about a version, without those that are null in the API. */
export function versionOutputs(version: Version): Outputs {
  return {
    'dataset-id': version.datasetId,
    version: version.version,
    ref: `${version.datasetId}:${version.version}`,
    tags: version.tags,
    'is-committed': version.isCommitted,
    ...(version.url === null ? {} : { url: version.url }),
    ...(version.message === null ? {} : { message: version.message }),
    ...(version.usageBytes === null ? {} : { 'usage-bytes': version.usageBytes }),
  };
}
