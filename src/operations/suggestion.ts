import leven from 'leven';

/** The choice that is nearly what was written, or undefined where none is near: at most a third of it may differ. */
export function nearest(written: string, choices: readonly string[]): string | undefined {
  const lower = written.toLowerCase();
  const [best] = choices
    .map((choice) => ({ choice, distance: leven(lower, choice) }))
    .sort((a, b) => a.distance - b.distance);
  return best !== undefined && best.distance <= Math.max(1, written.length / 3) ? best.choice : undefined;
}

/** ` Did you mean "x"?` or nothing. */
export function didYouMean(written: string, choices: readonly string[]): string {
  const choice = nearest(written, choices);
  return choice === undefined ? '' : ` Did you mean ${JSON.stringify(choice)}?`;
}
