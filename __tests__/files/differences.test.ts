import { describe, expect, test } from '@jest/globals';
import * as fc from 'fast-check';
import {
  type Change,
  type ChangeSummary,
  type CompareOptions,
  compareFiles,
  type FileState,
} from '../../src/files/differences.ts';
import { OrderError } from '../../src/files/errors.ts';
import { compareKeys } from '../../src/files/manifest.ts';
import { mergeByKey } from '../../src/files/merge.ts';
import { holds } from '../support/property.ts';

/** A file whose content is one letter, repeated `size` times. */
function file(key: string, content: string, size = 1): FileState {
  return { key, size, etag: `etag-${content}-${size}`, sha256: digest(content, size) };
}

function digest(content: string, size: number): string {
  return Buffer.from(`${content}${size}`).toString('hex').padEnd(64, '0');
}

/** The items in batches of one, two, none, one and so on. */
async function* list<T>(items: readonly T[]): AsyncGenerator<readonly T[]> {
  for (let start = 0, round = 1; start < items.length; round = (round + 1) % 3) {
    yield items.slice(start, start + round);
    start += round;
  }
}

async function compare(
  before: readonly FileState[],
  after: readonly FileState[],
  options: CompareOptions = {},
): Promise<ChangeSummary & { readonly changes: readonly Change[] }> {
  const changes: Change[] = [];
  const onChange = async (change: Change): Promise<void> => {
    changes.push(change);
  };
  return { ...(await compareFiles(mergeByKey(list(before), list(after)), { onChange, ...options })), changes };
}

const withoutDigest = (state: FileState): FileState => ({ ...state, sha256: undefined });

describe('two sets of files', () => {
  test('without differences have no changes', async () => {
    const files = [file('a', 'x', 3), file('b', 'y', 4)];
    expect(await compare(files, files)).toMatchObject({
      changes: [],
      before: { files: 2, bytes: 7 },
      after: { files: 2, bytes: 7 },
      basis: 'sha256',
      renamesLimited: false,
    });
  });

  test('have added, changed, removed and renamed files, with their sizes', async () => {
    const before = [file('changed', 'a', 2), file('old-name', 'b', 3), file('removed', 'c', 4), file('same', 'd', 5)];
    const after = [file('added', 'e', 6), file('changed', 'f', 7), file('new-name', 'b', 3), file('same', 'd', 5)];

    const { changes, ...summary } = await compare(before, after);

    expect(changes).toEqual([
      { change: 'changed', key: 'changed', size: 7, previousSize: 2 },
      { change: 'renamed', key: 'new-name', size: 3, previousKey: 'old-name' },
      { change: 'added', key: 'added', size: 6 },
      { change: 'removed', key: 'removed', size: 4 },
    ]);
    expect(summary).toMatchObject({
      added: { files: 1, bytes: 6 },
      changed: { files: 1, bytes: 7 },
      removed: { files: 1, bytes: 4 },
      renamed: { files: 1, bytes: 3 },
      before: { files: 4, bytes: 14 },
      after: { files: 4, bytes: 21 },
    });
  });

  test('count all files as added or removed if the other set is empty', async () => {
    const files = [file('a', 'x'), file('b', 'x')];
    expect(await compare([], files)).toMatchObject({ added: { files: 2 }, removed: { files: 0 } });
    expect(await compare(files, [])).toMatchObject({ added: { files: 0 }, removed: { files: 2 } });
    expect(await compare([], [])).toMatchObject({ basis: 'sha256', largest: [] });
  });

  test('pair renamed files of the same content in the order of their keys', async () => {
    const { changes } = await compare(
      [file('a1', 'x'), file('a2', 'x'), file('a3', 'x')],
      [file('b1', 'x'), file('b2', 'x')],
    );
    expect(changes).toEqual([
      { change: 'renamed', key: 'b1', size: 1, previousKey: 'a1' },
      { change: 'renamed', key: 'b2', size: 1, previousKey: 'a2' },
      { change: 'removed', key: 'a3', size: 1 },
    ]);
  });

  test('count a copied file as added, because the original still exists', async () => {
    const { changes } = await compare([file('a', 'x')], [file('a', 'x'), file('b', 'x')]);
    expect(changes).toEqual([{ change: 'added', key: 'b', size: 1 }]);
  });

  test('list the ten largest changes, largest first, then by name', async () => {
    const names = Array.from({ length: 12 }, (_, index) => `f${String(index).padStart(2, '0')}`);
    const { largest } = await compare(
      [],
      names.map((name, index) => file(name, name, Math.min(index, 10))),
    );
    expect(largest.map(({ key }) => key)).toEqual([
      'f10',
      'f11',
      'f09',
      'f08',
      'f07',
      'f06',
      'f05',
      'f04',
      'f03',
      'f02',
    ]);
  });
});

describe('files without a SHA-256', () => {
  test('are compared by size and ETag, and are never renamed', async () => {
    const before = [file('a', 'x'), file('b', 'y'), file('c', 'z')].map(withoutDigest);
    const after = [file('a', 'x'), file('b', 'other'), file('d', 'z')].map(withoutDigest);
    expect(await compare(before, after)).toMatchObject({
      changed: { files: 1 },
      added: { files: 1 },
      removed: { files: 1 },
      renamed: { files: 0 },
      basis: 'size-and-etag',
    });
  });

  test('are compared by size and ETag if only one side has a SHA-256', async () => {
    const { changes, basis } = await compare(
      [file('a', 'x'), file('b', 'y')],
      [withoutDigest(file('a', 'x')), file('b', 'y')],
    );
    expect(changes).toEqual([]);
    expect(basis).toBe('mixed');
  });

  test('count as changed without an ETag, because nothing shows that they are equal', async () => {
    const unknown = { key: 'a', size: 1, etag: '', sha256: undefined };
    expect(await compare([unknown], [unknown])).toMatchObject({ changed: { files: 1 } });
  });

  test('with the same SHA-256 are equal whatever their ETags are', async () => {
    const { changes } = await compare([file('a', 'x')], [{ ...file('a', 'x'), etag: 'of-parts-2' }]);
    expect(changes).toEqual([]);
  });
});

