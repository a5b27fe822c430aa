/** Files of snapshots that lie in memory: one content a version, written in steps between which others may act. */
import type { Services } from '../../src/operations/services.ts';
import type { Report, Step } from '../../src/operations/step.ts';
import type { Version } from '../../src/paperspace/schema.ts';
import { type Filled, refuseOtherFiles, SnapshotFiles } from '../../src/snapshot/files.ts';
import { takeSnapshot } from '../../src/snapshot/take.ts';
import { KEY, TAGS } from './snapshot-world.ts';

/** What each version holds: `partly` is a content that is still being written. */
export type Store = Map<string, { readonly content: string; readonly partly: boolean }>;

const inputs = {
  destination: '',
  incremental: true,
  concurrency: 1,
  's3-endpoint': undefined,
  's3-region': undefined,
  'storage-prefix': 'data/',
};

/** What is put into a draft, and how long that takes: turns of the event loop, and time. */
export interface MemoryContent {
  readonly content: string;
  readonly turns: number;
  readonly seconds: number;
}

class MemoryFiles extends SnapshotFiles {
  readonly #store: Store;
  readonly #clock: Services['clock'];
  readonly #content: string;
  readonly #pace: MemoryContent;

  constructor(step: Step, services: Services, datasetId: string, store: Store, pace: MemoryContent) {
    super(step, services, datasetId, [], inputs);
    this.#clock = services.clock;
    this.#store = store;
    this.#content = pace.content;
    this.#pace = pace;
  }

  override async prepare(): Promise<void> {}

  override async fill({ version }: Version): Promise<Filled> {
    const content = this.#content;
    const { turns, seconds } = this.#pace;
    if (this.#store.get(version)?.content !== content) this.#store.set(version, { content, partly: true });
    for (let turn = 0; turn < turns; turn += 1) await Promise.resolve();
    if (seconds > 0) await this.#clock.sleep(seconds * 1000);
    if (this.#store.get(version)?.content !== content) throw new Error('the draft holds something else');
    this.#store.set(version, { content, partly: false });
    return { mark: { digest: content, count: 1, bytes: 1 }, outputs: { 'manifest-digest': content } };
  }

  override async compare(version: Version, key: string): Promise<{ 'manifest-digest': string }> {
    refuseOtherFiles(version, key, this.#content);
    return { 'manifest-digest': this.#content };
  }
}

/** Takes a snapshot of one content. */
export function snapshotOf(store: Store, datasetId: string, pace: MemoryContent) {
  return (step: Step, services: Services): Promise<Report> =>
    takeSnapshot({
      step,
      services,
      datasetId,
      key: `${KEY}/0`,
      tags: TAGS,
      message: undefined,
      metadata: {},
      onFailure: 'keep',
      commit: true,
      oldestMs: undefined,
      files: new MemoryFiles(step, services, datasetId, store, pace),
      known: {},
      attempts: new Set(),
    });
}
