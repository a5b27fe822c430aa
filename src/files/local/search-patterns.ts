/** The search patterns of the input `path`: the paths that they name, and why they match nothing. */
import { readdir } from 'node:fs/promises';
import nodePath from 'node:path';
import { ActionError } from '../../net/errors.ts';
import { didYouMean } from '../../net/format.ts';

/** The functions of `node:path` that differ between platforms. Tests pass those of another platform. */
export type PathRules = Pick<typeof nodePath, 'basename' | 'isAbsolute' | 'sep'>;

/** A pattern of `path` that leads up from a folder whose name only the search can determine. */
export class InvalidPatternError extends ActionError {
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

/**
 * Returns the absolute paths that patterns name, without those inside another one, if none has a wildcard or excludes
 * anything; otherwise undefined. `data/**` is the same as `data`.
 */
export function plainPathsOf(patterns: string, platform: NodeJS.Platform): string[] | undefined {
  const lines = patterns.split(/\r?\n/).map((line) => line.trim());
  const named = lines.filter((line) => line !== '' && !line.startsWith('#'));
  const plain = named.map((line) => line.replace(/(^|[\\/])\*\*$/, '$1.'));
  const special = platform === 'win32' ? /[*?[\]!~]/ : /[*?[\]!~\\]/;
  if (plain.some((line) => special.test(line))) return undefined;
  const paths = [...new Set(plain.map((line) => nodePath.resolve(line)))];
  return paths.filter((path) => !paths.some((other) => other !== path && isBelow(path, other)));
}

function isBelow(path: string, folder: string): boolean {
  for (let above = nodePath.dirname(path); ; above = nodePath.dirname(above)) {
    if (above === folder) return true;
    if (above === nodePath.dirname(above)) return false;
  }
}

/**
 * Explains why a search matched no file: the searched folder and, if a name in it is missing, similar names.
 *
 * @param searched the absolute paths at which the search began
 */
export async function explainNoMatch(searched: readonly string[]): Promise<string> {
  const reasons = await Promise.all(searched.map(explainSearch));
  return reasons.length === 0 ? 'No line selects files: each begins with `!` or `#`.' : reasons.join(' ');
}

/** Finds the deepest folder on a path that exists, and explains what it lacks. */
async function explainSearch(searched: string): Promise<string> {
  let folder = searched;
  let missing: string | undefined;
  let names = await namesIn(folder);
  while (names === undefined && nodePath.dirname(folder) !== folder) {
    missing = nodePath.basename(folder);
    folder = nodePath.dirname(folder);
    names = await namesIn(folder);
  }
  names ??= [];
  if (names.length === 0) return `The folder ${folder} is empty.${checkoutHint(folder, names)}`;
  if (missing === undefined || names.includes(missing)) return `No file in ${folder} matches.`;
  const suggestion = didYouMean(missing, names);
  return `The folder ${folder} has no \`${missing}\`.${suggestion && ` ${suggestion}`}${checkoutHint(folder, names)}`;
}

async function namesIn(folder: string): Promise<string[] | undefined> {
  try {
    return await readdir(folder);
  } catch {
    // A file, a folder that may not be read, or nothing: list its parent instead.
    return undefined;
  }
}

/** A job's workspace has no repository before the checkout. */
function checkoutHint(folder: string, names: readonly string[]): string {
  const isBare = nodePath.resolve(folder) === process.cwd() && !names.includes('.git');
  return isBare ? ' Does `actions/checkout` run before this step?' : '';
}
