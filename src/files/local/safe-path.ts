import { type KeyProblem, KeysError } from '../errors.ts';

/** The platform on which the files are written. It determines which names are valid. */
export type Platform = NodeJS.Platform;

/** The maximum length of the name of a file or folder: in bytes on Linux and macOS, in UTF-16 code units on Windows. */
const MAX_NAME = 255;

/** Device names, with or without an extension: https://learn.microsoft.com/windows/win32/fileio/naming-a-file */
const reservedOnWindows = /^(con|prn|aux|nul|conin\$|conout\$|com[0-9¹²³]|lpt[0-9¹²³]) *(\.|$)/i;

/**
 * Checks that each key is a valid path of a file inside a folder on this platform, and that no two keys are the same
 * file.
 *
 * @param keys relative paths, with `/` between folders
 * @throws KeysError with all invalid keys
 */
export function checkKeys(keys: Iterable<string>, platform: Platform): void {
  const problems: KeyProblem[] = [];
  const files = new Map<string, string>();
  for (const key of keys) {
    const reason = problemOf(key, platform);
    if (reason !== undefined) problems.push({ key, reason });
    const folded = foldName(key, platform);
    const other = files.get(folded);
    if (other !== undefined)
      problems.push({ key, reason: `is the same file as ${JSON.stringify(other)} on this system` });
    files.set(folded, key);
  }
  problems.push(...filesThatAreFolders(files));
  if (problems.length > 0) throw new KeysError(problems);
}

function filesThatAreFolders(files: ReadonlyMap<string, string>): KeyProblem[] {
  const problems: KeyProblem[] = [];
  const known = new Set<string>();
  for (const [folded, key] of files) {
    for (let end = folded.lastIndexOf('/'); end > 0; end = folded.lastIndexOf('/', end - 1)) {
      const folder = folded.slice(0, end);
      if (known.has(folder)) break;
      known.add(folder);
      const file = files.get(folder);
      if (file === undefined) continue;
      problems.push({ key: file, reason: `is a file, but also a folder that contains ${JSON.stringify(key)}` });
    }
  }
  return problems;
}

/** Normalizes a name, so that two names of the same file on a platform become equal: its case and its Unicode form. */
export function foldName(name: string, platform: Platform): string {
  const ignoresCase = platform === 'win32' || platform === 'darwin';
  return ignoresCase ? name.normalize('NFC').toLowerCase() : name;
}

function problemOf(key: string, platform: Platform): string | undefined {
  if (key === '') return 'is empty';
  if (key.startsWith('/')) return 'is an absolute path';
  if (key.includes('\0')) return 'contains a NUL character';
  for (const name of key.split('/')) {
    if (name === '') return 'has an empty segment';
    if (name === '.' || name === '..') return `has a segment "${name}"`;
    const reason = platform === 'win32' ? windowsProblemOf(name) : posixProblemOf(name);
    if (reason !== undefined) return reason;
  }
  return undefined;
}

function posixProblemOf(name: string): string | undefined {
  return Buffer.byteLength(name) > MAX_NAME ? `has a name of more than ${MAX_NAME} bytes` : undefined;
}

function windowsProblemOf(name: string): string | undefined {
  // Windows reads a backslash as a folder separator, and a colon as a drive or an alternate data stream.
  if (/[\p{Cc}<>:"|?*\\]/u.test(name)) return 'contains a character that Windows does not allow in names';
  if (/[ .]$/.test(name)) return 'has a name that ends in a dot or a space, which Windows drops';
  if (reservedOnWindows.test(name)) return 'has a name that Windows reserves for a device';
  return name.length > MAX_NAME ? `has a name of more than ${MAX_NAME} characters` : undefined;
}
