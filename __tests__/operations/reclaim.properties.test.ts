import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import * as fc from 'fast-check';
import { type Answers, answerChoices } from '../../emulator/answers.ts';
import type { FaultInput } from '../../emulator/faults.ts';
import { MemoryStorage, writeFlowers } from '../faults/memory-storage.ts';
import { holds } from '../support/property.ts';
import { type RunOptions, World } from '../support/snapshot-world.ts';

const HOUR_MS = 3_600_000;

let folder = '';
beforeAll(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'reclaim-'));
  writeFlowers(folder);
});
afterAll(() => rmSync(folder, { recursive: true }));

const answers: fc.Arbitrary<Partial<Answers>> = fc.record({
  draftsInLists: fc.constantFrom(...answerChoices.draftsInLists),
  lastPage: fc.constantFrom(...answerChoices.lastPage),
  errorBody: fc.constantFrom(...answerChoices.errorBody),
});

/** IDs of which one begins with the other cannot be: all have seven characters. Folders of others can look alike. */
const id = fc.constantFrom('aaaaaaa', 'aaaaaab', 'aaaaaac', 'aaaaaad');
const version = fc.record({ id, isCommitted: fc.boolean(), ageHours: fc.integer({ min: 0, max: 48 }) });
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

  constructor(
    given: Partial<Answers>,
    datasets: readonly (typeof dataset extends fc.Arbitrary<infer T> ? T : never)[],
  ) {
    this.world = new World({ bucket: 'shared', answers: given, files: this.storage.files(folder) });
    const { paperspace } = this.world.emulator;
    for (const [index, { isOwn, versions, orphans }] of datasets.entries()) {
      const team = isOwn ? {} : { teamId: 'other' };
      const datasetId = index === 0 ? this.world.datasetId : paperspace.addDataset({ name: `d${index}`, ...team }).id;
      for (const { ageHours, ...fields } of versions) {
        const createdMs = this.world.clock.now() - ageHours * HOUR_MS;
        const { url } = paperspace.addVersion(datasetId, { ...fields, createdMs });
        this.#put(`${url}/`, 48);
        this.#put(`${url}x/`, 48);
      }
      const root = `s3://shared/${paperspace.datasets().find(({ id: one }) => one === datasetId)?.teamId}/datasets/${datasetId}/versions`;
      for (const { name, ageHours } of orphans) this.#put(`${root}/${name}/`, ageHours);
    }
    this.storage.onDelete = (key) => {
      if (this.#isKept(key)) this.wronglyDeleted.push(key);
    };
  }

  #put(url: string, ageHours: number): void {
    const prefix = url.slice('s3://shared/'.length);
    const writtenMs = this.world.clock.now() - ageHours * HOUR_MS;
    for (const key of ['data/weeds', 'data.manifest.jsonl']) this.storage.put(prefix + key, url, writtenMs);
  }

  /** Whether an object must stay: it is in the folder of a version that the API knows, or in none that is named like one. */
  #isKept(key: string): boolean {
    const { paperspace } = this.world.emulator;
    const known = paperspace.datasets().flatMap((one) => paperspace.versions(one.id));
    const name = /\/versions\/([^/]*)\//.exec(key)?.[1] ?? '';
    return !/^[a-z0-9]{7}$/.test(name) || known.some(({ url }) => `s3://shared/${key}`.startsWith(`${url}/`));
  }

  async run({ operation, which, keepLast, orphans, faults, pace }: Job): Promise<void> {
    const options: RunOptions = { faults, pace };
    const dataset = this.world.datasetId;
    const storageInputs = { dataset, concurrency: '2' };
    const versions = this.world.versions();
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
        version: versions[which % Math.max(1, versions.length)]?.version ?? 'aaaaaaa',
        'delete-files': 'true',
      },
      'delete-dataset': { ...storageInputs, 'delete-files': 'true' },
      snapshot: { ...storageInputs, path: 'flowers', incremental: 'false' },
    };
    await this.world.run(operation, inputs[operation], options);
  }
}

test('no object is deleted of a version that the API knows, whatever fails and whoever works at the same time', async () => {
  const scene = fc.array(dataset, { minLength: 1, maxLength: 3 });
  const pairs = fc.array(fc.tuple(job, fc.option(job, { nil: undefined })), { minLength: 1, maxLength: 3 });
  await holds(
    fc.asyncProperty(answers, scene, pairs, async (given, datasets, together) => {
      const bucket = new SharedBucket(given, datasets);
      for (const [first, second] of together) {
        await Promise.all([bucket.run(first), ...(second === undefined ? [] : [bucket.run(second)])]);
        await bucket.world.emulator.deliverLateRequests();
      }
      expect(bucket.wronglyDeleted).toEqual([]);
    }),
  );
}, 600_000);
