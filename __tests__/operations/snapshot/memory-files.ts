/** Files of snapshots that lie in memory: one content a version, written in steps between which others may act. */
import type { Context, Report } from '../../../src/operations/operation.ts';
import { type Filled, refuseOtherFiles, SnapshotFiles } from '../../../src/operations/snapshot/files.ts';
import { takeSnapshot } from '../../../src/operations/snapshot/take.ts';
import type { Version } from '../../../src/paperspace/schema.ts';
import { KEY, TAGS } from './world.ts';

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

class MemoryFiles extends SnapshotFiles {
  readonly #store: Store;
  readonly #content: string;
  readonly #turns: number;

  constructor(context: Context, datasetId: string, store: Store, content: string, turns: number) {
    super(context, datasetId, [], inputs);
    this.#store = store;
    this.#content = content;
    this.#turns = turns;
  }

  override async fill({ version }: Version): Promise<Filled> {
    const content = this.#content;
    if (this.#store.get(version)?.content !== content) this.#store.set(version, { content, partly: true });
    for (let turn = 0; turn < this.#turns; turn += 1) await Promise.resolve();
    if (this.#store.get(version)?.content !== content) throw new Error('the draft holds something else');
    this.#store.set(version, { content, partly: false });
    return { mark: { digest: content, count: 1, bytes: 1 }, outputs: { 'manifest-digest': content } };
  }

  override async compare(version: Version, key: string): Promise<{ 'manifest-digest': string }> {
    refuseOtherFiles(version, key, this.#content);
    return { 'manifest-digest': this.#content };
  }
}

/** Takes a snapshot of one content, writing which takes some turns of the event loop. */
export function snapshotOf(store: Store, datasetId: string, content: string, turns: number) {
  return (context: Context): Promise<Report> =>
    takeSnapshot({
      context,
      datasetId,
      key: `${KEY}/0`,
      tags: TAGS,
      message: undefined,
      metadata: {},
      onFailure: 'keep',
      commit: true,
      oldestMs: undefined,
      files: new MemoryFiles(context, datasetId, store, content, turns),
      known: {},
      attempts: new Set(),
    });
}
