import { type Dirent, readdirSync, realpathSync, type Stats, statSync } from 'node:fs';
import { basename, dirname, join, resolve } from 'node:path';
import { setImmediate } from 'node:timers/promises';
import { ScanError } from '../errors.ts';
import { codeOf, statsOf } from './target-folder.ts';

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
  const paths = [...new Set(plain.map((line) => resolve(line)))];
  return paths.filter((path) => !paths.some((other) => other !== path && isBelow(path, other)));
}

function isBelow(path: string, folder: string): boolean {
  for (let above = dirname(path); ; above = dirname(above)) {
    if (above === folder) return true;
    if (above === dirname(above)) return false;
  }
}

/** A walk, and the broken links that it met. */
interface Walk {
  readonly includeHidden: boolean;
  readonly broken: string[];
}

/** Other work runs once in this many files, because reading folders is synchronous. */
const FILES_AT_A_TIME = 1000;

/**
 * Finds all files in folders, with the rules of the glob library. A scan with the library takes twelve times as long,
 * because it hands every path to another thread and waits for it.
 *
 * @throws ScanError with broken symbolic links and names that are not UTF-8
 */
export async function walkFolders(folders: readonly string[], includeHidden: boolean): Promise<string[]> {
  const walk: Walk = { includeHidden, broken: [] };
  const found: string[] = [];
  for (const folder of folders) {
    const stats = statsOf(folder);
    if (stats === undefined || isHidden(basename(folder), walk)) continue;
    for (const file of filesAt(folder, stats, walk, [])) {
      found.push(file);
      if (found.length % FILES_AT_A_TIME === 0) await setImmediate();
    }
  }
  if (walk.broken.length > 0) throw new ScanError(walk.broken.sort(), 'broken symbolic link');
  return found;
}

function* filesAt(path: string, entry: Dirent | Stats, walk: Walk, above: readonly string[]): Generator<string> {
  const type = entry.isSymbolicLink() ? followLink(path, walk) : entry;
  if (type === undefined) return;
  if (!type.isDirectory()) {
    yield path;
    return;
  }
  const real = realpathSync(path);
  // A link to a folder that contains the link.
  if (above.includes(real)) return;
  for (const child of readdirSync(path, { withFileTypes: true })) {
    if (isHidden(child.name, walk)) continue;
    const childPath = join(path, child.name);
    if (child.name.includes('\ufffd') && statsOf(childPath) === undefined) {
      throw new ScanError([childPath], 'name is not UTF-8');
    }
    yield* filesAt(childPath, child, walk, [...above, real]);
  }
}

function isHidden(name: string, { includeHidden }: Walk): boolean {
  return !includeHidden && name.startsWith('.');
}

/** Returns the type of what a link leads to; undefined, after noting it, if the link is broken or leads to itself. */
function followLink(path: string, { broken }: Walk): Stats | undefined {
  try {
    return statSync(path);
  } catch (error) {
    if (!['ENOENT', 'ELOOP'].includes(String(codeOf(error)))) throw error;
    broken.push(path);
    return undefined;
  }
}
