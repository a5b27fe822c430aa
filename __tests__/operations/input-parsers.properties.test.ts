import { expect, test } from '@jest/globals';
import * as fc from 'fast-check';
import { suggestions } from '../../src/net/format.ts';
import {
  duration,
  type InputKind,
  integer,
  lines,
  metadata,
  oneOf,
  Rejected,
  words,
} from '../../src/operations/input-parsers.ts';
import { holds } from '../support/property.ts';

/** What a kind makes of a text, or undefined where it rejects it. */
async function parsed<T>(kind: InputKind<T>, value: string): Promise<T | undefined> {
  const result = await kind.parse(value);
  return result instanceof Rejected ? undefined : result;
}

test('whole numbers are parsed within their bounds and rejected outside', async () => {
  await holds(
    fc.asyncProperty(fc.maxSafeNat(), fc.maxSafeNat(), fc.maxSafeNat(), async (number, one, other) => {
      const [least, most] = [Math.min(one, other), Math.max(one, other)];
      const expected = number < least || number > most ? undefined : number;

      expect(await parsed(integer(least, most), String(number))).toBe(expected);
    }),
  );
});

test('no text is parsed as NaN or a number out of bounds', async () => {
  await holds(
    fc.asyncProperty(fc.oneof(fc.string(), fc.double().map(String)), async (value) => {
      const number = await parsed(integer(1, 20), value);

      expect(number === undefined || (Number.isInteger(number) && number >= 1 && number <= 20)).toBe(true);
    }),
  );
});

test('joined words are parsed back, each once', async () => {
  const word = fc.string({ minLength: 1 }).filter((text) => text === text.trim() && !/[,\r\n]/.test(text));
  await holds(
    fc.property(fc.array(word), fc.constantFrom(',', '\n', ' , ', '\r\n', ',,'), (list, separator) => {
      expect(words(list.join(separator))).toEqual([...new Set(list)]);
    }),
  );
});

test('lines and words are never empty or padded', async () => {
  await holds(
    fc.property(fc.string({ unit: fc.constantFrom('a', ' ', '\t', ',', '\n', '\r\n', 'ä') }), (value) => {
      for (const one of [...lines(value), ...words(value)]) {
        expect(one).not.toBe('');
        expect(one).toBe(one.trim());
      }
    }),
  );
});

test('a duration is a whole number of its units, or rejected', async () => {
  const unit = fc.constantFrom<['m' | 'h' | 'd' | 'w', number]>(
    ['m', 60_000],
    ['h', 3_600_000],
    ['d', 86_400_000],
    ['w', 604_800_000],
  );
  await holds(
    fc.asyncProperty(fc.nat({ max: 999_999_999 }), unit, async (amount, [letter, ms]) => {
      const isSensible = amount > 0 && amount * ms <= 36_500 * 86_400_000;

      expect(await parsed(duration(), `${amount}${letter}`)).toBe(isSensible ? amount * ms : undefined);
    }),
  );
});

test('a misspelled word gets a suggestion, and a correct one is accepted', async () => {
  const choices = ['list-datasets', 'create-version', 'set-tags'] as const;
  await holds(
    fc.asyncProperty(fc.constantFrom(...choices), fc.nat({ max: 7 }), async (choice, place) => {
      const nearly = choice.slice(0, place) + choice.slice(place + 1);

      expect(await parsed(oneOf(...choices), choice)).toBe(choice);
      expect(suggestions(nearly, choices)).toEqual([choice]);
    }),
  );
});

test('every JSON mapping is parsed back unchanged', async () => {
  const isKept = (key: string): boolean => !['snapshot', 'github', '__proto__'].includes(key);
  const key = fc.string().filter(isKept);
  const { value } = fc.letrec((tie) => ({
    value: fc.oneof(
      { maxDepth: 5, withCrossShrink: true },
      fc.constantFrom(null, true, false, 0, ''),
      fc.string(),
      fc.maxSafeInteger(),
      fc.array(tie('value'), { maxLength: 4 }),
      fc.dictionary(key, tie('value'), { maxKeys: 4, noNullPrototype: true }),
    ),
  }));
  await holds(
    fc.asyncProperty(fc.dictionary(key, value, { noNullPrototype: true }), async (mapping) => {
      expect(await metadata.parse(JSON.stringify(mapping))).toEqual(mapping);
    }),
  );
});

test('any text is parsed as a JSON mapping or rejected', async () => {
  const piece = fc.constantFrom(
    'a',
    ': ',
    '- ',
    '\n',
    '  ',
    '{',
    '}',
    '[',
    ']',
    ',',
    '"',
    '&x ',
    '*x',
    '!!set ',
    '.nan',
    '1',
    '~',
    '#',
    '|',
    '---\n',
    '? ',
  );
  await holds(
    fc.asyncProperty(fc.oneof(fc.string(), fc.string({ unit: piece })), async (text) => {
      const value = await parsed(metadata, text);

      if (value !== undefined) expect(JSON.parse(JSON.stringify(value))).toEqual(value);
    }),
  );
});
