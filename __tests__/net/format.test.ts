import { describe, expect, test } from '@jest/globals';
import {
  didYouMean,
  formatAge,
  formatBytes,
  formatChoice,
  formatCode,
  formatCount,
  formatDuration,
  formatExactBytes,
  formatInteger,
  formatList,
  formatTime,
  formatUsage,
  suggestions,
} from '../../src/net/format.ts';

test.each([
  [0, '0 bytes'],
  [1, '1 byte'],
  [1023, '1,023 bytes'],
  [1024, '1.0 KiB'],
  [1536, '1.5 KiB'],
  [1024 * 1024 - 1, '1.0 MiB'],
  [1_288_490_188, '1.2 GiB'],
  [5 * 1024 ** 4, '5.0 TiB'],
  [2000 * 1024 ** 5, '2000.0 PiB'],
])('writes %d bytes as %s', (bytes, text) => {
  expect(formatBytes(bytes)).toBe(text);
});

test.each([
  [512, '512 bytes'],
  [1_288_490_188, '1.2 GiB (1,288,490,188 bytes)'],
])('writes %d bytes exactly as %s', (bytes, text) => {
  expect(formatExactBytes(bytes)).toBe(text);
});

test.each([
  [null, ''],
  ['2048', '2.0 KiB (2,048 bytes)'],
  ['unknown', 'unknown'],
])('writes the usage %p that the API reports as "%s"', (usage, text) => {
  expect(formatUsage(usage)).toBe(text);
});

test.each([
  [0, '0 files'],
  [1, '1 file'],
  [12_345, '12,345 files'],
])('counts %d as %s', (count, text) => {
  expect(formatCount(count, 'file')).toBe(text);
});

test.each([
  [35, '35 ms'],
  [400, '0.4 s'],
  [9_949, '9.9 s'],
  [9_960, '10 s'],
  [59_600, '1 min'],
  [72_000, '1 min 12 s'],
  [3_599_600, '1 h'],
  [7_500_000, '2 h 5 min'],
  [86_400_000, '1 d'],
  [273_600_000, '3 d 4 h'],
])('writes %d ms as %s', (ms, text) => {
  expect(formatDuration(ms)).toBe(text);
});

test('writes a time of the API to the minute', () => {
  expect(formatTime('2026-03-18T12:00:30.000Z')).toBe('2026-03-18 12:00 UTC');
});

describe('an age', () => {
  const now = Date.parse('2026-03-18T12:00:00.000Z');

  test.each([
    ['2026-03-18T12:00:05.000Z', 'just now'],
    ['2026-03-18T11:59:00.000Z', '1 minute ago'],
    ['2026-03-17T12:00:00.000Z', '24 hours ago'],
    ['2026-03-15T12:00:00.000Z', '3 days ago'],
  ])('of %s is %s', (iso, text) => {
    expect(formatAge(iso, now)).toBe(text);
  });
});

const choices = ['list-datasets', 'list-versions', 'upload-files', 'commit', 'Flowers'];

describe('a suggestion', () => {
  test.each([
    ['list-dataset', ['list-datasets']],
    ['LIST-VERSIONS', ['list-versions']],
    ['comit', ['commit']],
    ['list_versions', ['list-versions']],
    ['flower', ['Flowers']],
    ['upload', ['upload-files']],
    ['list', ['list-datasets', 'list-versions']],
    ['commitment', []],
    ['up', []],
    ['x', []],
    ['', []],
  ])('for %j is %j', (written, expected) => {
    expect(suggestions(written, choices)).toEqual(expected);
  });

  test('is undefined without choices', () => {
    expect(suggestions('commit', [])).toEqual([]);
  });

  test('allows one wrong letter in a short word', () => {
    expect(suggestions('ad', ['add'])).toEqual(['add']);
  });
});

test('a suggestion is worded as a question or is empty', () => {
  expect(didYouMean('comit', choices)).toBe('Did you mean `commit`?');
  expect(didYouMean('list', choices)).toBe('Did you mean `list-datasets` or `list-versions`?');
  expect(didYouMean('something', choices)).toBe('');
});

test.each([
  [['a'], '`a`'],
  [['a', 'b'], '`a` or `b`'],
  [['a', 'b', 'c'], '`a`, `b`, or `c`'],
])('choices are listed as a sentence does: %j', (given, expected) => {
  expect(formatChoice(given)).toBe(expected);
});

test.each([
  ['up', '`up`'],
  ['with `backticks`', '"with `backticks`"'],
  ['two\nlines', '"two\\nlines"'],
  ['', '""'],
])('a text is shown as code, or quoted if that is impossible: %j', (text, expected) => {
  expect(formatCode(text)).toBe(expected);
});

test.each([
  [0, '0'],
  [999, '999'],
  [1000, '1,000'],
  [123_456, '123,456'],
  [1_234_567_890, '1,234,567,890'],
])('writes the integer %d as %s', (value, text) => {
  expect(formatInteger(value)).toBe(text);
});

test.each([
  [['a'], 'a'],
  [['a', 'b'], 'a and b'],
  [['a', 'b', 'c'], 'a, b, and c'],
])('joins %j as %s', (texts, joined) => {
  expect(formatList(texts)).toBe(joined);
});
