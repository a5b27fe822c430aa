import { describe, expect, test } from '@jest/globals';
import type { CallResult } from '../../src/paperspace/confirm-change.ts';
import { byAge, findNewDataset, findVersionByAttempt, versionsByAttempt } from '../../src/paperspace/confirm-change.ts';
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

  test('is found by its attempt ID among the newest 120, with one request', async () => {
    const { lister, queries } = given(marked('aaaaaaa', 'other'), marked('bbbbbbb', 'mine'), sampleVersion());

    expect(await findVersionByAttempt(lister, DATASET_ID, 'mine')).toMatchObject({ version: 'bbbbbbb' });
    expect(queries).toEqual([[DATASET_ID, { limit: 120, order: 'desc' }]]);
  });

  test('is undefined if no version has the attempt ID', async () => {
    const { lister } = given(marked('aaaaaaa', 'other'), marked('bbbbbbb', 7), sampleVersion({ metadata: {} }));

    expect(await findVersionByAttempt(lister, DATASET_ID, 'mine')).toBeUndefined();
  });

  test('is the oldest of several, all of which can be listed', async () => {
    const { lister } = given(marked('ccccccc', 'mine', 2), marked('aaaaaaa', 'mine', 1), marked('bbbbbbb', 'mine', 1));

    expect(await findVersionByAttempt(lister, DATASET_ID, 'mine')).toMatchObject({ version: 'aaaaaaa' });
    expect(await versionsByAttempt(lister, DATASET_ID, 'mine')).toMatchObject([
      { version: 'aaaaaaa' },
      { version: 'bbbbbbb' },
      { version: 'ccccccc' },
    ]);
  });
});

test('versions are ordered by creation time, then by ID', () => {
  const one = sampleVersion({ version: 'aaaaaaa' });
  const twin = sampleVersion({ version: 'bbbbbbb' });
  const later = sampleVersion({ version: '0000000', dtCreated: at(1) });

  expect([later, twin, one].sort(byAge)).toEqual([one, twin, later]);
  expect([one, twin, later].sort(byAge)).toEqual([one, twin, later]);
});

describe('the dataset of a create request whose response was lost', () => {
  const dataset = (id: string, offsetMs: number, name = 'faces') =>
    sampleDataset({ id, name, dtCreated: at(offsetMs) });

  /** Searches for `faces` 10 s after a create request at noon. The server's clock may differ. */
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

  test('is the new dataset with the name', async () => {
    const { found, queries } = given([dataset('new', 500), dataset('other', 400, 'cats'), dataset('old', -60_000)]);

    expect(await found()).toMatchObject({ id: 'new' });
    expect(queries).toEqual([
      { after: undefined, limit: 120, order: 'desc', privacy: undefined },
      { after: '2', limit: 120, order: 'desc', privacy: undefined },
    ]);
  });

  test('is never a dataset that existed before the request', async () => {
    expect(await given([dataset('old', -2_001)]).found()).toBeUndefined();
    expect(await given([]).found()).toBeUndefined();
  });

  test('may be up to 2 s older than the request, because servers report whole seconds', async () => {
    expect(await given([dataset('new', -2_000)]).found()).toMatchObject({ id: 'new' });
  });

  test('is not searched for beyond the first dataset that is too old', async () => {
    const { found, queries } = given([dataset('new', 500), dataset('old', -60_000), dataset('older', -61_000)]);

    await found();

    expect(queries).toHaveLength(1);
  });

  test('is searched for among the public datasets if it is public', async () => {
    const { found, queries } = given([dataset('new', 500)], { isPublic: true });

    expect(await found()).toMatchObject({ id: 'new' });
    expect(queries).toMatchObject([{ privacy: 'PUBLIC' }]);
  });

  test.each([
    ['an hour ahead', 3_600_000],
    ['an hour behind', -3_600_000],
  ])('is distinguished from old datasets by the clock of a server that is %s', async (_name, serverAheadMs) => {
    const items = [dataset('new', serverAheadMs + 500), dataset('old', serverAheadMs - 60_000)];

    expect(await given(items, { serverAheadMs }).found()).toMatchObject({ id: 'new' });
    expect(await given(items.slice(1), { serverAheadMs }).found()).toBeUndefined();
  });

  test('is an error with the IDs if several datasets match', async () => {
    const error: unknown = await given([dataset('one', 500), dataset('two', 400)])
      .found()
      .catch((thrown: unknown) => thrown);

    expect(error).toBeInstanceOf(AmbiguousError);
    expect(error).toMatchObject({ message: expect.stringMatching(/"faces".* is ambiguous: one, two$/) });
  });
});
