import { didYouMean, formatChoice } from '../net/format.ts';
import { isMapping, type Metadata } from '../paperspace/schema.ts';
import { RESERVED_KEYS } from '../paperspace/snapshot-mark.ts';

/** A text that an input does not accept. The message adds details: a sentence, or nothing. */
export class RejectedValue extends Error {
  override readonly name = 'RejectedValue';
}

/** One kind of input. Texts are never empty. */
export interface InputKind<T> {
  /** Completes the sentence "`limit` must be …". */
  readonly accepts: string;
  /** Describes the problem if a required input is missing, unless `accepts` does. */
  readonly missing?: string;
  /** Throws a {@link RejectedValue} for a text that this kind of input does not accept. */
  readonly parse: (text: string) => T | Promise<T>;
}

/** A text without the white space around it. */
export const text: InputKind<string> = {
  accepts: 'text',
  missing: 'is missing',
  parse: (value) => value.trim(),
};

/** `true` or `false`, as YAML 1.2 writes them. */
export const boolean: InputKind<boolean> = {
  accepts: '`true` or `false`',
  parse: (value) => {
    const word = value.trim();
    if (['true', 'True', 'TRUE'].includes(word)) return true;
    if (['false', 'False', 'FALSE'].includes(word)) return false;
    throw new RejectedValue();
  },
};

/** A whole number within bounds, in decimal digits only. */
export function integer(least: number, most: number = Number.MAX_SAFE_INTEGER): InputKind<number> {
  const bounds = most === Number.MAX_SAFE_INTEGER ? `of at least ${least}` : `from ${least} to ${most}`;
  return {
    accepts: `a whole number ${bounds}`,
    parse: (value) => {
      const digits = value.trim();
      const number = Number(digits);
      if (!/^\d{1,16}$/.test(digits) || number < least || number > most) throw new RejectedValue();
      return number;
    },
  };
}

/** A whole number within bounds, or a word. */
export function integerOr<const W extends string>(word: W, least: number, most: number): InputKind<number | W> {
  const number = integer(least, most);
  return {
    accepts: `\`${word}\` or ${number.accepts}`,
    parse: (value) => (value.trim() === word ? word : number.parse(value)),
  };
}

/** One of a few words. */
export function oneOf<const W extends string>(...words: readonly W[]): InputKind<W> {
  return {
    accepts: formatChoice(words),
    parse: (value) => {
      const found = words.find((word) => word === value.trim());
      if (found === undefined) throw new RejectedValue(didYouMean(value.trim(), words));
      return found;
    },
  };
}

/** Lines that are not empty, trimmed. */
export function lines(value: string): string[] {
  return value
    .split(/\r?\n/)
    .map((line) => line.trim())
    .filter((line) => line !== '');
}

/** Words between commas or line breaks, trimmed, without empty ones and repetitions. */
export function words(value: string): string[] {
  return [...new Set(value.split(/[,\r\n]/).map((word) => word.trim()))].filter((word) => word !== '');
}

const UNITS_MS: Readonly<Record<string, number>> = {
  m: 60_000,
  h: 3_600_000,
  d: 86_400_000,
  w: 604_800_000,
};
const MAX_DURATION_MS = 100 * 365 * 86_400_000;

/** A duration such as `90m`, `12h`, `30d` or `4w`, in milliseconds, of at least `leastMs`. */
export function duration(leastMs = 0, leastText = ''): InputKind<number> {
  const floor = leastText === '' ? '' : `, at least ${leastText}`;
  return {
    accepts: `a duration such as \`12h\`, \`30d\` or \`4w\`${floor}`,
    parse: (value) => {
      const [, amount, unit] = /^(\d{1,9})([mhdw])$/.exec(value.trim()) ?? [];
      const unitMs = unit === undefined ? undefined : UNITS_MS[unit];
      if (amount === undefined || unitMs === undefined) throw new RejectedValue();
      const ms = Number(amount) * unitMs;
      if (ms === 0) throw new RejectedValue('It must be greater than zero');
      if (ms < leastMs) throw new RejectedValue('A running job may still be filling a draft of that age');
      if (ms > MAX_DURATION_MS) throw new RejectedValue('It must not exceed 100 years');
      return ms;
    },
  };
}

/** A JSON or YAML mapping. The keys `snapshot` and `github` are reserved for the action. */
export const metadata: InputKind<Metadata> = {
  accepts: 'a JSON or YAML mapping',
  parse: async (text) => {
    const value = await parseMapping(text);
    const reserved = RESERVED_KEYS.filter((key) => Object.hasOwn(value, key));
    if (reserved.length > 0) {
      throw new RejectedValue(`The keys \`${RESERVED_KEYS.join('` and `')}\` are reserved for this action`);
    }
    return value;
  },
};

async function parseMapping(text: string): Promise<Metadata> {
  const value = text.trimStart().startsWith('{') ? (parseJson(text) ?? (await parseYaml(text))) : await parseYaml(text);
  if (!isMapping(value)) throw new RejectedValue();
  const problem = jsonProblem(value);
  if (problem !== undefined) throw new RejectedValue(problem);
  return value;
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    // It may still be YAML in flow style, and the YAML parser has the better message.
    return undefined;
  }
}

/** Loads the YAML parser, which most steps do not need: they have no metadata, or JSON. */
async function parseYaml(text: string): Promise<unknown> {
  const { parse } = await import('yaml');
  try {
    return parse(text, { schema: 'core', maxAliasCount: 100, prettyErrors: false, logLevel: 'error' });
  } catch (error) {
    throw new RejectedValue(`It is not valid YAML: ${String(error).replace(/^\w*Error: /, '')}`);
  }
}

const MAX_DEPTH = 64;
/** From here on JavaScript writes whole numbers with an exponent, which shows that they are not exact. */
const MIN_EXPONENTIAL = 1e21;

/** Returns why JSON cannot represent a value as it was written, or undefined if it can. */
function jsonProblem(value: unknown, depth = 0): string | undefined {
  if (depth > MAX_DEPTH) return `It is nested deeper than ${MAX_DEPTH} levels`;
  if (typeof value === 'number') return numberProblem(value);
  if (value === null || typeof value !== 'object') return undefined;
  if (!Array.isArray(value) && Object.getPrototypeOf(value) !== Object.prototype) {
    return `It contains a ${value.constructor.name}, which JSON cannot represent`;
  }
  if (Object.hasOwn(value, '__proto__')) return 'It contains the key __proto__';
  for (const child of Object.values(value)) {
    const problem = jsonProblem(child, depth + 1);
    if (problem !== undefined) return problem;
  }
  return undefined;
}

function numberProblem(value: number): string | undefined {
  if (!Number.isFinite(value)) return `It contains ${value}, which JSON cannot represent`;
  const isExact = !Number.isInteger(value) || Number.isSafeInteger(value);
  if (isExact || Math.abs(value) >= MIN_EXPONENTIAL) return undefined;
  return `It contains a whole number near ${value} that is too large to be exact: put it in quotes`;
}
