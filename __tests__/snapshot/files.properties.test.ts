import { expect, test } from '@jest/globals';
import * as fc from 'fast-check';
import { type Answers, answerChoices } from '../../emulator/answers.ts';
import type { Report, Services, Step } from '../../src/operations/step.ts';
import type { Version } from '../../src/paperspace/schema.ts';
import { type FileMark, markOf, newAttempt } from '../../src/paperspace/snapshot-mark.ts';
import type { SnapshotFiles } from '../../src/snapshot/snapshot-run.ts';
import { takeSnapshot } from '../../src/snapshot/take.ts';
import { holds } from '../support/property.ts';
import { KEY, type RunEnd, type RunOptions, TAGS, World } from '../support/world.ts';

const answers = fc.record({
  tagHolder: fc.constantFrom(...answerChoices.tagHolder),
  putMetadata: fc.constantFrom(...answerChoices.putMetadata),
  commitTwice: fc.constantFrom(...answerChoices.commitTwice),
  editCommitted: fc.constantFrom(...answerChoices.editCommitted),
});
const content = fc.constantFrom('roses', 'roses', 'tulips');
const oneRun = fc.record(
  {
    run: fc.constantFrom('1', '2'),
    runAttempt: fc.constant('1'),
    content,
    turns: fc.integer({ min: 0, max: 40 }),
    seconds: fc.constantFrom(0, 0, 10, 90),
    pace: fc.array(fc.integer({ min: 0, max: 12 }), { minLength: 1, maxLength: 6 }),
    faults: fc.array(
      fc.record({
        kind: fc.constantFrom('drop' as const, 'truncate' as const, 'hang' as const),
        when: fc.constantFrom('before' as const, 'after' as const),
        nth: fc.integer({ min: 1, max: 10 }),
      }),
      { maxLength: 2 },
    ),
    diesAt: fc.record({ request: fc.integer({ min: 1, max: 10 }), acted: fc.boolean() }),
  },
  { requiredKeys: ['run', 'runAttempt', 'content', 'turns', 'seconds', 'pace', 'faults'] },
);

test('a version is committed with the files of one run, and no run with other files succeeds', async () => {
  await holds(
    fc.asyncProperty(answers, fc.array(oneRun, { minLength: 1, maxLength: 4 }), async (given, runs) => {
      const world = new World({ answers: given });
      const store: Store = new Map();
      for (const options of runs) {
        const act = snapshotOf(store, world.dataset, options);
        expectWholeFiles(world, store, options.content, await world.act(act, options));
      }
      const last = await world.act(snapshotOf(store, world.dataset, { content: 'roses', turns: 0, seconds: 0 }));
      expectWholeFiles(world, store, 'roses', last);
      expect(['succeeded', expect.stringMatching(/but with different files/)]).toContainEqual(messageOf(last));
    }),
  );
}, 600_000);

test('two concurrent jobs with the same key and files succeed, and a re-run of either leaves one version', async () => {
  await holds(
    fc.asyncProperty(answers, oneRun, oneRun, fc.boolean(), async (given, first, other, isFirst) => {
      const second = { ...other, content: first.content };
      const { world, store, start, ends } = await startTogether(given, first, second);
      for (const end of ends) expect([world.log.lines, end.kind]).toEqual([world.log.lines, 'succeeded']);
      expectWholeVersions(world, store);
      expectSuccessesLast(world, store, [first, second], ends);

      const again = await start({ ...(isFirst ? first : second), runAttempt: '2' });

      const committed = committedOf(world);
      expect([world.log.lines, again.kind, committed.length]).toEqual([world.log.lines, 'succeeded', 1]);
      expect(committed[0]?.tags).toEqual(expect.arrayContaining(TAGS));
      expectWholeVersions(world, store);
      expectSuccessesLast(world, store, [first], [again]);
    }),
  );
}, 600_000);

test('of two concurrent jobs with the same key and different files one succeeds at most, and its files stay', async () => {
  await holds(
    fc.asyncProperty(answers, oneRun, oneRun, fc.boolean(), async (given, one, another, isFirst) => {
      const [first, second] = [
        { ...one, content: 'roses' },
        { ...another, content: 'tulips' },
      ];
      const { world, store, start, ends } = await startTogether(given, first, second);
      const again = await start({ ...(isFirst ? first : second), runAttempt: '2' });

      const runs = [first, second, isFirst ? first : second];
      const all = [...ends, again];
      const succeeded = runs.filter((_, at) => all[at]?.kind === 'succeeded').map(({ content }) => content);
      expect([world.log.lines, new Set(succeeded).size > 1]).toEqual([world.log.lines, false]);
      for (const end of all)
        if (end.kind === 'failed') expect(String(end.error)).toMatch(/different files|files differ/);
      expectWholeVersions(world, store);
      expectSuccessesLast(world, store, runs, all);
    }),
  );
}, 600_000);

