/** How a trial can end. */
export const verdicts = {
  succeeded: 'success, with the expected state',
  orphan:
    'success, but a second draft or dataset may be left: the response to a create was lost, and nothing can find it',
  recovered: 'success, after the API wrongly reported something as gone; the next run reaches the expected state',
  failed: 'a clear error; the next run succeeds',
  applied:
    'a clear error, although the change took effect; the API tells the next run (404 for a deletion, 409 for a name)',
  refused: 'refused with a clear error, as without a fault',
} as const;
export type Verdict = keyof typeof verdicts;

/** How it must not end. */
export interface Violation {
  readonly violation: string;
}
