import type { LocalFile, Storage } from '../files/index.ts';
import type { Concurrency, ConcurrencyLimit } from '../net/concurrency.ts';
import type { Clock, Random } from '../net/system.ts';
import type { PaperspaceClient } from '../paperspace/client.ts';
import type { Metadata } from '../paperspace/schema.ts';
import type { SummaryBlock } from './step.ts';

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
  /** Finds files on this machine, sorted by key. */
  scan(request: ScanRequest): Promise<readonly LocalFile[]>;
  /** Writes a file for later steps, a text that comes in pieces, and returns its path. */
  writeFile(name: string, text: Iterable<string>): Promise<string>;
  /** Announces a draft to the post step, before it is created. */
  announceDraft(draft: AnnouncedDraft): void;
  /**
   * Maintains a section about the version that the outputs name in the notes of the release that started the workflow.
   * Never throws: a failure is a warning.
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

/** The settings of the storage from the inputs. Credentials come from the environment. */
export interface StorageSettings {
  readonly endpoint: URL | undefined;
  readonly region: string | undefined;
  readonly concurrency: Concurrency;
}

/** The local files that a step works on. */
export interface ScanRequest {
  /** Globs, one per line; `!` excludes. */
  readonly patterns: string;
  readonly includeHiddenFiles: boolean;
  /** The folder inside the version that keys begin with. */
  readonly destination: string;
}
