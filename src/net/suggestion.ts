import leven from 'leven';

/** A shorter prefix says too little. */
const MIN_PREFIX = 3;

const MAX_SUGGESTIONS = 5;

/**
 * Returns the choices that a misspelt text may stand for: the first five that begin with it, else the nearest one, which
 * may differ in a third of the text. Case does not count.
 */
export function suggestions(written: string, choices: readonly string[]): string[] {
  const lower = written.toLowerCase();
  const begun = choices.filter((choice) => choice.toLowerCase().startsWith(lower));
  if (lower.length >= MIN_PREFIX && begun.length > 0) return begun.slice(0, MAX_SUGGESTIONS);
  const [nearest] = choices
    .map((choice) => ({ choice, distance: leven(lower, choice.toLowerCase()) }))
    .filter(({ distance }) => distance <= Math.max(1, lower.length / 3))
    .sort((a, b) => a.distance - b.distance);
  return nearest === undefined ? [] : [nearest.choice];
}

/** Returns ` Did you mean …?` with the choices that a misspelt text may stand for, or `''` where none is near. */
export function didYouMean(written: string, choices: readonly string[]): string {
  const named = suggestions(written, choices).map((choice) => `\`${choice}\``);
  return named.length === 0 ? '' : ` Did you mean ${new Intl.ListFormat('en', { type: 'disjunction' }).format(named)}?`;
}
