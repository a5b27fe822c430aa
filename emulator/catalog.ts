/** Stores the emulator's datasets and versions. The endpoints decide what is allowed. */
import { type Position, Timeline } from './timeline.ts';

export interface StoredDataset extends Position {
  readonly id: string;
  readonly teamId: string;
  readonly isPublic: boolean;
  readonly storageProviderId: string;
  name: string;
  description: string | null;
  modifiedMs: number;
  readonly shelf: Shelf;
}

export interface StoredVersion extends Position {
  readonly datasetId: string;
  readonly id: string;
  readonly url: string | null;
  readonly userId: string;
  /** In the order in which they were set. Change them through the {@link Shelf}, which indexes them. */
  readonly tags: readonly string[];
  isCommitted: boolean;
  message: string | null;
  metadata: Readonly<Record<string, unknown>> | null;
  /** As last measured. */
  usageBytes: number | null;
  modifiedMs: number;
}

type Writable<T> = { -readonly [Key in keyof T]: T[Key] };

/** The versions of one dataset, by ID, age and tag. */
export class Shelf {
  readonly timeline = new Timeline<StoredVersion>();
  readonly #byId = new Map<string, Writable<StoredVersion>>();
  readonly #holders = new Map<string, Set<StoredVersion>>();

  get(id: string): StoredVersion | undefined {
    return this.#byId.get(id);
  }

  has(id: string): boolean {
    return this.#byId.has(id);
  }

  add(version: StoredVersion): void {
    this.#byId.set(version.id, version);
    this.timeline.add(version);
    this.#index(version, version.tags);
  }

  remove(version: StoredVersion): void {
    this.setTags(version, []);
    this.timeline.remove(version);
    this.#byId.delete(version.id);
  }

  /** Returns the other versions that have a tag. */
  otherHolders(tag: string, version?: StoredVersion): StoredVersion[] {
    return [...(this.#holders.get(tag) ?? [])].filter((holder) => holder !== version);
  }

  setTags(version: StoredVersion, tags: readonly string[]): void {
    const stored = this.#byId.get(version.id);
    if (stored === undefined) return;
    for (const tag of stored.tags) this.#release(tag, stored);
    stored.tags = tags;
    this.#index(stored, tags);
  }

  #index(version: StoredVersion, tags: readonly string[]): void {
    for (const tag of tags) {
      const holders = this.#holders.get(tag) ?? new Set();
      this.#holders.set(tag, holders.add(version));
    }
  }

  #release(tag: string, version: StoredVersion): void {
    const holders = this.#holders.get(tag);
    holders?.delete(version);
    if (holders?.size === 0) this.#holders.delete(tag);
  }
}

/** All datasets, of every team. */
export class Catalog {
  readonly timeline = new Timeline<StoredDataset>();
  readonly #byId = new Map<string, StoredDataset>();
  #sequence = 0;

  /** Returns an increasing number, which orders items created in the same millisecond. */
  nextSequence(): number {
    this.#sequence += 1;
    return this.#sequence;
  }

  get(id: string): StoredDataset | undefined {
    return this.#byId.get(id);
  }

  has(id: string): boolean {
    return this.#byId.has(id);
  }

  add(dataset: StoredDataset): void {
    this.#byId.set(dataset.id, dataset);
    this.timeline.add(dataset);
  }

  remove(dataset: StoredDataset): void {
    this.timeline.remove(dataset);
    this.#byId.delete(dataset.id);
  }

  /** Returns a team's datasets with this name, oldest first. */
  named(name: string, teamId: string): StoredDataset[] {
    return [...this.timeline.walk('asc')].filter((dataset) => dataset.name === name && dataset.teamId === teamId);
  }
}
