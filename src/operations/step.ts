import type { Log } from '../net/log.ts';
import type { Outcome, Outputs } from './outputs.ts';

/** What an operation reports to while it runs. GitHub's side implements it, and a fake in tests. */
export interface Step {
  readonly log: Log;
  /** Sets outputs at once, so that later steps can read them even if this one fails later. */
  output(values: Outputs): void;
  /** Sets what the job summary shows below the headline, at once, even if the step fails later. Replaces earlier blocks. */
  summary(...blocks: readonly SummaryBlock[]): Promise<void>;
  /** Writes a whole value as the result. */
  result(value: unknown): Promise<void>;
  /** Appends to a result that is a list, so that a long one takes no memory. Not to be mixed with {@link result}. */
  appendResult(items: readonly unknown[]): Promise<void>;
}

/** How an operation ended. */
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
