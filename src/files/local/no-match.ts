import { readdir } from 'node:fs/promises';
import path from 'node:path';
import { didYouMean } from '../../net/format.ts';
import { searchPathsOf } from './scan.ts';

/**
 * Explains why patterns matched no file: the searched folder and, if a name in it is missing, similar names. Call it
 * after a scan that found nothing.
 *
 * @param patterns one per line, as the input `path` has them
 */
export async function explainNoMatch(patterns: string): Promise<string> {
  const searched = await searchPathsOf(patterns);
  const reasons = await Promise.all(searched.map(explainSearch));
  return reasons.length === 0 ? 'No line selects files: each begins with `!` or `#`.' : reasons.join(' ');
}

async function explainSearch(searched: string): Promise<string> {
  const { folder, names, missing } = await deepestFolder(searched);
  if (names.length === 0) return `The folder ${folder} is empty.${checkoutHint(folder, names)}`;
  if (missing === undefined) return `No file in ${folder} matches.`;
  const suggestion = didYouMean(missing, names);
  return `The folder ${folder} has no \`${missing}\`.${suggestion && ` ${suggestion}`}${checkoutHint(folder, names)}`;
}

interface Searched {
  readonly folder: string;
  readonly names: readonly string[];
  /** The next name in the path, if the folder does not have it. */
  readonly missing: string | undefined;
}

/** Finds the deepest folder on a path that exists. */
async function deepestFolder(searched: string): Promise<Searched> {
  let folder = searched;
  let missing: string | undefined;
  for (;;) {
    const names = await namesIn(folder);
    const parent = path.dirname(folder);
    if (names !== undefined || parent === folder) return { folder, names: names ?? [], missing };
    missing = path.basename(folder);
    folder = parent;
  }
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
  const isBare = path.resolve(folder) === process.cwd() && !names.includes('.git');
  return isBare ? ' Does `actions/checkout` run before this step?' : '';
}
