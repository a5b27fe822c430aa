/** The step and the services that every operation receives. */
import type { Scan, ScanOptions, Storage } from '../files/index.ts';
import type { Concurrency, ConcurrencyLimit } from '../net/concurrency.ts';
import type { Clock, Log, Random } from '../net/system.ts';
import type { PaperspaceClient } from '../paperspace/client.ts';
import type { Dataset, Metadata, Version } from '../paperspace/schema.ts';
import type { OptionalInputs } from './inputs.ts';

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

/** What an operation reports when it succeeds. */
export interface Report {
  readonly outcome: Outcome;
  /** One sentence, for the end of the log and the head of the summary. */
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

/** Everything that an operation uses in addition to its step and its inputs. Operations read no environment. */
export interface Services {
  readonly paperspace: PaperspaceClient;
  readonly clock: Clock;
  readonly random: Random;
  /** Aborts with a `CancelledError` when the run is cancelled. */
  readonly signal: AbortSignal;
  readonly platform: NodeJS.Platform;
  readonly event: EventFacts;
  /** Whether the environment names credentials for the storage. */
  readonly hasStorageCredentials: boolean;
  /** Creates a limit that adapts to the responses of the API. */
  limitConcurrency(concurrency: Concurrency): ConcurrencyLimit;
  openStorage(settings: StorageSettings): Promise<Storage>;
  /** Finds files on this machine. */
  scan(options: Omit<ScanOptions, 'platform'>): Promise<Scan>;
  /** Writes a file for later steps, a text in encoded pieces, and returns its path. */
  writeFile(name: string, text: Iterable<Uint8Array>): Promise<string>;
  /** Announces a draft to the post step, before it is created. */
  announceDraft(draft: AnnouncedDraft): void;
  /**
   * Maintains a section about the version that the outputs name in the notes of the release that started the workflow.
   * Never throws: a failure causes a warning.
   */
  updateReleaseNotes(token: string | undefined, changes: VersionChanges | undefined): Promise<void>;
  /** Maintains one comment of this step on the pull request that started the workflow. Never throws. */
  updateComment(comment: PullRequestComment): Promise<void>;
}

/** The differences between a version and the committed version before it, for the release notes. */
export interface VersionChanges {
  /** A tag or the ID of the version before, if known. */
  readonly since: string | undefined;
  /** The counts and sizes, such as `3 files added (1.2 GiB)`. */
  readonly text: string;
}

/** A comment on a pull request. All texts are plain, like those of the summary. */
export interface PullRequestComment {
  readonly token: string | undefined;
  /** The index of the matrix job: each has its own comment. */
  readonly jobIndex: string;
  readonly headline: string;
  readonly blocks: readonly SummaryBlock[];
}

/** A web page about the origin of a version. */
export interface EventLink {
  readonly label: 'Run' | 'Commit' | 'Release';
  readonly text: string;
  readonly url: string;
}

/** Facts from the event that started the workflow. */
export interface EventFacts {
  /** Release name, tag, or commit subject. */
  readonly message: string | undefined;
  /** The tag of a release or a tag push. */
  readonly tag: string | undefined;
  /** The origin of a version, for `metadata.github`. */
  readonly provenance: Metadata;
  /** Web pages of the run, the commit and the release, if there are any. */
  readonly links: readonly EventLink[];
  /** The default of the input `key`, without the step's job index. */
  readonly key: string;
  /** No snapshot of this key can be older than this, in milliseconds since the epoch. Undefined: unknown. */
  readonly oldestMs: number | undefined;
  /** `OWNER/REPO/runs/RUN_ID`: this run and its re-runs. */
  readonly run: string;
  /** The attempt of the run: 1, 2 and so on. An earlier one has ended. */
  readonly runAttempt: string;
}

/** A draft that this step is about to create, announced to the post step before the request is sent. */
export interface AnnouncedDraft {
  readonly datasetId: string;
  readonly attempt: string;
  readonly onFailure: 'keep' | 'delete';
}

/** The inputs about the storage. Credentials come from the environment. */
export type StorageSettings = OptionalInputs<'s3-endpoint' | 's3-region' | 'concurrency'>;
