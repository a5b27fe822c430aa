/** Whether a key is chosen by a list of patterns. */
export type KeyFilter = (key: string) => boolean;

/**
 * Reads globs for keys: `*` and `?` match within a folder, `**` across folders, `[a-z]` and `[!a-z]` one character;
 * a folder stands for all that is in it; `!` excludes; the last pattern that matches decides. Empty ones and those
 * that begin with `#` are comments. Names that begin with a dot are matched like others.
 *
 * @throws SyntaxError where a set such as `[z-a]` has no meaning
 */
export function compilePatterns(patterns: readonly string[]): KeyFilter {
  const rules = patterns
    .map((pattern) => pattern.trim())
    .filter((pattern) => pattern !== '' && !pattern.startsWith('#'))
    .map((pattern) => {
      const excludes = pattern.startsWith('!');
      return { excludes, tokens: tokensOf(excludes ? pattern.slice(1) : pattern) };
    });
  return (key) => rules.findLast(({ tokens }) => matches(tokens, key))?.excludes === false;
}

/** A part of a glob: one character, any within a folder, any at all, or any number of whole folders. */
type Token = ((character: string) => boolean) | '*' | '**' | '**/';

function tokensOf(pattern: string): Token[] {
  const glob = pattern.replace(/^(\.?\/)+/, '').replace(/(?<!\/)\/+$/, '');
  const parts = glob.matchAll(/\*\*\/|\*\*|\*|\?|\[(!|\^)?([^\]]+)\]|./gsu);
  return Array.from(parts, ([text, negated, set]): Token => {
    if (text === '*' || text === '**' || text === '**/') return text;
    if (text === '?') return (character) => character !== '/';
    if (set === undefined) return (character) => character === text;
    const one = new RegExp(`^[${negated === undefined ? '' : '^/'}${set.replace(/[\\^[]/g, '\\$&')}]$`, 'su');
    return (character) => one.test(character);
  });
}

/**
 * Whether the tokens are the whole key or a folder that it is in. All ways to match are followed side by side, so that
 * the time is never more than that of looking at each token for each character, as with a regular expression it can be.
 */
function matches(tokens: readonly Token[], key: string): boolean {
  if (tokens.length === 0) return true;
  let places = new Set<number>();
  reach(tokens, 0, places);
  for (const character of key) {
    if (character === '/' && places.has(tokens.length)) return true;
    const next = new Set<number>();
    for (const place of places) {
      for (const reached of step(tokens, place, character)) reach(tokens, reached, next);
    }
    places = next;
  }
  return places.has(tokens.length);
}

/** What is half-way through folders cannot go on before the next slash: such a place has its number and a half. */
const HALF = 0.5;

/** The places that a character leads to. */
function step(tokens: readonly Token[], place: number, character: string): number[] {
  const token = tokens[Math.floor(place)];
  if (token === undefined) return [];
  if (token === '*') return character === '/' ? [] : [place];
  if (token === '**') return [place];
  if (token === '**/') {
    const inside = Math.floor(place) + HALF;
    return character === '/' ? [inside, Math.floor(place) + 1] : [inside];
  }
  return token(character) ? [place + 1] : [];
}

/** Adds a place, and those behind it that need no character. */
function reach(tokens: readonly Token[], place: number, places: Set<number>): void {
  for (let at = place; !places.has(at); at += 1) {
    places.add(at);
    const token = tokens[at];
    if (token !== '*' && token !== '**' && token !== '**/') return;
  }
}
