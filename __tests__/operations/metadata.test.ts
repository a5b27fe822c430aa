import { describe, expect, test } from '@jest/globals';
import { metadata, Rejected } from '../../src/operations/input-parsers.ts';

/** Why a text is rejected. */
async function rejection(text: string): Promise<string> {
  const result = await metadata.parse(text);
  if (!(result instanceof Rejected)) throw new Error('it is not rejected', { cause: result });
  return result.reason;
}

const nested = (levels: number): string => `{"a":${'['.repeat(levels)}${']'.repeat(levels)}}`;

describe('metadata can be a mapping', () => {
  test.each<[string, string, object]>([
    ['JSON', '{"a": [1, null, true], "b": {"c": "x"}}', { a: [1, null, true], b: { c: 'x' } }],
    ['JSON among white space', ' \n {"a": 1} \n', { a: 1 }],
    ['an empty one', '{}', {}],
    ['keys that objects have', '{"constructor": 1, "prototype": 2}', { constructor: 1, prototype: 2 }],
    ['YAML in blocks', 'a:\n  - 1\n  - ~\nb:\n  c: x\n', { a: [1, null], b: { c: 'x' } }],
    ['YAML in its flow style', '{a: 1, b: [x, y]}', { a: 1, b: ['x', 'y'] }],
    [
      'YAML of version 1.2: these are texts',
      'a: yes\nb: 2026-03-18\nc: 1_000',
      { a: 'yes', b: '2026-03-18', c: '1_000' },
    ],
    ['YAML with aliases', 'a: &x {n: 1}\nb: *x', { a: { n: 1 }, b: { n: 1 } }],
    ['YAML whose keys are no texts', '1: a\n? [b]\n: c', { '1': 'a', '[ b ]': 'c' }],
    ['YAML with a comment', '# of today\na: 1 # one', { a: 1 }],
    [
      'numbers of all sizes',
      '{"a": 0.1, "b": -9007199254740991, "c": 1e300, "d": 5e-324}',
      { a: 0.1, b: -9007199254740991, c: 1e300, d: 5e-324 },
    ],
    ['an own key that the action has deeper down', '{"a": {"github": 1}}', { a: { github: 1 } }],
    ['64 levels', nested(64), JSON.parse(nested(64))],
  ])('in %s', async (_name, text, value) => {
    expect(await metadata.parse(text)).toEqual(value);
  });
});

describe('metadata cannot be', () => {
  test.each([
    ['a list', '- a'],
    ['a list in JSON', '[1]'],
    ['a text', 'just words'],
    ['a number', '7'],
    ['null', 'null'],
    ['a comment alone', '# nothing'],
  ])('%s', async (_name, text) => {
    expect(await rejection(text)).toBe('');
  });

  test.each<[string, string, string]>([
    ['a key of the action', 'snapshot: mine', 'The keys `snapshot` and `github` are reserved for this action'],
    [
      'both keys of the action',
      '{"github": 1, "snapshot": 2}',
      'The keys `snapshot` and `github` are reserved for this action',
    ],
    ['a key that would become a prototype', '{"__proto__": {"admin": true}}', 'It contains the key __proto__'],
    ['such a key in YAML, deeper down', 'a:\n  - __proto__: {b: 1}', 'It contains the key __proto__'],
    ['no number', 'a: .nan', 'It contains NaN, which JSON cannot represent'],
    ['an endless number', 'a: [-.inf]', 'It contains -Infinity, which JSON cannot represent'],
    ['a number that is too large for JSON', '{"a": 1e999}', 'It contains Infinity, which JSON cannot represent'],
    [
      'a whole number that would lose its last digits',
      '{"id": 12345678901234567890}',
      'It contains a whole number near 12345678901234567000 that is too large to be exact: put it in quotes',
    ],
    ['a set', 'a: !!set {x, y}', 'It contains a Set, which JSON cannot represent'],
    ['bytes', 'a: !!binary aGk=', 'It contains a Buffer, which JSON cannot represent'],
    ['an ordered mapping', '!!omap [a: 1]', 'It contains a Map, which JSON cannot represent'],
    ['too deep', nested(65), 'It is nested deeper than 64 levels'],
    ['endless', 'a: &x {b: *x}', 'It is nested deeper than 64 levels'],
    ['JSON that breaks off, as YAML sees it', '{"a": 1', 'It is not valid YAML: Flow map'],
    ['a mapping with a key twice', 'a: 1\na: 2', 'It is not valid YAML: Map keys must be unique'],
    ['two documents', 'a: 1\n---\nb: 2', 'It is not valid YAML: Source contains multiple documents'],
    ['an alias of nothing', 'a: *x', 'It is not valid YAML: Unresolved alias'],
  ])('%s', async (_name, text, reason) => {
    expect((await rejection(text)).slice(0, reason.length)).toBe(reason);
  });

  test('a few lines that expand to a billion values', async () => {
    const level = (name: string, of: string): string => `${name}: &${name} [${Array(10).fill(of).join(', ')}]`;
    const bomb = [level('a', '1'), level('b', '*a'), level('c', '*b'), level('d', '*c'), level('e', '*d')].join('\n');

    expect(await rejection(bomb)).toMatch(/^It is not valid YAML: Excessive alias count/);
  });

  test('nested too deeply to be parsed', async () => {
    expect(await rejection(nested(100_000))).toBe('It is nested deeper than 64 levels');
    expect(await rejection(`a: ${'['.repeat(50_000)}`)).toMatch(/^It is not valid YAML/);
  });
});
