import { expect, test } from '@jest/globals';
import * as fc from 'fast-check';
import { type Answers, answerChoices } from '../../emulator/answers.ts';
import type { FaultInput } from '../../emulator/faults.ts';
import { temporaryFolder } from '../support/folders.ts';
import { MemoryStorage, writeFlowers } from '../support/memory-storage.ts';
import { holds } from '../support/property.ts';
import { type RunOptions, World } from '../support/world.ts';

const HOUR_MS = 3_600_000;

const folder = temporaryFolder();
writeFlowers(folder);

const answers: fc.Arbitrary<Partial<Answers>> = fc.record({
  draftsInLists: fc.constantFrom(...answerChoices.draftsInLists),
  lastPage: fc.constantFrom(...answerChoices.lastPage),
  errorBody: fc.constantFrom(...answerChoices.errorBody),
});

/** IDs of which one begins with the other cannot be: all have seven characters. Folders of others can look alike. */
const id = fc.constantFrom('aaaaaaa', 'aaaaaab', 'aaaaaac', 'aaaaaad');
/**
 * Where the files of a version lie: in its own folder, in that of the version before it, above all versions, in a folder
 * that another tool uses too, among the versions of the dataset before it, somewhere that only looks like the bucket, or
 * nowhere that the API tells.
 */
const place = fc.constantFrom(
  'own' as const,
  'own' as const,
  'own' as const,
  'nested' as const,
  'nested' as const,
  'nested' as const,
  'above' as const,
  'misnamed' as const,
  'elsewhere' as const,
  'other-dataset' as const,
  'not-s3' as const,
  'nowhere' as const,
);
const version = fc.record({ id, place, isCommitted: fc.boolean(), ageHours: fc.integer({ min: 0, max: 48 }) });
const dataset = fc.record({
  isOwn: fc.boolean(),
  versions: fc.uniqueArray(version, { selector: (one) => one.id, maxLength: 3 }),
  orphans: fc.array(
    fc.record({
      name: fc.oneof(id, fc.constantFrom('aaaaaaax', 'aaaaaa', 'Aaaaaaa')),
      ageHours: fc.integer({ min: 0, max: 4 }),
    }),
    {
      maxLength: 3,
    },
  ),
});

const when = fc.constantFrom('before' as const, 'after' as const);
const nth = fc.integer({ min: 1, max: 12 });
const times = fc.constantFrom(1, 1, 3, 7);
const fault: fc.Arbitrary<FaultInput> = fc.oneof(
  fc.record({
    kind: fc.constantFrom('drop', 'hang', 'stall', 'truncate', 'invalid-json', 'wrong-shape'),
    when,
    nth,
    times,
  }),
  fc.record({
    kind: fc.constant('status' as const),
    status: fc.constantFrom(400, 403, 429, 500, 503),
    when,
    nth,
    times,
  }),
  // A single wrong 404 is one of the two readings that it takes.
  fc.record({ kind: fc.constant('status' as const), status: fc.constant(404), nth, times: fc.constant(1) }),
  fc.record({
    kind: fc.constant('late' as const),
    nth,
    times: fc.constant(1),
    afterRequests: fc.integer({ min: 1, max: 6 }),
  }),
);

const job = fc.record({
  operation: fc.constantFrom('prune', 'prune', 'delete-version', 'delete-dataset', 'snapshot'),
  which: fc.nat({ max: 9 }),
  keepLast: fc.integer({ min: 1, max: 2 }),
  orphans: fc.boolean(),
  /** Whether the API says that it deleted something and did not. */
  isLiedTo: fc.boolean(),
  /** The request before which somebody writes to the folders of orphans; 0 for none. */
  revivedAt: fc.nat({ max: 8 }),
  faults: fc.array(fault, { maxLength: 2 }),
  pace: fc.array(fc.integer({ min: 0, max: 9 }), { minLength: 1, maxLength: 6 }),
});
type Job = typeof job extends fc.Arbitrary<infer T> ? T : never;

/** A bucket that two teams share, with versions, folders of versions that are gone, and folders that look like both. */
class SharedBucket {
  readonly storage = new MemoryStorage();
  readonly world: World;
  /** Keys that were deleted although the API knew their version at that time, or that belong to no version. */
  readonly wronglyDeleted: string[] = [];
  /** The IDs of all versions that the API ever knew, so that somebody could ask for their deletion. */
  readonly #named = new Set<string>();
  /** The prefixes of the folders whose version the API does not know. */
  readonly #orphans = new Set<string>();
  /** The version that each object was written for. */
  readonly #owners = new Map<string, { readonly datasetId: string; readonly id: string }>();
  readonly #showsDrafts: boolean;
  /** When something was last written to each folder, in milliseconds since the epoch. */
  readonly #newest = new Map<string, number>();

