import leven from 'leven';

/** A beginning of fewer letters than this is no hint. */
const MIN_PREFIX = 3;

/**
 * Returns the choices that a misspelt text may stand for: those that it is the beginning of, else the nearest one, of
 * which at most a third may differ. Case does not count.
 */
export function suggestions(written: string, choices: readonly string[]): string[] {
  const lower = written.toLowerCase();
  const begun = choices.filter((choice) => choice.toLowerCase().startsWith(lower));
  if (lower.length >= MIN_PREFIX && begun.length > 0) return begun;
  const [nearest] = choices
    .map((choice) => ({ choice, distance: leven(lower, choice.toLowerCase()) }))
    .filter(({ distance }) => distance <= Math.max(1, lower.length / 3))
    .sort((a, b) => a.distance - b.distance);
  return nearest === undefined ? [] : [nearest.choice];
}

/** Returns ` Did you mean …?` with the choices that a misspelt text may stand for, or nothing where it is like none. */
export function didYouMean(written: string, choices: readonly string[]): string {
  const named = suggestions(written, choices).map((choice) => `\`${choice}\``);
  return named.length === 0 ? '' : ` Did you mean ${new Intl.ListFormat('en', { type: 'disjunction' }).format(named)}?`;
}
