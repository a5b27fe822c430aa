import { type KeyProblem, KeysError } from '../errors.ts';

/** Where the files are going to lie; what a name may be depends on it. */
export type Platform = NodeJS.Platform;

/** The longest name of a file or folder: bytes on Linux and macOS, UTF-16 units on Windows. */
const MAX_NAME = 255;

/** https://learn.microsoft.com/windows/win32/fileio/naming-a-file, which count with and without an extension. */
const reservedOnWindows = /^(con|prn|aux|nul|conin\$|conout\$|com[0-9¹²³]|lpt[0-9¹²³]) *(\.|$)/i;

/**
 * Makes sure that each key names a file of its own inside a folder, on this platform.
 *
 * @param keys relative, with `/` between folders
 * @throws KeysError with all keys that do not
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
      problems.push({ key: file, reason: `is a file, and a folder that holds ${JSON.stringify(key)}` });
    }
  }
  return problems;
}

/** Returns what names have in common that are one name on a platform: where case does not count, and for macOS NFC. */
export function foldName(name: string, platform: Platform): string {
  const ignoresCase = platform === 'win32' || platform === 'darwin';
  return ignoresCase ? name.normalize('NFC').toLowerCase() : name;
}

function problemOf(key: string, platform: Platform): string | undefined {
  if (key === '') return 'is empty';
  if (key.startsWith('/')) return 'is an absolute path';
  if (key.includes('\0')) return 'holds a NUL character';
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
  // A backslash would be a folder, a colon a drive or a hidden stream.
  if (/[\p{Cc}<>:"|?*\\]/u.test(name)) return 'holds a character that Windows does not allow in names';
  if (/[ .]$/.test(name)) return 'has a name that ends in a dot or a space, which Windows drops';
  if (reservedOnWindows.test(name)) return 'has a name that Windows reserves for a device';
  return name.length > MAX_NAME ? `has a name of more than ${MAX_NAME} characters` : undefined;
}
