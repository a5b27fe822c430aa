import type { Log } from '../net/log.ts';
import type { Outcome, Outputs } from './outputs.ts';

/** Where an operation says what it does: GitHub's side of a step, or a test's. */
export interface Step {
  readonly log: Log;
  /** Sets outputs at once, so that later steps can read them even if this one fails later. */
  output(values: Outputs): void;
  /** Sets what the job summary shows below the headline, at once, even if the step fails later. The last call counts. */
  summary(...blocks: readonly SummaryBlock[]): Promise<void>;
  /** Writes the whole answer as the result. */
  result(value: unknown): Promise<void>;
  /** Appends to a result that is a list, so that a long one needs no memory. Excludes {@link result}. */
  appendResult(items: readonly unknown[]): Promise<void>;
}

/** How an operation ended. */
export interface Report {
  readonly outcome: Outcome;
  /** One sentence in the past tense, for the end of the log and the head of the summary. */
  readonly headline: string;
}

/** A part of the job summary. All texts are plain: GitHub's side escapes them. */
export type SummaryBlock =
  | { readonly kind: 'facts'; readonly facts: readonly (readonly [label: string, value: string])[] }
  | {
      readonly kind: 'table';
      readonly caption: string;
      readonly columns: readonly string[];
      readonly rows: readonly (readonly string[])[];
      /** Number of rows that are not shown. */
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
