/** Formats numbers and suggestions for logs and summaries. Outputs stay plain numbers. */
import leven from 'leven';

const BYTE_UNITS = ['KiB', 'MiB', 'GiB', 'TiB', 'PiB'];

/** Returns a size as `512 bytes`, `1.5 KiB` or `1.2 GiB`. */
export function formatBytes(bytes: number): string {
  if (bytes < 1024) return formatCount(Math.round(bytes), 'byte');
  let value = bytes / 1024;
  let power = 0;
  // A value that rounds to 1024.0 belongs to the next unit.
  while (value >= 1023.95 && power < BYTE_UNITS.length - 1) {
    value /= 1024;
    power += 1;
  }
  return `${value.toFixed(1)} ${BYTE_UNITS[power]}`;
}

/** Returns a size with its exact number of bytes, as `1.2 GiB (1,288,490,188 bytes)`. */
export function formatExactBytes(bytes: number): string {
  return bytes < 1024 ? formatBytes(bytes) : `${formatBytes(bytes)} (${formatCount(bytes, 'byte')})`;
}

/** Returns the size that the API reports as a text, or `''` if it reports none. */
export function formatUsage(usageBytes: string | null): string {
  if (usageBytes === null) return '';
  return /^\d{1,15}$/.test(usageBytes) ? formatExactBytes(Number(usageBytes)) : usageBytes;
}

/** Returns an integer as `12,345`. Node's own function loads data about languages, which takes 24 ms and 10 MiB. */
export function formatInteger(value: number): string {
  return String(value).replace(/\B(?=(\d{3})+$)/g, ',');
}

/** Returns an integer with its noun, as `1 file`, `2 files` or `12,345 files`. */
export function formatCount(count: number, noun: string): string {
  return `${formatInteger(count)} ${noun}${count === 1 ? '' : 's'}`;
}

/** Joins texts, as `a`, `a and b` or `a, b, and c`. Without `Intl`, which would slow down every start. */
export function formatList(texts: readonly string[], conjunction: 'and' | 'or' = 'and'): string {
  if (texts.length < 3) return texts.join(` ${conjunction} `);
  return `${texts.slice(0, -1).join(', ')}, ${conjunction} ${texts.at(-1)}`;
}

/** Returns a duration as `35 ms`, `0.4 s`, `12 s`, `1 min 12 s`, `2 h 5 min` or `3 d 4 h`. */
export function formatDuration(ms: number): string {
  if (ms < 95) return `${Math.round(ms)} ms`;
  if (ms < 9_950) return `${(ms / 1000).toFixed(1)} s`;
  const seconds = Math.round(ms / 1000);
  if (seconds < 60) return `${seconds} s`;
  if (seconds < 3_600) return pair(seconds, 60, 'min', 's');
  const minutes = Math.round(seconds / 60);
  return minutes < 1_440 ? pair(minutes, 60, 'h', 'min') : pair(Math.round(minutes / 60), 24, 'd', 'h');
}

function pair(value: number, size: number, large: string, small: string): string {
  const rest = value % size;
  return rest === 0 ? `${value / size} ${large}` : `${Math.floor(value / size)} ${large} ${rest} ${small}`;
}

/** Returns a time of the API, in ISO 8601, as `2026-03-18 12:00 UTC`. */
export function formatTime(iso: string): string {
  return `${new Date(iso).toISOString().slice(0, 16).replace('T', ' ')} UTC`;
}

/** Returns how long ago a time of the API was, as `just now`, `5 minutes ago` or `3 days ago`. */
export function formatAge(iso: string, nowMs: number): string {
  const minutes = Math.max(0, Math.round((nowMs - Date.parse(iso)) / 60_000));
  if (minutes === 0) return 'just now';
  if (minutes < 60) return `${formatCount(minutes, 'minute')} ago`;
  const hours = Math.round(minutes / 60);
  return hours < 48 ? `${formatCount(hours, 'hour')} ago` : `${formatCount(Math.round(hours / 24), 'day')} ago`;
}

/** Returns a text between backticks, or quoted if it contains backticks or line breaks itself. */
export function formatCode(text: string): string {
  return /^[^`\r\n]+$/.test(text) ? `\`${text}\`` : JSON.stringify(text);
}

/** Returns choices as `` `a` or `b` `` or `` `a`, `b`, or `c` ``. */
export function formatChoice(choices: readonly string[]): string {
  return formatList(choices.map(formatCode), 'or');
}

/** A shorter prefix is not specific enough. */
const MIN_PREFIX = 3;

const MAX_SUGGESTIONS = 5;

/**
 * Returns the choices that a misspelled text may mean: the first five that begin with it, otherwise the nearest one,
 * which may differ in a third of the text. Case does not count.
 */
export function suggestions(written: string, choices: readonly string[]): string[] {
  const lower = written.toLowerCase();
  const begun = choices.filter((choice) => choice.toLowerCase().startsWith(lower));
  if (lower.length >= MIN_PREFIX && begun.length > 0) return begun.slice(0, MAX_SUGGESTIONS);
  const [nearest] = choices
    .map((choice) => ({ choice, distance: leven(lower, choice.toLowerCase()) }))
    .filter(({ distance }) => distance <= Math.max(1, lower.length / 3))
    .sort((a, b) => a.distance - b.distance);
  return nearest === undefined ? [] : [nearest.choice];
}

/** Returns `Did you mean …?` with the choices that a misspelled text may mean, or `''` if none is similar. */
export function didYouMean(written: string, choices: readonly string[]): string {
  const near = suggestions(written, choices);
  return near.length === 0 ? '' : `Did you mean ${formatChoice(near)}?`;
}
