/** The workflow files to run: their event, the expected results of their jobs, and the expected state afterwards. */
import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { releaseEvent } from '../../emulator/release-event.ts';
import type { Version } from '../../src/paperspace/schema.ts';
import { type Document, root } from '../documents.ts';
import type { ActOptions, ActRun } from './act.ts';
import { addVersion, type Bed, PULL_REQUEST, RELEASE_BODY, RELEASE_ID, REPOSITORY } from './bed.ts';

export interface Case extends ActOptions {
  readonly workflow: Document;
  /** What this case is about, where a workflow has more than one. */
  readonly title?: string;
  /** A tool that the workflow calls and that may not be on this machine. */
  readonly tool?: string;
  readonly prepare?: (bed: Bed) => Promise<void>;
  /** The expected results, as `JOB RESULT`, one per matrix job, sorted, without skipped jobs. */
  readonly jobs: readonly string[];
  /** Returns each difference from the expected state as a line. */
  readonly check: (bed: Bed, run: ActRun) => readonly string[];
}

export const release = {
  event: 'release',
  ref: 'refs/tags/v1.2.3',
  payload: { ...releaseEvent, release: { ...releaseEvent.release, id: RELEASE_ID, body: RELEASE_BODY } },
};
export const tagPush = { event: 'push', ref: 'refs/tags/v1.2.3', payload: { ref: 'refs/tags/v1.2.3' } };
const mainPush = { event: 'push', ref: 'refs/heads/main', payload: { ref: 'refs/heads/main' } };
const schedule = { event: 'schedule', ref: 'refs/heads/main', payload: {} };
export const dispatch = (inputs: Readonly<Record<string, string>>) => ({
  event: 'workflow_dispatch',
  ref: 'refs/heads/main',
  payload: { inputs },
});
export const pullRequest = (from: string) => ({
  event: 'pull_request',
  ref: 'refs/pull/7/merge',
  payload: {
    number: PULL_REQUEST,
    pull_request: {
      number: PULL_REQUEST,
      title: 'Tulips',
      head: { ref: 'tulips', repo: { full_name: from } },
      base: { ref: 'main' },
    },
  },
});