type FileRun = MemoryContent & Pick<RunOptions, 'pace' | 'run' | 'runAttempt'>;

async function startTogether(given: Partial<Answers>, first: FileRun, second: FileRun) {
  const world = new World({ answers: given });
  const store: Store = new Map();
  const start = ({ pace = [], run = '1', runAttempt = '1', ...files }: FileRun): Promise<RunEnd> =>
    world.act(snapshotOf(store, world.dataset, files), { pace, run, runAttempt });
  return { world, store, start, ends: await Promise.all([start(first), start(second)]) };
}

function committedOf(world: World): Version[] {
  return world.ofKey().filter(({ isCommitted }) => isCommitted);
}

function messageOf(end: RunEnd): string {
  return end.kind === 'failed' ? String(end.error) : end.kind;
}

/** Every committed version holds the files that its mark names. */
function expectWholeVersions(world: World, store: Store): void {
  for (const { version, metadata } of committedOf(world)) {
    const whole = { content: markOf(metadata).files?.digest, partly: false };
    expect([world.log.lines, store.get(version)]).toEqual([world.log.lines, whole]);
  }
}

/**
 * The version of each run that succeeded is committed and holds its files. Its own step may have deleted it since, but
 * only in favor of another version with the same files.
 */
function expectSuccessesLast(
  world: World,
  store: Store,
  runs: readonly { readonly content: string }[],
  ends: readonly RunEnd[],
): void {
  for (const [at, end] of ends.entries()) {
    if (end.kind !== 'succeeded') continue;
    const content = runs[at]?.content;
    const own = committedOf(world).find(({ version }) => version === end.report.outputs.version);
    const holding = own === undefined ? committedOf(world) : [own];
    expect([world.log.lines, holding.map(({ version }) => store.get(version)?.content)]).toEqual([
      world.log.lines,
      expect.arrayContaining([content]),
    ]);
  }
}

function expectWholeFiles(world: World, store: Store, own: string, end: RunEnd): void {
  expect(committedOf(world).length).toBeLessThanOrEqual(1);
  expectWholeVersions(world, store);
  expectSuccessesLast(world, store, [{ content: own }], [end]);
}

/** What each version holds: `partly` is a content that is still being written. */
type Store = Map<string, { readonly content: string; readonly partly: boolean }>;

/** What is put into a draft, and how long that takes: turns of the event loop, and time. */
interface MemoryContent {
  readonly content: string;
  readonly turns: number;
  readonly seconds: number;
}

class MemoryFiles implements SnapshotFiles {
  readonly #store: Store;
  readonly #clock: Services['clock'];
  readonly #content: string;
  readonly #pace: MemoryContent;

  constructor({ clock }: Services, store: Store, pace: MemoryContent) {
    this.#clock = clock;
    this.#store = store;
    this.#content = pace.content;
    this.#pace = pace;
  }

  async prepare(): Promise<void> {}

  async fill({ version }: Version): Promise<FileMark> {
    const content = this.#content;
    const { turns, seconds } = this.#pace;
    if (this.#store.get(version)?.content !== content) this.#store.set(version, { content, partly: true });
    for (let turn = 0; turn < turns; turn += 1) await Promise.resolve();
    if (seconds > 0) await this.#clock.sleep(seconds * 1000);
    if (this.#store.get(version)?.content !== content) throw new Error('the draft holds something else');
    this.#store.set(version, { content, partly: false });
    return { digest: content, count: 1, bytes: 1 };
  }

  async digest(): Promise<string> {
    return this.#content;
  }
}

/** Takes a snapshot of one content. */
function snapshotOf(store: Store, datasetId: string, pace: MemoryContent) {
  return async (step: Step, services: Services): Promise<Report> => {
    const { paperspace, event } = services;
    const { version, outcome } = await takeSnapshot({
      paperspace,
      log: step.log,
      datasetId,
      key: `${KEY}/0`,
      origin: { run: event.run, runAttempt: event.runAttempt, step: `${KEY}/0` },
      tags: TAGS,
      message: undefined,
      metadata: {},
      commit: true,
      skipIfUnchanged: false,
      oldestMs: undefined,
      files: new MemoryFiles(services, store, pace),
      announceDraft: () => {
        const attempt = newAttempt();
        services.announceDraft({ datasetId, attempt, onFailure: 'keep' });
        return attempt;
      },
      publishDraft: () => undefined,
    });
    step.output({ version: version.version });
    return { outcome, headline: `Version ${version.version} is committed` };
  };
}
