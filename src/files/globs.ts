/** Returns whether a glob matches a complete text. */
export type Matcher = (text: string) => boolean;

/** Returns whether a list of globs selects a key. */
export type KeyFilter = (key: string) => boolean;

/**
 * Compiles one glob for keys or tags: `*` and `?` match within a folder, `**` across folders, `[a-z]` and `[!a-z]` one
 * character. All other characters match themselves, even at the beginning of a name. Matching takes at most the time of
 * comparing every part of the glob with every character.
 *
 * @throws SyntaxError if a set such as `[z-a]` has no meaning
 */
export function compileGlob(glob: string): Matcher {
  const tokens = tokensOf(glob);
  return (text) => matches(tokens, text, 'whole');
}

/**
 * Compiles globs for keys: a folder selects everything in it, `!` excludes, and the last glob that matches decides.
 * Empty globs and those that begin with `#` are comments.
 *
 * @throws SyntaxError like {@link compileGlob}
 */
export function compileKeyFilter(globs: readonly string[]): KeyFilter {
  const rules = globs
    .map((glob) => glob.trim())
    .filter((glob) => glob !== '' && !glob.startsWith('#'))
    .map((glob) => {
      const excludes = glob.startsWith('!');
      const path = (excludes ? glob.slice(1) : glob).replace(/^(\.?\/)+/, '').replace(/(?<!\/)\/+$/, '');
      return { excludes, tokens: tokensOf(path) };
    });
  return (key) => rules.findLast(({ tokens }) => matches(tokens, key, 'folder'))?.excludes === false;
}

/** A part of a glob: one character, any within a folder, any at all, or any number of complete folders. */
type Token = Matcher | '*' | '**' | '**/';

function tokensOf(glob: string): Token[] {
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
 * Returns whether the tokens match the complete text or, for `folder`, a folder that it is in. All ways to match are
 * followed together, so the time is bounded by tokens times characters, which a regular expression can exceed.
 */
function matches(tokens: readonly Token[], text: string, extent: 'whole' | 'folder'): boolean {
  if (tokens.length === 0) return extent === 'folder' || text === '';
  let places = new Set<number>();
  reach(tokens, 0, places);
  for (const character of text) {
    if (extent === 'folder' && character === '/' && places.has(tokens.length)) return true;
    const next = new Set<number>();
    for (const place of places) {
      for (const reached of step(tokens, place, character)) reach(tokens, reached, next);
    }
    places = next;
  }
  return places.has(tokens.length);
}

/** Inside a folder, `**` + `/` cannot be left before the next slash: its state is numbered token + 0.5. */
const HALF = 0.5;

/** Returns the states that a character leads to. */
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

/** Adds a state, and the later ones that need no character. */
function reach(tokens: readonly Token[], place: number, places: Set<number>): void {
  for (let at = place; !places.has(at); at += 1) {
    places.add(at);
    const token = tokens[at];
    if (token !== '*' && token !== '**' && token !== '**/') return;
  }
}
