import { isMapping, type Metadata } from '../paperspace/schema.ts';
import { MARK } from '../paperspace/snapshot-mark.ts';
import { type InputKind, RejectedValue } from './input-parsers.ts';

/** The key of a version's metadata that holds where it came from (repository, commit, run ...). */
export const PROVENANCE = 'github';

/** The keys that the action writes itself. */
const RESERVED = [MARK, PROVENANCE];

/** A JSON or YAML mapping. `snapshot` and `github` are the action's own keys, and refused. */
export const metadata: InputKind<Metadata> = {
  takes: 'a JSON or YAML mapping',
  parse: async (text) => {
    const value = await parseMapping(text);
    const reserved = RESERVED.filter((key) => Object.hasOwn(value, key));
    if (reserved.length > 0) throw new RejectedValue(`the keys ${reserved.join(' and ')} are kept for this action`);
    return value;
  },
};

async function parseMapping(text: string): Promise<Metadata> {
  const value = text.trimStart().startsWith('{') ? (parseJson(text) ?? (await parseYaml(text))) : await parseYaml(text);
  if (!isMapping(value)) throw new RejectedValue('it is not a mapping');
  const problem = whatJsonCannotHold(value);
  if (problem !== undefined) throw new RejectedValue(problem);
  return value;
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    // What is not JSON may still be YAML's flow style: the YAML parser has the last word, and the better message.
    return undefined;
  }
}

/** The YAML parser is loaded only here, since most steps give no metadata, or give JSON. */
async function parseYaml(text: string): Promise<unknown> {
  const { parse } = await import('yaml');
  try {
    return parse(text, { schema: 'core', maxAliasCount: 100, prettyErrors: false, logLevel: 'error' });
  } catch (error) {
    throw new RejectedValue(`it cannot be read: ${String(error).replace(/^\w*Error: /, '')}`);
  }
}

const DEEPEST = 64;
/** From here on JavaScript writes whole numbers with an exponent, as numbers that are about right and no more. */
const LEAST_ROUGH = 1e21;

/** Says why a value would not arrive as it was written, or undefined where it would. */
function whatJsonCannotHold(value: unknown, depth = 0): string | undefined {
  if (depth > DEEPEST) return `it is nested deeper than ${DEEPEST} levels`;
  if (typeof value === 'number') return whatIsWrongWithNumber(value);
  if (value === null || typeof value !== 'object') return undefined;
  if (!Array.isArray(value) && Object.getPrototypeOf(value) !== Object.prototype) {
    return `it holds a ${value.constructor.name}, which JSON has no way to write`;
  }
  if (Object.hasOwn(value, '__proto__')) return 'it holds the key __proto__';
  for (const child of Object.values(value)) {
    const problem = whatJsonCannotHold(child, depth + 1);
    if (problem !== undefined) return problem;
  }
  return undefined;
}

function whatIsWrongWithNumber(value: number): string | undefined {
  if (!Number.isFinite(value)) return `it holds ${value}, which JSON has no way to write`;
  const isExact = !Number.isInteger(value) || Number.isSafeInteger(value);
  if (isExact || Math.abs(value) >= LEAST_ROUGH) return undefined;
  return `it holds a whole number near ${value} that is too large to stay as it is: put it between quotes`;
}