  constructor(
    given: Partial<Answers>,
    datasets: readonly (typeof dataset extends fc.Arbitrary<infer T> ? T : never)[],
  ) {
    this.#showsDrafts = given.draftsInLists ?? true;
    this.world = new World({ bucket: 'shared', answers: given, services: this.storage.files(folder) });
    const { paperspace } = this.world.emulator;
    let root = '';
    for (const [index, { isOwn, versions, orphans }] of datasets.entries()) {
      // What the API knows about the datasets of another team is out of reach for this API key.
      const otherRoot = isOwn ? root : '';
      const team = isOwn ? {} : { teamId: 'other' };
      const datasetId = index === 0 ? this.world.dataset : paperspace.addDataset({ name: `d${index}`, ...team }).id;
      const teamOf = (wanted: string) => paperspace.datasets().find((one) => one.id === wanted)?.teamId;
      root = `s3://shared/${teamOf(datasetId)}/datasets/${datasetId}/versions`;
      // No two datasets have a version of the same ID, as the API draws them.
      const idIn = (drawn: string): string => drawn.replace('a', 'abc'[index] ?? '');
      let previous = root;
      for (const { ageHours, place: where, isCommitted, id: drawn } of versions) {
        const fields = { id: idIn(drawn), isCommitted };
        const urls = {
          own: `${root}/${fields.id}`,
          nested: `${previous}/${fields.id}`,
          above: root,
          misnamed: 's3://shared/backups/data',
          elsewhere: `s3://shared/elsewhere/${fields.id}`,
          'other-dataset': `${otherRoot || root}/${fields.id}`,
          'not-s3': `gs://shared/archive/${fields.id}`,
          nowhere: null,
        };
        const createdMs = this.world.clock.now() - ageHours * HOUR_MS;
        const url = urls[where];
        paperspace.addVersion(datasetId, { ...fields, url, createdMs });
        this.#named.add(fields.id);
        if (where === 'own') previous = url ?? previous;
        const folder = (url ?? urls.own).replace(/^gs:/, 's3:');
        for (const key of this.#put(`${folder}/`, 48)) this.#owners.set(key, { datasetId, id: fields.id });
        this.#put(`${folder}x/`, 48);
      }
      this.#put('s3://shared/elsewhere/ddddddd/', 48);
      for (const { name: drawn, ageHours } of orphans) {
        const name = idIn(drawn);
        this.#put(`${root}/${name}/`, ageHours);
        this.#orphans.add(`${root}/${name}/`.slice('s3://shared/'.length));
      }
    }
    this.storage.onDelete = (key) => {
      if (this.#isKept(key)) this.wronglyDeleted.push(key);
    };
  }

  /** Somebody writes to the folders of versions that the API does not know. */
  #revive(): void {
    for (const folder of this.#orphans) {
      this.storage.put(`${folder}data/new`, folder, this.world.clock.now());
      this.#newest.set(folder, this.world.clock.now());
    }
  }

  #put(url: string, ageHours: number): readonly string[] {
    const prefix = url.slice('s3://shared/'.length);
    const writtenMs = this.world.clock.now() - ageHours * HOUR_MS;
    const keys = ['data/weeds', 'data.manifest.jsonl'].map((key) => prefix + key);
    for (const key of keys) this.storage.put(key, url, writtenMs);
    this.#newest.set(prefix, writtenMs);
    return keys;
  }

  /**
   * Whether an object must stay: it is not in a folder named like a version; or it was written for a version that the API
   * knows, listed or not; or a version that lists show has its files there; or nobody asked for the version to be deleted, and somebody wrote to its folder within the hour.
   */
  #isKept(key: string): boolean {
    const { paperspace } = this.world.emulator;
    const known = paperspace.datasets().flatMap((one) => paperspace.versions(one.id));
    const owner = this.#owners.get(key);
    if (known.some(({ datasetId, version }) => datasetId === owner?.datasetId && version === owner.id)) return true;
    const listed = known.filter(({ isCommitted }) => isCommitted || this.#showsDrafts);
    const [folder, name = ''] = /^.*\/versions\/([^/]*)\//.exec(key) ??
      /^elsewhere\/([abc]aaaaa[a-d])\//.exec(key) ?? [''];
    if (!/^[a-z0-9]{7}$/.test(name)) return true;
    if (listed.some(({ url }) => `s3://shared/${key}`.startsWith(`${url}/`))) return true;
    const isYoung = this.world.clock.now() - (this.#newest.get(folder) ?? 0) < HOUR_MS;
    return this.#orphans.has(folder) && !this.#named.has(name) && isYoung;
  }

  async run({ operation, which, keepLast, orphans, pace, ...job }: Job, isAlone: boolean): Promise<void> {
    const dataset = this.world.dataset;
    const storageInputs = { dataset, concurrency: '2' };
    const versions = this.world.versions();
    const version = versions[which % Math.max(1, versions.length)]?.version ?? 'aaaaaaa';
    const answer = operation === 'delete-dataset' ? { id: dataset } : { datasetId: dataset, version };
    const lie: FaultInput = { kind: 'wrong-shape', method: 'DELETE', when: 'before', times: 1, json: answer };
    const options: RunOptions = {
      pace,
      faults: job.isLiedTo ? [lie] : job.faults,
      before: isAlone ? { [job.revivedAt]: () => this.#revive() } : {},
    };
    const inputs = {
      prune: {
        ...storageInputs,
        'keep-last': String(keepLast),
        'drafts-older-than': '6h',
        orphans: String(orphans),
        'delete-files': 'true',
      },
      'delete-version': {
        ...storageInputs,
        version,
        'delete-files': 'true',
      },
      'delete-dataset': { ...storageInputs, 'delete-files': 'true' },
      snapshot: { ...storageInputs, path: 'flowers', incremental: 'false' },
    };
    await this.world.attempt(operation, inputs[operation], options);
  }
}

test('no object of a version that the API returns is deleted, whatever fails and whichever processes run concurrently', async () => {
  const scene = fc.array(dataset, { minLength: 1, maxLength: 3 });
  const pairs = fc.array(fc.tuple(job, fc.option(job, { nil: undefined })), { minLength: 1, maxLength: 3 });
  await holds(
    fc.asyncProperty(answers, scene, pairs, async (given, datasets, together) => {
      const bucket = new SharedBucket(given, datasets);
      for (const [first, second] of together) {
        if (second === undefined) await bucket.run(first, true);
        else await Promise.all([bucket.run(first, false), bucket.run(second, false)]);
        await bucket.world.emulator.deliverLateRequests();
      }
      expect(bucket.wronglyDeleted).toEqual([]);
    }),
  );
}, 600_000);