describe('more added and removed files than are kept', () => {
  test('are no longer searched for renamed files, and all changes are reported', async () => {
    const before = ['a', 'b', 'c'].map((key) => file(key, key));
    const after = ['x', 'y', 'z'].map((key, index) => file(key, ['a', 'b', 'c'][index] ?? ''));

    const { changes, renamesLimited } = await compare(before, after, { maxCandidates: 2 });

    expect(renamesLimited).toBe(true);
    expect(changes.map(({ change, key }) => `${change} ${key}`).sort()).toEqual([
      'added x',
      'added y',
      'added z',
      'removed a',
      'removed b',
      'removed c',
    ]);
  });

  test('do not occur if renamed files are paired before the limit is reached', async () => {
    const before = [file('a', 'x'), file('c', 'y')];
    const after = [file('b', 'x'), file('d', 'y')];
    expect(await compare(before, after, { maxCandidates: 1 })).toMatchObject({
      renamed: { files: 2 },
      renamesLimited: false,
    });
  });
});

describe('merging two lists', () => {
  test('throws if a list is not sorted by the bytes of its keys or has a duplicate key', async () => {
    await expect(compare([file('b', 'x'), file('a', 'x')], [])).rejects.toThrow(OrderError);
    await expect(compare([], [file('a', 'x'), file('a', 'x')])).rejects.toThrow('the storage lists "a" after "a"');
  });

  test('ends both lists if the reader stops early', async () => {
    const ended: string[] = [];
    async function* endless(name: string): AsyncGenerator<FileState[]> {
      try {
        for (let at = 0; ; at += 1) yield [file(String(at).padStart(9, '0'), 'x')];
      } finally {
        ended.push(name);
      }
    }
    for await (const pairs of mergeByKey(endless('left'), endless('right'))) {
      if (pairs.some(([before]) => before?.key === '000000003')) break;
    }
    expect(ended.sort()).toEqual(['left', 'right']);
  });

  test('throws the error of one list and ends the other', async () => {
    let ended = false;
    async function* failing(): AsyncGenerator<FileState[]> {
      yield [file('a', 'x')];
      throw new Error('the storage failed');
    }
    async function* other(): AsyncGenerator<FileState[]> {
      try {
        yield [file('a', 'x')];
        yield [file('b', 'x')];
      } finally {
        ended = true;
      }
    }
    await expect(compareFiles(mergeByKey(failing(), other()))).rejects.toThrow('the storage failed');
    expect(ended).toBe(true);
  });
});

const key = fc.oneof(
  fc.constantFrom('a', 'a/b', 'a-b', '\u{10000}', '\uff21'),
  fc.string({ minLength: 1, maxLength: 3, unit: 'binary' }),
);
const files = fc
  .dictionary(key, fc.record({ content: fc.constantFrom('x', 'y', 'z'), known: fc.boolean() }), { maxKeys: 12 })
  .map((entries) =>
    Object.entries(entries)
      .map(([name, { content, known }]) => (known ? file(name, content) : withoutDigest(file(name, content))))
      .sort((a, b) => compareKeys(a.key, b.key)),
  );
const limit = fc.option(fc.nat({ max: 3 }), { nil: undefined });

test('applying the changes turns the first set of files into the second', async () => {
  await holds(
    fc.asyncProperty(files, files, limit, async (before, after, maxCandidates) => {
      const { changes, ...summary } = await compare(before, after, { maxCandidates });
      const paths = new Set(before.map((one) => one.key));
      for (const change of changes) {
        if (change.change === 'removed') expect(paths.delete(change.key)).toBe(true);
        if (change.change === 'renamed') expect(paths.delete(change.previousKey)).toBe(true);
        if (change.change === 'changed') expect(paths.has(change.key)).toBe(true);
      }
      for (const { change, key: added } of changes) {
        if (change !== 'added' && change !== 'renamed') continue;
        expect(paths.has(added)).toBe(false);
        paths.add(added);
      }
      expect([...paths].sort(compareKeys)).toEqual(after.map((one) => one.key));
      for (const kind of ['added', 'changed', 'removed', 'renamed'] as const) {
        expect(summary[kind].files).toBe(changes.filter(({ change }) => change === kind).length);
      }
    }),
  );
});

test('no content is both added and removed within the limit of candidates', async () => {
  await holds(
    fc.asyncProperty(files, files, async (before, after) => {
      const { changes } = await compare(before, after);
      const digestsOf = (wanted: Change['change'], side: readonly FileState[]): (string | undefined)[] =>
        changes
          .filter(({ change }) => change === wanted)
          .map((change) => side.find((one) => one.key === change.key)?.sha256)
          .filter((sha256) => sha256 !== undefined);
      const removed = new Set(digestsOf('removed', before));
      expect(digestsOf('added', after).filter((sha256) => removed.has(sha256))).toEqual([]);
    }),
  );
});
