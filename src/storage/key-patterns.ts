/** Whether a key is chosen by a list of patterns. */
export type KeyFilter = (key: string) => boolean;

/**
 * Reads globs for keys: `*` and `?` match within a folder, `**` across folders, `[a-z]` and `[!a-z]` one character;
 * a folder stands for all that is in it; `!` excludes; the last pattern that matches decides. Empty ones and those
 * that begin with `#` are comments. Names that begin with a dot are matched like others.
 */
export function compilePatterns(patterns: readonly string[]): KeyFilter {
  const rules = patterns
    .map((pattern) => pattern.trim())
    .filter((pattern) => pattern !== '' && !pattern.startsWith('#'))
    .map((pattern) => {
      const excludes = pattern.startsWith('!');
      return { excludes, matches: toRegExp(excludes ? pattern.slice(1) : pattern) };
    });
  return (key) => rules.findLast(({ matches }) => matches.test(key))?.excludes === false;
}

function toRegExp(pattern: string): RegExp {
  const glob = pattern.replace(/^(\.?\/)+/, '').replace(/\/+$/, '');
  const source = glob.replace(
    /\*\*\/|\*\*|\*|\?|\[(!|\^)?([^\]]+)\]|[\\^$.*+?()[\]{}|]/g,
    (token, negated: string | undefined, set: string | undefined) => {
      if (set !== undefined) return `[${negated === undefined ? '' : '^/'}${set.replace(/[\\^[]/g, '\\$&')}]`;
      return wildcards.get(token) ?? `\\${token}`;
    },
  );
  return new RegExp(glob === '' ? '' : `^${source}(/|$)`, 'su');
}

const wildcards = new Map([
  ['**/', '(?:.*/)?'],
  ['**', '.*'],
  ['*', '[^/]*'],
  ['?', '[^/]'],
]);
