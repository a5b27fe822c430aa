import { expect, test } from '@jest/globals';
import * as fc from 'fast-check';
import { compileKeyFilter } from '../../src/files/globs.ts';
import { registry } from '../../src/operations/index.ts';
import { loadAll } from '../../src/operations/operation.ts';
import { holds } from '../support/property.ts';
import { problemsOf } from '../support/runner.ts';

const operations = await loadAll(registry);

const part = fc.constantFrom(
  '*',
  '**',
  '**/',
  '?',
  '/',
  'a',
  'b',
  '.',
  '[ab]',
  '[!a]',
  '[^b]',
  'ä',
  '\u{1f33c}',
  '+',
  '(',
);
const glob = fc.array(part, { minLength: 1, maxLength: 6 }).map((parts) => parts.join(''));
const key = fc
  .array(fc.constantFrom('a', 'b', '/', '.', 'ä', '\u{1f33c}', '+', '(', '\n'), { maxLength: 8 })
  .map((parts) => parts.join(''));

/** The same globs as a regular expression, which says shortest what they mean, and can take for ever. */
function meaning(pattern: string): RegExp {
  const wildcards: Readonly<Record<string, string>> = { '**/': '(?:.*/)?', '**': '.*', '*': '[^/]*', '?': '[^/]' };
  const bare = pattern.replace(/^(\.?\/)+/, '').replace(/\/+$/, '');
  const source = bare.replace(
    /\*\*\/|\*\*|\*|\?|\[(?:!|\^)?([^\]]+)\]|[\\^$.*+?()[\]{}|]/g,
    (token, set: string | undefined) => {
      if (set !== undefined) return token.startsWith('[!') || token.startsWith('[^') ? `[^/${set}]` : `[${set}]`;
      return wildcards[token] ?? `\\${token}`;
    },
  );
  return new RegExp(bare === '' ? '' : `^${source}(/|$)`, 'su');
}

test('a glob matches what its definition says', async () => {
  await holds(
    fc.property(glob, key, (pattern, name) => {
      fc.pre(!pattern.startsWith('!') && pattern.trim() === pattern);

      expect(compileKeyFilter([pattern])(name)).toBe(meaning(pattern).test(name));
    }),
  );
});

test.each([
  ['stars within a folder', `${'*a'.repeat(50)}b`],
  ['stars across folders', `${'**a'.repeat(50)}b`],
  ['folders', `${'**/a/'.repeat(50)}b`],
])('a glob of many %s is matched against the worst keys', (_what, pattern) => {
  const filter = compileKeyFilter([pattern]);

  // A regular expression with backtracking would not end on these.
  expect(filter('a/'.repeat(500))).toBe(false);
  expect(filter('a'.repeat(1_000))).toBe(false);
});

test.each([
  'list-files',
  'delete-files',
])('an invalid glob is an invalid input of %s, reported before any request', async (name) => {
  const operation = operations.find((one) => one.name === name);

  expect(await problemsOf(operation, { dataset: 'dst364npcw6ccok:fo5rp4m', path: '[z-a]' })).toEqual([
    expect.stringMatching(/^path: contains an invalid glob: Invalid regular expression: /),
  ]);
});
