/** How a trial may end. */
export const verdicts = {
  well: 'well, and all is as it should be',
  orphan: 'well, and a second draft or dataset may be left: a create whose answer was lost, and that nothing can find',
  misled: 'well, in the belief that a thing is gone because the API said so; the next run ends as it should',
  failed: 'a clear error, and the next run ends well',
  done: 'a clear error, though it was done, as the API says to the next run (404 for what is deleted, 409 for a name)',
  refused: 'refused with a clear error, as without any fault',
} as const;
export type Verdict = keyof typeof verdicts;

/** How it must not end. */
export interface Violation {
  readonly violation: string;
}
