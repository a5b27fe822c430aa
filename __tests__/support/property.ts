/** Properties, and arbitraries of what a hostile API can say: any JSON, and responses that are nearly right. */
import * as fc from 'fast-check';
import { sampleDataset, sampleVersion } from './responses.ts';

const { PROPERTY_RUNS, PROPERTY_SEED } = process.env;

/** `npm test` tries the same values each time, so that it fails only because of a change. With PROPERTY_RUNS they are new. */
const fixedSeed = PROPERTY_RUNS === undefined ? 1 : undefined;

/**
 * Tries a property with PROPERTY_RUNS values, or a hundred. If it does not hold, fast-check prints the values and the
 * seed; PROPERTY_SEED repeats them.
 */
export async function holds<T>(property: fc.IRawProperty<T>, runs = Number(PROPERTY_RUNS ?? 100)): Promise<void> {
  const seed = PROPERTY_SEED === undefined ? fixedSeed : Number(PROPERTY_SEED);
  await fc.assert(property, { numRuns: runs, ...(seed === undefined ? {} : { seed }) });
}

/** Texts that could be interpreted as a command, markup, a path, or the key of an object. */
export const hostileText: fc.Arbitrary<string> = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 40 }),
  fc.constantFrom(
    '::error::evil',
    '\n::set-output name=ref::evil',
    '  ::stop-commands::evil',
    '##[group]evil',
    '\u001b[31mred',
    'a\r::warning::evil',
    '<script>evil()</script>',
    '</td></tr></table>',
    '`x` **x** [x](http://evil.example)',
    '../../../etc/passwd',
    '..',
    '.',
    '',
    '/',
    '%2e%2e%2f',
    '__proto__',
    'constructor',
    'latest',
    'a,b',
    '\u202egnp.exe',
    '\ud800',
    '\0',
    'x'.repeat(5_000),
  ),
);

/** Any JSON value, with hostile texts and keys in it. */
export const wildJson: fc.Arbitrary<unknown> = fc.letrec((tie) => ({
  value: fc.oneof(
    { maxDepth: 4, withCrossShrink: true },
    fc.constantFrom(null, true, false, 0, -1, 1e308, Number.MAX_SAFE_INTEGER),
    hostileText,
    fc.array(tie('value'), { maxLength: 4 }),
    fc.array(fc.tuple(hostileText, tie('value')), { maxLength: 4 }).map(toObject),
  ),
})).value;

/** Returns an object with these keys, as JSON does: `__proto__` is a key like any other. */
function toObject(entries: readonly (readonly [string, unknown])[]): unknown {
  const members = entries.map(([key, value]) => `${JSON.stringify(key)}:${JSON.stringify(value)}`);
  return JSON.parse(`{${members.join(',')}}`);
}

/** A response of the right form in which up to two fields have a wrong type or a hostile value. */
function spoilt(good: object): fc.Arbitrary<unknown> {
  const fields = fc.constantFrom(...Object.keys(good));
  const change = fc.tuple(fields, fc.oneof(hostileText, wildJson));
  return fc.array(change, { maxLength: 2 }).map((changes) => ({ ...good, ...Object.fromEntries(changes) }));
}

export const spoiltDataset = spoilt(sampleDataset());
export const spoiltVersion = spoilt(
  sampleVersion({ isCommitted: true, tags: ['v1'], url: 's3://bucket/team/version' }),
);

const page = (item: fc.Arbitrary<unknown>): fc.Arbitrary<unknown> =>
  fc.record({
    items: fc.oneof({ weight: 4, arbitrary: fc.array(item, { maxLength: 3 }) }, { weight: 1, arbitrary: wildJson }),
    hasMore: fc.oneof(fc.boolean(), wildJson),
    nextPage: fc.oneof(fc.constant(null), hostileText, wildJson),
  });

/** The text of a response body: any JSON, or no JSON. */
export const wildBody: fc.Arbitrary<string> = fc.oneof(
  fc
    .oneof(
      spoiltDataset,
      spoiltVersion,
      page(spoiltVersion),
      page(spoiltDataset),
      wildJson,
      fc.record({ code: wildJson, message: wildJson, details: wildJson }, { requiredKeys: [] }),
    )
    .map((value) => JSON.stringify(value)),
  fc.constantFrom('', '{', 'null', '<html>502</html>', '['.repeat(100_000), '{"a":'.repeat(10_000)),
  fc.constant(`${'['.repeat(20_000)}${']'.repeat(20_000)}`),
  fc.constant(`{"message":${'{"a":'.repeat(20_000)}1${'}'.repeat(20_000)}}`),
);

/** A response with any status, wrong headers and any body. */
export const wildAnswer = fc.record({
  status: fc.oneof(
    { weight: 4, arbitrary: fc.constant(200) },
    { weight: 2, arbitrary: fc.constantFrom(204, 302, 400, 401, 403, 404, 409, 429, 500, 503) },
    { weight: 1, arbitrary: fc.integer({ min: 100, max: 999 }) },
  ),
  headers: fc.record(
    {
      'content-type': hostileText,
      'content-encoding': fc.constantFrom('gzip', 'br', 'deflate', 'x'),
      'retry-after': fc.oneof(
        hostileText,
        fc.constantFrom('0', '-1', '99999999999999999999', 'Wed, 21 Oct 2099 07:28:00 GMT'),
      ),
      'x-request-id': hostileText,
      location: hostileText,
      date: hostileText,
    },
    { requiredKeys: [] },
  ),
  body: wildBody,
});
