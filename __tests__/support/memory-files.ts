/** Files of snapshots that lie in memory: one content a version, written in steps between which others may act. */
import type { Services } from '../../src/operations/services.ts';
import type { Report, Step } from '../../src/operations/step.ts';
import type { Version } from '../../src/paperspace/schema.ts';
import { type FileMark, newAttempt } from '../../src/paperspace/snapshot-mark.ts';
import type { SnapshotFiles } from '../../src/snapshot/run.ts';
import { takeSnapshot } from '../../src/snapshot/take.ts';
import { KEY, TAGS } from './snapshot-world.ts';

/** What each version holds: `partly` is a content that is still being written. */
export type Store = Map<string, { readonly content: string; readonly partly: boolean }>;

/** What is put into a draft, and how long that takes: turns of the event loop, and time. */
export interface MemoryContent {
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
export function snapshotOf(store: Store, datasetId: string, pace: MemoryContent) {
  return async (step: Step, services: Services): Promise<Report> => {
    const { paperspace, event } = services;
    const { version, outcome } = await takeSnapshot({
      paperspace,
      log: step.log,
      datasetId,
      key: `${KEY}/0`,
      maker: { run: event.run, runAttempt: event.runAttempt, step: `${KEY}/0` },
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
