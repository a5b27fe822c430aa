import type nodePath from 'node:path';
import { ActionError } from '../../net/errors.ts';

/** The part of `node:path` that differs between platforms. */
type PathRules = Pick<typeof nodePath, 'isAbsolute' | 'sep'>;

/** A pattern of `path` that leads up from a folder whose name only the search can determine. */
export class InvalidPatternError extends ActionError {
  override readonly name = 'InvalidPatternError';

  constructor(pattern: string) {
    super(`Input \`path\` contains \`${pattern}\`, which goes up a folder (\`..\`) after a wildcard or \`~\``, {
      title: 'Invalid input',
      hint: 'Write the path without `..`, or as an absolute path.',
    });
  }
}

/**
 * Resolves the segments `.` and `..` of search patterns, which the glob library refuses: `../data/*.csv` becomes the
 * absolute pattern that it means from `cwd`. Other patterns stay as they are.
 *
 * @param patterns one per line, as the input `path` has them
 * @throws InvalidPatternError if `..` follows a wildcard
 */
export function resolveParents(patterns: string, cwd: string, paths: PathRules): string {
  return patterns
    .split(/\r?\n/)
    .map((line) => {
      const [, excluded = '', pattern = ''] = /^\s*((?:!\s*)*)(.*)$/.exec(line) ?? [];
      return pattern.startsWith('#') ? line : excluded + resolvePattern(pattern.trim(), cwd, paths);
    })
    .join('\n');
}

interface Segment {
  readonly text: string;
  /** Whether it is the name of one folder, which `..` can leave. */
  readonly isName: boolean;
}

function resolvePattern(pattern: string, cwd: string, paths: PathRules): string {
  const segments = pattern.split(paths.sep === '\\' ? /[\\/]/ : '/');
  if (!segments.some((segment, at) => segment === '..' || (segment === '.' && at > 0))) return pattern;
  const isRooted = paths.isAbsolute(pattern) || segments[0] === '~' || /^[a-z]:/i.test(pattern);
  const resolved: Segment[] = isRooted ? [] : cwd.split(paths.sep).map((name) => nameSegment(name, paths));
  for (const [at, text] of segments.entries()) {
    if (text === '.' || (text === '' && at > 0)) continue;
    if (text !== '..') resolved.push({ text, isName: !/[*?[\\~]/.test(text) });
    else leaveFolder(resolved, pattern);
  }
  const [root] = resolved;
  return resolved.length === 1 ? `${root?.text}${paths.sep}` : resolved.map(({ text }) => text).join(paths.sep);
}

function leaveFolder(resolved: Segment[], pattern: string): void {
  if (resolved.at(-1)?.isName === false) throw new InvalidPatternError(pattern);
  // The first segment is the root, which is its own parent.
  if (resolved.length > 1) resolved.pop();
}

/** Escapes a name that may contain characters with a meaning in patterns. */
function nameSegment(name: string, { sep }: PathRules): Segment {
  const escaped = sep === '\\' ? name : name.replaceAll('\\', '\\\\');
  return { text: escaped.replace(/[*?[]/g, '[$&]'), isName: true };
}
