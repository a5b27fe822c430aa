/** The process of a step is asked to end, or killed, at any moment: it ends, and the next run ends right. */
import { expect, test } from '@jest/globals';
import * as fc from 'fast-check';
import type { Version } from '../../src/paperspace/schema.ts';
import { temporaryFolder } from '../support/folders.ts';
import { type Job, type Step, startJob } from '../support/job.ts';
import { holds } from '../support/property.ts';
import { useS3Bed } from '../support/s3-bed.ts';

const bed = useS3Bed();

/** Fewer than of other properties: each starts two or three processes. */
const runs = process.env.PROPERTY_RUNS === undefined ? 14 : Math.ceil(Number(process.env.PROPERTY_RUNS) / 10);

type Inputs = Readonly<Record<string, string>>;

/** What is there before a step: a committed version that holds a tag, an older one, and a draft with nothing in it. */
interface Scene {
  readonly job: Job;
  readonly id: string;
  readonly committed: string;
  readonly draft: string;
  /** The folder with three files to upload. */
  readonly folder: string;
  versions(): Version[];
}

function sceneIn(job: Job, folder: string): Scene {
  const { paperspace } = job.emulator;
  const { id } = paperspace.addDataset({ name: 'flowers' });
  paperspace.addVersion(id, { isCommitted: true, createdMs: Date.now() - 7_200_000 });
  const createdMs = Date.now() - 3_600_000;
  const { version: committed } = paperspace.addVersion(id, { isCommitted: true, tags: ['stable'], createdMs });
  const { version: draft } = paperspace.addVersion(id, { createdMs });
  return { job, id, committed, draft, folder, versions: () => paperspace.versions(id) };
}

interface Case {
  readonly inputs: (scene: Scene) => Inputs;
  /** Checks the state after a run that succeeded. */
  readonly expectDone: (scene: Scene) => void | Promise<void>;
}

const holders = ({ versions }: Scene, tag: string): string[] =>
  versions().flatMap(({ version, tags }) => (tags.includes(tag) ? [version] : []));

const cases: Readonly<Record<string, Case>> = {
  snapshot: {
    inputs: ({ id, folder }) => ({ dataset: id, path: folder, tags: 'v1.2.3,stable' }),
    expectDone: async (scene) => {
      const made = scene.versions().filter(({ metadata }) => JSON.stringify(metadata ?? {}).includes('"key"'));
      expect(made).toMatchObject([{ isCommitted: true, tags: expect.arrayContaining(['v1.2.3', 'stable']) }]);
      expect(holders(scene, 'stable')).toEqual([made[0]?.version]);
      expect(Object.keys(await bed.contents(made[0]))).toHaveLength(3);
    },
  },
  promote: {
    inputs: ({ id, committed }) => ({ dataset: `${id}:${committed}`, tags: 'production,stable' }),
    expectDone: (scene) => {
      expect(holders(scene, 'production')).toEqual([scene.committed]);
      expect(holders(scene, 'stable')).toEqual([scene.committed]);
    },
  },
  prune: {
    inputs: ({ id }) => ({ dataset: id, 'keep-last': '1' }),
    expectDone: (scene) => {
      const left = scene.versions().filter(({ isCommitted }) => isCommitted);
      expect(left.map(({ version }) => version)).toEqual([scene.committed]);
    },
  },
  commit: {
    inputs: ({ id, draft }) => ({ dataset: `${id}:${draft}`, tags: 'next' }),
    expectDone: ({ versions, draft }) => {
      expect(versions().find(({ version }) => version === draft)).toMatchObject({ isCommitted: true, tags: ['next'] });
    },
  },
  'set-tags': {
    inputs: ({ id, committed }) => ({ dataset: `${id}:${committed}`, tags: 'next', 'tags-mode': 'add' }),
    expectDone: (scene) => {
      expect(holders(scene, 'next')).toEqual([scene.committed]);
      expect(holders(scene, 'stable')).toEqual([scene.committed]);
    },
  },
  'update-version': {
    inputs: ({ id, draft }) => ({ dataset: `${id}:${draft}`, metadata: '{"a": 1}' }),
    expectDone: ({ versions, draft }) => {
      expect(versions().find(({ version }) => version === draft)?.metadata).toEqual({ a: 1 });
    },
  },
  'upload-files': {
    inputs: ({ id, draft, folder }) => ({ dataset: `${id}:${draft}`, path: folder }),
    expectDone: async ({ draft, versions }) => {
      const filled = versions().find(({ version }) => version === draft);
      expect(Object.keys(await bed.contents(filled))).toHaveLength(3);
    },
  },
};

const moment = fc.record({
  operation: fc.constantFrom(...Object.keys(cases)),
  signal: fc.constantFrom('SIGINT' as const, 'SIGTERM' as const, 'SIGKILL' as const),
  /** How long after the first request, or after the start where nothing is asked by then. */
  afterMs: fc.integer({ min: 0, max: 120 }),
  fromStart: fc.boolean(),
  hangs: fc.boolean(),
});
type Moment = typeof moment extends fc.Arbitrary<infer T> ? T : never;

/** Runs a step to its end, which comes at the moment. */
async function runUntil({ afterMs, fromStart, hangs, signal }: Moment, { job }: Scene, inputs: Inputs): Promise<Step> {
  const before = job.emulator.requests.length;
  if (hangs) job.emulator.addFault({ kind: 'hang', when: 'after', nth: 2 });
  const step = await job.step(inputs, {
    started: (kill) => {
      const later = (): unknown => setTimeout(() => kill(signal), afterMs);
      if (fromStart) later();
      else void job.arrived(before + 1).then(later);
    },
  });
  job.emulator.clearFaults();
  return step;
}

/** Exit status and words of a step that was asked to end: it may have been done by then, or not yet have begun. */
function expectOrderly({ exit, messages, log }: Step, { signal }: Moment): void {
  if (exit === 0 || exit === null) return;
  expect([log, signal]).not.toEqual([log, 'SIGKILL']);
  expect(messages('error')).toEqual([expect.stringMatching(`^The step was cancelled by ${signal}\\.`)]);
}

test('the next run succeeds whenever the step before was ended by a signal', async () => {
  const job = await startJob({ bed, latencyMs: 8 });
  const folder = temporaryFolder(
    Object.fromEntries(['roses', 'tulips', 'weeds'].map((name) => [name, name.repeat(1_000)])),
  );
  await holds(
    fc.asyncProperty(moment, async (when) => {
      const { inputs, expectDone } = cases[when.operation] ?? { inputs: () => ({}), expectDone: () => undefined };
      const scene = sceneIn(job, folder);
      const given = { operation: when.operation, ...inputs(scene) };

      expectOrderly(await runUntil(when, scene, given), when);
      const next = await job.again(given);

      expect([next.log, next.exit]).toEqual([next.log, 0]);
      await expectDone(scene);
    }),
    runs,
  );
}, 1_200_000);
