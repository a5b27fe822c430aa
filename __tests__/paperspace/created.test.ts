import { describe, expect, test } from '@jest/globals';
import type { CallResult } from '../../src/paperspace/call.ts';
import { byAge, findNewDataset, findVersionByAttempt, versionsByAttempt } from '../../src/paperspace/created.ts';
import { AmbiguousError } from '../../src/paperspace/errors.ts';
import type { Dataset, DatasetQuery, Page, Version, VersionQuery } from '../../src/paperspace/schema.ts';
import { HeldClock, NOON_MS } from '../support/clocks.ts';
import { DATASET_ID, sampleDataset, sampleVersion } from '../support/responses.ts';

const at = (offsetMs: number): string => new Date(NOON_MS + offsetMs).toISOString();

describe('the version of an attempt', () => {
  const marked = (version: string, attempt: unknown, offsetMs = 0): Version =>
    sampleVersion({ version, metadata: { snapshot: { attempt } }, dtCreated: at(offsetMs) });

  function given(...items: readonly Version[]) {
    const queries: [string, VersionQuery][] = [];
    const listVersions = async (datasetId: string, query: VersionQuery): Promise<Page<Version>> => {
      queries.push([datasetId, query]);
      return { items, hasMore: true, nextPage: 'more' };
    };
    return { lister: { listVersions }, queries };
  }

  test('is found among the newest 120 by its attempt id, with one request', async () => {
    const { lister, queries } = given(marked('aaaaaaa', 'other'), marked('bbbbbbb', 'mine'), sampleVersion());

    expect(await findVersionByAttempt(lister, DATASET_ID, 'mine')).toMatchObject({ version: 'bbbbbbb' });
    expect(queries).toEqual([[DATASET_ID, { limit: 120, order: 'desc' }]]);
  });

  test('is not found where no version carries the id', async () => {
    const { lister } = given(marked('aaaaaaa', 'other'), marked('bbbbbbb', 7), sampleVersion({ metadata: {} }));

    expect(await findVersionByAttempt(lister, DATASET_ID, 'mine')).toBeUndefined();
  });

  test('is the oldest of several, which all are known', async () => {
    const { lister } = given(marked('ccccccc', 'mine', 2), marked('aaaaaaa', 'mine', 1), marked('bbbbbbb', 'mine', 1));

    expect(await findVersionByAttempt(lister, DATASET_ID, 'mine')).toMatchObject({ version: 'aaaaaaa' });
    expect(await versionsByAttempt(lister, DATASET_ID, 'mine')).toMatchObject([
      { version: 'aaaaaaa' },
      { version: 'bbbbbbb' },
      { version: 'ccccccc' },
    ]);
  });
});

test('versions are ordered by their time, and those of one time by their id', () => {
  const one = sampleVersion({ version: 'aaaaaaa' });
  const twin = sampleVersion({ version: 'bbbbbbb' });
  const later = sampleVersion({ version: '0000000', dtCreated: at(1) });

  expect([later, twin, one].sort(byAge)).toEqual([one, twin, later]);
  expect([one, twin, later].sort(byAge)).toEqual([one, twin, later]);
});

describe('the dataset of a create whose answer was lost', () => {
  const dataset = (id: string, offsetMs: number, name = 'faces') =>
    sampleDataset({ id, name, dtCreated: at(offsetMs) });

  /** Looks for `faces`, created by a request at noon, 10 s later; the server's clock may be another. */
  function given(
    items: readonly Dataset[],
    { serverAheadMs, isPublic = false }: { serverAheadMs?: number; isPublic?: boolean } = {},
  ) {
    const queries: DatasetQuery[] = [];
    const clock = new HeldClock(NOON_MS + 10_000);
    const list = async (query: DatasetQuery): Promise<CallResult<Page<Dataset>>> => {
      queries.push(query);
      const start = Number(query.after ?? 0);
      const page = { items: items.slice(start, start + 2), hasMore: true, nextPage: String(start + 2) };
      return {
        value: start + 2 < items.length ? page : { ...page, hasMore: false, nextPage: null },
        serverTimeMs: serverAheadMs === undefined ? undefined : clock.now() + serverAheadMs,
      };
    };
    return { queries, found: () => findNewDataset({ name: 'faces', isPublic }, NOON_MS, list, clock) };
  }

  test('is the new one with the name', async () => {
    const { found, queries } = given([dataset('new', 500), dataset('other', 400, 'cats'), dataset('old', -60_000)]);

    expect(await found()).toMatchObject({ id: 'new' });
    expect(queries).toEqual([
      { after: undefined, limit: 120, order: 'desc', privacy: undefined },
      { after: '2', limit: 120, order: 'desc', privacy: undefined },
    ]);
  });

  test('is not one that was there before, whatever its name', async () => {
    expect(await given([dataset('old', -2_001)]).found()).toBeUndefined();
    expect(await given([]).found()).toBeUndefined();
  });

  test('may be a little older than the request, since servers tell the time in whole seconds', async () => {
    expect(await given([dataset('new', -2_000)]).found()).toMatchObject({ id: 'new' });
  });

  test('is not looked for behind the first that is too old', async () => {
    const { found, queries } = given([dataset('new', 500), dataset('old', -60_000), dataset('older', -61_000)]);

    await found();

    expect(queries).toHaveLength(1);
  });

  test('is looked for among the public ones where it is public', async () => {
    const { found, queries } = given([dataset('new', 500)], { isPublic: true });

    expect(await found()).toMatchObject({ id: 'new' });
    expect(queries).toMatchObject([{ privacy: 'PUBLIC' }]);
  });

  test.each([
    ['an hour ahead', 3_600_000],
    ['an hour behind', -3_600_000],
  ])('is told from old ones by the clock of a server that is %s', async (_name, serverAheadMs) => {
    const items = [dataset('new', serverAheadMs + 500), dataset('old', serverAheadMs - 60_000)];

    expect(await given(items, { serverAheadMs }).found()).toMatchObject({ id: 'new' });
    expect(await given(items.slice(1), { serverAheadMs }).found()).toBeUndefined();
  });

  test('is nobody knows which where there are several: an error with their ids', async () => {
    const error: unknown = await given([dataset('one', 500), dataset('two', 400)])
      .found()
      .catch((thrown: unknown) => thrown);

    expect(error).toBeInstanceOf(AmbiguousError);
    expect(error).toMatchObject({ ids: ['one', 'two'], message: expect.stringContaining('"faces"') });
  });
});
