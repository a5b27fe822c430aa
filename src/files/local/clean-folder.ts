import type { Dirent } from 'node:fs';
import { readdir, realpath, rm, rmdir } from 'node:fs/promises';
import path from 'node:path';
import { ActionError } from '../../net/errors.ts';
import { codeOf, foldName, type Platform } from './target-folder.ts';

/** A folder with content that the user cannot have intended `clean` to delete. */
export class UnsafeCleanError extends ActionError {
  constructor(folder: string, reason: string) {
    super(`\`clean\` deleted nothing: the folder ${folder} ${reason}`, {
      title: 'Folder not cleaned',
      hint: 'Set `path` to a folder that only this step writes into.',
    });
  }
}

/** The contents of a folder in addition to the files that belong there. Paths are real, and inside the folder. */
export interface Extraneous {
  /** Files, and links of any kind, which are never followed. */
  readonly files: readonly string[];
  /** Folders that contain nothing else, deepest first. */
  readonly folders: readonly string[];
}

/**
 * Finds what a folder has in addition to these files. Changes nothing. Returns nothing if the folder is missing.
 *
 * @param keys relative to the folder
 * @throws UnsafeCleanError if the folder contains the working directory, or the files include a Git repository
 */
export async function findExtraneous(folder: string, keys: readonly string[], platform: Platform): Promise<Extraneous> {
  const root = await realPathOf(path.resolve(folder));
  const workspace = await realPathOf(process.cwd());
  if (isInside(workspace, root)) throw new UnsafeCleanError(root, 'contains the working directory of the job');
  const kept = await keptPaths(root, keys, platform);
  const files: string[] = [];
  const folders: string[] = [];
  /** Returns whether something in the folder stays. */
  const visit = async (at: string): Promise<boolean> => {
    let stays = false;
    for (const entry of await entriesOf(at)) {
      const found = path.join(at, entry.name);
      const isKept = entry.isDirectory() ? await visit(found) : kept.has(foldName(found, platform));
      if (isKept) stays = true;
      else if (entry.isDirectory()) folders.push(found);
      else files.push(found);
    }
    return stays;
  };
  await visit(root);
  const isRepository = [...files, ...folders].some((found) =>
    found.slice(root.length).split(path.sep).includes('.git'),
  );
  if (isRepository) throw new UnsafeCleanError(root, 'contains a Git repository');
  return { files, folders };
}

function isInside(inner: string, outer: string): boolean {
  const relative = path.relative(outer, inner);
  return relative !== '' && !path.isAbsolute(relative) && relative.split(path.sep)[0] !== '..';
}

/** Deletes what {@link findExtraneous} found. Missing files count as deleted. */
export async function removeExtraneous({ files, folders }: Extraneous, signal: AbortSignal): Promise<void> {
  for (const file of files) {
    signal.throwIfAborted();
    await rm(file, { force: true });
  }
  for (const folder of folders) {
    signal.throwIfAborted();
    await rmdir(folder).catch((error: unknown) => {
      if (codeOf(error) !== 'ENOENT') throw error;
    });
  }
}

/**
 * Returns the paths that files of these keys have or will have, after resolving links among their folders, and the
 * paths of these links.
 */
async function keptPaths(root: string, keys: readonly string[], platform: Platform): Promise<Set<string>> {
  const kept = new Set<string>();
  const seen = new Map<string, string>([[root, root]]);
  const real = async (folder: string): Promise<string> => {
    const known = seen.get(folder);
    if (known !== undefined) return known;
    const place = path.join(await real(path.dirname(folder)), path.basename(folder));
    const target = await realPathOf(place);
    seen.set(folder, target);
    if (target !== place) kept.add(foldName(place, platform));
    return target;
  };
  for (const key of keys) {
    const file = path.join(root, ...key.split('/'));
    kept.add(foldName(path.join(await real(path.dirname(file)), path.basename(file)), platform));
  }
  return kept;
}

async function realPathOf(folder: string): Promise<string> {
  try {
    return await realpath(folder);
  } catch (error) {
    // A file may be in the place of a folder: it does not belong there, and nothing is below it yet.
    if (codeOf(error) !== 'ENOENT' && codeOf(error) !== 'ENOTDIR') throw error;
    return folder;
  }
}

async function entriesOf(folder: string): Promise<Dirent[]> {
  try {
    const entries = await readdir(folder, { withFileTypes: true });
    return entries.sort((a, b) => (a.name < b.name ? -1 : 1));
  } catch (error) {
    if (codeOf(error) !== 'ENOENT') throw error;
    return [];
  }
}
