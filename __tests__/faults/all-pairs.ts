/** Rows of choices in which every two choices of different questions come together at least once. */

interface Pair {
  readonly left: number;
  readonly leftChoice: number;
  readonly right: number;
  readonly rightChoice: number;
}

/**
 * Covers all pairs of choices by few rows, greedily: each row begins with a pair that no row has yet, and is filled up
 * with the choices that bring the most of the others. The same counts give the same rows.
 *
 * @param counts how many choices each question has
 * @returns rows with the index of a choice for each question
 */
export function allPairs(counts: readonly number[]): number[][] {
  const open = new Map(pairsOf(counts).map((pair) => [nameOf(pair), pair]));
  const rows: number[][] = [];
  for (let [first] = open.values(); first !== undefined; [first] = open.values()) {
    const row = fill(counts, first, open);
    for (const name of namesIn(row)) open.delete(name);
    rows.push(row.map((choice) => choice ?? 0));
  }
  return rows;
}

type OpenRow = (number | undefined)[];

function fill(counts: readonly number[], first: Pair, open: ReadonlyMap<string, Pair>): OpenRow {
  const row: OpenRow = counts.map(() => undefined);
  row[first.left] = first.leftChoice;
  row[first.right] = first.rightChoice;
  for (const [question, count] of counts.entries()) {
    if (row[question] !== undefined) continue;
    const gains = Array.from({ length: count }, (_, choice) => {
      const tried = row.with(question, choice);
      return { choice, gain: namesIn(tried).filter((name) => open.has(name)).length };
    });
    row[question] = gains.toSorted((a, b) => b.gain - a.gain)[0]?.choice;
  }
  return row;
}

function pairsOf(counts: readonly number[]): Pair[] {
  const pairs: Pair[] = [];
  for (const [left, leftCount] of counts.entries()) {
    for (const [right, rightCount] of counts.entries()) {
      if (right <= left) continue;
      for (let leftChoice = 0; leftChoice < leftCount; leftChoice += 1) {
        for (let rightChoice = 0; rightChoice < rightCount; rightChoice += 1) {
          pairs.push({ left, leftChoice, right, rightChoice });
        }
      }
    }
  }
  return pairs;
}

function namesIn(row: OpenRow): string[] {
  const chosen = [...row.entries()].flatMap(([question, choice]) =>
    choice === undefined ? [] : [{ question, choice }],
  );
  return chosen.flatMap(({ question: left, choice: leftChoice }, at) =>
    chosen
      .slice(at + 1)
      .map(({ question: right, choice: rightChoice }) => nameOf({ left, leftChoice, right, rightChoice })),
  );
}

function nameOf({ left, leftChoice, right, rightChoice }: Pair): string {
  return `${left}=${leftChoice} ${right}=${rightChoice}`;
}