export const fileCases: readonly Case[] = [
  {
    workflow: file('.github/workflows/e2e.yml'),
    ...mainPush,
    matrix: 'os:ubuntu-latest',
    emulatorAround: true,
    jobs: [
      'chained success',
      'entry-points success',
      'failures success',
      'matrix success',
      'matrix success',
      'snapshot success',
    ],
    // The workflow checks the results of its steps itself.
    check: () => [],
  },
  {
    workflow: file('examples/snapshot-per-release.yml'),
    ...release,
    jobs: ['snapshot success'],
    check: (bed, run) => [
      ...versionsAre(bed, bed.flowers, ['committed v1.2.3']),
      ...expect(run.log.includes('has 3 files'), 'the outputs were not there for the step after it'),
      ...expect(
        bed.github.body()?.startsWith(RELEASE_BODY) === true,
        'what the user wrote in the release is not there',
      ),
      ...expect(bed.github.body()?.includes('flowers:v1.2.3') === true, "the release's notes do not name the version"),
    ],
  },
  {
    workflow: file('examples/chained-steps.yml'),
    ...tagPush,
    tool: 'aws',
    jobs: ['publish success'],
    check: (bed) => versionsAre(bed, bed.flowers, ['committed staging,v1.2.3']),
  },
  {
    workflow: file('examples/nightly.yml'),
    ...schedule,
    prepare: async (bed) => void (await addVersion(bed, { tags: ['nightly', 'nightly-2026-01-01'], ageDays: 1 })),
    jobs: ['snapshot success'],
    check: (bed) =>
      versionsAre(bed, bed.flowers, [
        'committed nightly-2026-01-01',
        `committed nightly,nightly-${new Date().toISOString().slice(0, 10)}`,
      ]),
  },
  {
    workflow: file('examples/promote.yml'),
    title: 'to a version that passes its check',
    ...dispatch({ version: 'v2' }),
    prepare: twoVersions,
    jobs: ['promote success'],
    check: (bed) => versionsAre(bed, bed.flowers, ['committed v1', 'committed production,v2']),
  },
  {
    workflow: file('examples/promote.yml'),
    title: 'to a version that fails its check: back to the one before',
    ...dispatch({ version: 'v2' }),
    prepare: async (bed) => {
      await twoVersions(bed);
      writeFileSync(path.join(bed.workspace, 'production-is'), 'bad\n');
    },
    jobs: ['promote failure'],
    check: (bed) => versionsAre(bed, bed.flowers, ['committed production,v1', 'committed v2']),
  },
  {
    workflow: file('examples/prune.yml'),
    ...schedule,
    prepare: manyVersions,
    jobs: ['prune success'],
    // Of fourteen versions the ten newest remain, and of the older four the one with a tag.
    check: (bed, run) => [
      ...expect(bed.emulator.paperspace.versions(bed.flowers).length === 11, 'not 11 versions are left'),
      ...expect(run.log.includes('deleted from the storage'), 'it does not say what it freed'),
    ],
  },
  {
    workflow: file('examples/prune.yml'),
    title: 'by hand, which only says what would go',
    ...dispatch({}),
    prepare: manyVersions,
    jobs: ['prune success'],
    check: (bed) => expect(bed.emulator.paperspace.versions(bed.flowers).length === 14, 'versions were deleted'),
  },
  {
    workflow: file('examples/matrix-of-datasets.yml'),
    ...release,
    jobs: ['snapshot success', 'snapshot success'],
    check: (bed) => [
      ...versionsAre(bed, bed.flowers, ['committed v1.2.3']),
      ...versionsAre(bed, bed.trees, ['committed v1.2.3']),
    ],
  },
  {
    workflow: file('examples/upload-by-matrix.yml'),
    ...release,
    jobs: ['commit success', 'draft success', 'upload success', 'upload success', 'upload success'],
    check: (bed) => versionsAre(bed, bed.flowers, ['committed v1.2.3']),
  },
  {
    workflow: file('examples/train.yml'),
    ...dispatch({ version: 'production' }),
    prepare: twoVersions,
    jobs: ['train success'],
    check: (bed, run) => {
      const [version] = bed.emulator.paperspace.versions(bed.flowers);
      return expect(run.log.includes(`trained on ${bed.flowers}:${version?.version}`), 'it trained on another version');
    },
  },
  {
    workflow: file('examples/attest.yml'),
    ...release,
    jobs: ['snapshot success'],
    check: (bed, run) => {
      const { digest } = manifestOf(bed.emulator.paperspace.versions(bed.flowers)[0]);
      return expect(digest !== undefined && run.log.includes(digest), 'another file than the manifest would be signed');
    },
  },
  {
    workflow: file('examples/pull-request.yml'),
    title: 'of a branch',
    ...pullRequest(REPOSITORY),
    prepare: async (bed) => void (await addVersion(bed, { tags: ['v1'], ageDays: 1 })),
    jobs: ['check success', 'preview success'],
    check: (bed, run) => [
      ...versionsAre(bed, bed.flowers, ['committed v1']),
      ...expect(bed.github.comments().length === 1, 'the pull request does not have one comment'),
      ...expect(
        bed.github.comments()[0]?.body.includes('2 files added') === true,
        'the comment does not say what is added',
      ),
      ...expect(run.log.includes('Dry run: would create a draft'), 'it does not say what it would do'),
    ],
  },
  {
    workflow: file('examples/pull-request.yml'),
    title: 'of a fork',
    ...pullRequest('somebody/flowers'),
    jobs: ['check success'],
    check: (bed) => expect(bed.emulator.requests.length === 0, 'the API was asked'),
  },
];

function file(name: string): Document {
  return { name, text: readFileSync(path.join(root, name), 'utf8') };
}

async function twoVersions(bed: Bed): Promise<void> {
  await addVersion(bed, { tags: ['v1', 'production'], ageDays: 2 });
  await addVersion(bed, { tags: ['v2'], ageDays: 1 });
}

async function manyVersions(bed: Bed): Promise<void> {
  for (let number = 14; number > 0; number -= 1) {
    const tags = number === 14 ? ['v1'] : number === 13 ? ['nightly-2025-01-01'] : [];
    await addVersion(bed, { tags, ageDays: 100 + number });
  }
}

/** Compares state and tags of all versions of a dataset, oldest first. */
function versionsAre({ emulator }: Bed, datasetId: string, wanted: readonly string[]): string[] {
  const found = emulator.paperspace
    .versions(datasetId)
    .map(({ isCommitted, tags }) => `${isCommitted ? 'committed' : 'draft'} ${tags.toSorted().join(',')}`);
  const same = found.join('; ') === wanted.join('; ');
  return expect(same, `the versions are [${found.join('; ')}], not [${wanted.join('; ')}]`);
}

function manifestOf(version: Version | undefined): { readonly digest: string | undefined } {
  const text = JSON.stringify(version?.metadata ?? {});
  const [, digest] = /"digest":"([0-9a-f]{64})"/.exec(text) ?? [];
  return { digest };
}

export function expect(holds: boolean, otherwise: string): string[] {
  return holds ? [] : [otherwise];
}
