import { describe, expect, test } from '@jest/globals';
import { boolean, duration, integer, lines, oneOf, Rejected, text, words } from '../../src/operations/input-parsers.ts';

test('text is trimmed', () => {
  expect(text.parse(' two words \n')).toBe('two words');
});

describe('a boolean', () => {
  test.each([
    ['true', true],
    ['True', true],
    [' TRUE ', true],
    ['false', false],
    ['False', false],
    ['FALSE', false],
  ])('is parsed as %j', (value, expected) => {
    expect(boolean.parse(value)).toBe(expected);
  });

  test.each(['yes', 'no', '1', '0', 'on', 'tRUE', 'truefalse', 'null'])('is not %j', (value) => {
    expect(boolean.parse(value)).toBeInstanceOf(Rejected);
  });
});

describe('a whole number', () => {
  test.each([
    ['0', 0],
    ['007', 7],
    [' 42 ', 42],
    ['9007199254740991', Number.MAX_SAFE_INTEGER],
  ])('is %j', (value, expected) => {
    expect(integer(0).parse(value)).toBe(expected);
  });

  test.each([
    '-1',
    '+1',
    '1.0',
    '1e3',
    '0x10',
    'abc',
    '1 2',
    'NaN',
    'Infinity',
    '١',
    '12345678901234567',
  ])('is not %j', (value) => {
    expect(integer(0).parse(value)).toBeInstanceOf(Rejected);
  });

  test.each(['0', '21', '9007199254740992'])('is within bounds, and so not %j', (value) => {
    expect(integer(1, 20).parse(value)).toBeInstanceOf(Rejected);
  });

  test('is rejected with its bounds', () => {
    expect(integer(1, 20).accepts).toBe('a whole number from 1 to 20');
    expect(integer(1).accepts).toBe('a whole number of at least 1');
  });
});

describe('a choice', () => {
  const kind = oneOf('replace', 'add');

  test('is one of its words', () => {
    expect(kind.parse(' add ')).toBe('add');
    expect(kind.accepts).toBe('`replace` or `add`');
  });

  test.each([
    ['replcae', 'Did you mean `replace`?'],
    ['ADD', 'Did you mean `add`?'],
    ['something else', ''],
  ])('is not %j', (value, message) => {
    expect(kind.parse(value)).toEqual(new Rejected(message));
  });
});

test('lines are trimmed and empty ones dropped', () => {
  expect(lines(' a b \r\n\n# c\n  d\r\n')).toEqual(['a b', '# c', 'd']);
  expect(lines(' \n ')).toEqual([]);
});

test('words are separated by commas and line breaks, each once', () => {
  expect(words(' a, b c\r\nd,,a\n')).toEqual(['a', 'b c', 'd']);
  expect(words(', \n')).toEqual([]);
});

describe('a duration', () => {
  test.each([
    ['90m', 5_400_000],
    ['12h', 43_200_000],
    [' 30d ', 2_592_000_000],
    ['4w', 2_419_200_000],
    ['36500d', 36_500 * 86_400_000],
  ])('is %j', (value, ms) => {
    expect(duration().parse(value)).toBe(ms);
  });

  test.each([
    ['30', ''],
    ['30s', ''],
    ['30 d', ''],
    ['1.5d', ''],
    ['-1d', ''],
    ['P30D', ''],
    ['1234567890m', ''],
    ['0d', 'It must be greater than zero'],
    ['36501d', 'It must not exceed 100 years'],
  ])('is not %j', (value, message) => {
    expect(duration().parse(value)).toEqual(new Rejected(message));
  });

  test('is rejected below its minimum', () => {
    const kind = duration(6 * 3_600_000, '6h');

    expect(kind.parse('6h')).toBe(6 * 3_600_000);
    expect(kind.parse('359m')).toEqual(new Rejected('A running job may still be filling a draft of that age'));
    expect(kind.accepts).toBe('a duration such as `12h`, `30d` or `4w`, at least 6h');
    expect(duration().accepts).toBe('a duration such as `12h`, `30d` or `4w`');
  });
});
