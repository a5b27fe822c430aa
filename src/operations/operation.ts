import type { LocalFile, Storage } from '../files/index.ts';
import type { Clock, Random } from '../net/clock.ts';
import type { Log } from '../net/log.ts';
import type { PaperspaceClient } from '../paperspace/client.ts';
import type { Metadata } from '../paperspace/schema.ts';
import { InputError, type InputProblem } from './errors.ts';
import { type InputName, type InputValues, parseInputs, type RawInputs } from './inputs.ts';
import { commonOutputs, type Outcome, type OutputName, type Outputs } from './outputs.ts';

/** What the event that started the workflow tells. */
export interface EventFacts {
  /** Release name, tag, or commit subject. */
  readonly message: string | undefined;
  /** The name of the tag that a release or a tag push is about. */
  readonly tag: string | undefined;
  /** Where a version came from; goes into `metadata.github`. */
  readonly provenance: Metadata;
  /** What "the same snapshot" means by default, without the step's job index. */
  readonly key: string;
  /** No snapshot of this key can be older than this, in milliseconds since the epoch. Undefined: it is not known. */
  readonly oldestMs: number | undefined;
  /** `OWNER/REPO/runs/RUN_ID`: this run and its re-runs. */
  readonly run: string;
  /** Which of them this is: 1, 2 and so on. An earlier one has ended. */
  readonly runAttempt: string;
}

/** A draft that this step is about to create: noted before the request is sent, for the post step to find. */
export interface AnnouncedDraft {
  readonly datasetId: string;
  readonly attempt: string;
  readonly onFailure: 'keep' | 'delete';
}

/** Where the whole answer of an operation goes, as one JSON value or as an array, item by item. */
export interface ResultSink {
  value(value: unknown): Promise<void>;
  item(item: unknown): Promise<void>;
}

/** What the step says about its storage; the credentials come from the environment. */
export interface StorageSettings {
  readonly endpoint: URL | undefined;
  readonly region: string | undefined;
  readonly concurrency: number;
}

/** Which files of this machine a step is about. */
export interface ScanRequest {
  /** Globs, one a line; `!` excludes. */
  readonly patterns: string;
  readonly includeHiddenFiles: boolean;
  /** The folder inside the version that keys begin with. */
  readonly destination: string;
}

/** Everything an operation may use. It reads no environment and prints nothing but through the log. */
export interface Context {
  readonly paperspace: PaperspaceClient;
  readonly log: Log;
  readonly clock: Clock;
  readonly random: Random;
  readonly signal: AbortSignal;
  readonly event: EventFacts;
  readonly result: ResultSink;
  readonly platform: NodeJS.Platform;
  openStorage(settings: StorageSettings): Promise<Storage>;
  /** Finds files of this machine, sorted by key. */
  scan(request: ScanRequest): Promise<readonly LocalFile[]>;
  /** Writes a file for later steps, and gives its path. */
  writeFile(name: string, text: string): Promise<string>;
  /** Sets outputs at once, so that they are there even if the step fails later. */
  publish(outputs: Outputs): void;
  /** Puts a plan into the job summary before it is carried out, so that it is there even if the step fails. */
  preview(headline: string, blocks: readonly SummaryBlock[]): Promise<void>;
  /** Notes a draft for the post step, before it is created. */
  announce(draft: AnnouncedDraft): void;
}

/** A part of the job summary. All texts are plain: whoever renders them makes them harmless. */
export type SummaryBlock =
  | { readonly kind: 'facts'; readonly facts: readonly (readonly [label: string, value: string])[] }
  | {
      readonly kind: 'table';
      readonly caption: string;
      readonly columns: readonly string[];
      readonly rows: readonly (readonly string[])[];
      /** How many rows were left out. */
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
  | { readonly kind: 'note'; readonly text: string };

/** What an operation came to. */
export interface Report {
  readonly outcome: Outcome;
  readonly outputs: Outputs;
  /** One sentence in the past tense, for the log and the head of the summary. */
  readonly headline: string;
  readonly summary: readonly SummaryBlock[];
}

interface Definition<R extends InputName, O extends InputName> {
  readonly name: string;
  /** For the README: the calls it makes. */
  readonly calls: string;
  /** For the README: what it is for. */
  readonly purpose: string;
  readonly required: readonly R[];
  readonly optional: readonly O[];
  readonly outputs: readonly OutputName[];
  /** Each looks at the inputs together, and throws an {@link InputError} where they do not fit each other. */
  readonly checks?: readonly ((values: InputValues<R, O>) => void)[];
  readonly run: (context: Context, values: InputValues<R, O>) => Promise<Report>;
}

/** An operation whose inputs were read, ready to run. */
export type Prepared = (context: Context) => Promise<Report>;

/** One value of the input `operation`. */
export interface Operation {
  readonly name: string;
  readonly calls: string;
  readonly purpose: string;
  readonly required: readonly InputName[];
  readonly optional: readonly InputName[];
  readonly outputs: readonly OutputName[];
  /** Reads the inputs. All that is wrong with them comes back at once, and nothing has been sent by then. */
  prepare(raw: RawInputs): Promise<{ readonly run: Prepared } | { readonly problems: readonly InputProblem[] }>;
}

/** Makes an operation of its definition; the types of its inputs stay between the two. */
export function defineOperation<const R extends InputName, const O extends InputName>(
  definition: Definition<R, O>,
): Operation {
  const { name, calls, purpose, required, optional, outputs, checks = [], run } = definition;
  return {
    name,
    calls,
    purpose,
    required,
    optional,
    outputs: [...commonOutputs, ...outputs],
    prepare: async (raw) => {
      const parsed = await parseInputs(raw, required, optional);
      if ('problems' in parsed) return parsed;
      const problems = checks.flatMap((check) => problemsOf(() => check(parsed.values)));
      return problems.length > 0 ? { problems } : { run: (context) => run(context, parsed.values) };
    },
  };
}

function problemsOf(check: () => void): readonly InputProblem[] {
  try {
    check();
    return [];
  } catch (error) {
    if (error instanceof InputError) return error.problems;
    throw error;
  }
}
