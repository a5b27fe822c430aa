import { compareKeys, type Tally } from './manifest.ts';
import type { Batches, Pair } from './merge.ts';

/** A file of a version, or one that would become part of it. */
export interface FileState {
  readonly key: string;
  /** In bytes. */
  readonly size: number;
  /** Without quotes; empty if it is unknown. */
  readonly etag: string;
  /** In hexadecimal; undefined if it is unknown. */
  readonly sha256: string | undefined;
}

/** One difference between two sets of files. Sizes are in bytes. */
export type Change =
  | { readonly change: 'added'; readonly key: string; readonly size: number }
  | { readonly change: 'changed'; readonly key: string; readonly size: number; readonly previousSize: number }
  | { readonly change: 'removed'; readonly key: string; readonly size: number }
  /** The same content under another key. */
  | { readonly change: 'renamed'; readonly key: string; readonly size: number; readonly previousKey: string };
export type ChangeKind = Change['change'];

/**
 * The basis of the comparison: the SHA-256 of every file, the size and the ETag of every file, or the SHA-256 if both
 * sides have one and otherwise size and ETag.
 */
export type Basis = 'sha256' | 'size-and-etag' | 'mixed';

/** The result of a comparison. */
export interface ChangeSummary extends Readonly<Record<ChangeKind, Tally>> {
  readonly before: Tally;
  readonly after: Tally;
  /** The largest changes, at most ten, largest first. */
  readonly largest: readonly Change[];
  readonly basis: Basis;
  /** Whether there were too many added and removed files to search all of them for renamed files. */
  readonly renamesLimited: boolean;
}

/**
 * The maximum number of added and removed files kept in memory to find renamed ones: about 250 bytes each plus the
 * path.
 */
const MAX_CANDIDATES = 1_000_000;

export interface CompareOptions {
  /** Called with each change in turn, in the order of the keys, except files that may still prove to be renamed. */
  readonly onChange?: ((change: Change) => Promise<void>) | undefined;
  readonly maxCandidates?: number | undefined;
}

/**
 * Compares two sets of files, merged by key. Files are equal if their SHA-256 is equal or, if one side has none, their
 * size and ETag. A removed and an added file with the same SHA-256 count as one renamed file; if several have it, they
 * are paired in the order of their keys.
 *
 * Memory grows only with the added and removed files that have a SHA-256 and no partner yet, and not beyond
 * `maxCandidates` of them: then these and all that follow count as added and removed.
 */
export async function compareFiles(
  merged: Batches<Pair<FileState>>,
  { onChange = async () => undefined, maxCandidates = MAX_CANDIDATES }: CompareOptions = {},
): Promise<ChangeSummary> {
  const tally = new ChangeTally();
  const renames = new RenameFinder(maxCandidates);
  const report = async (changes: readonly Change[]): Promise<void> => {
    for (const change of changes) {
      tally.addChange(change);
      await onChange(change);
    }
  };
  for await (const pairs of merged) {
    for (const [before, after] of pairs) {
      tally.addFiles(before, after);
      if (before === undefined) await report(renames.add('added', after));
      else if (after === undefined) await report(renames.add('removed', before));
      else if (!isSame(before, after)) await report([changed(before, after)]);
    }
  }
  await report(renames.finish());
  return tally.summary(renames.isLimited);
}

function isSame(before: FileState, after: FileState): boolean {
  if (before.sha256 !== undefined && after.sha256 !== undefined) return before.sha256 === after.sha256;
  return before.size === after.size && before.etag !== '' && before.etag === after.etag;
}

function changed(before: FileState, after: FileState): Change {
  return { change: 'changed', key: after.key, size: after.size, previousSize: before.size };
}

type Side = 'added' | 'removed';
type Candidate = Change & { readonly change: Side };

/** Files with the same content and without a partner, in the order of their keys: all on the same side. */
interface Queue {
  readonly side: Side;
  readonly files: Candidate[];
  /** The index of the first that has no partner yet. */
  next: number;
}

/** Pairs removed files with added ones of the same content. */
class RenameFinder {
  /** By SHA-256, in a form that takes half the memory of hexadecimal. */
  readonly #queues = new Map<string, Queue>();
  readonly #limit: number;
  #count = 0;
  isLimited = false;

  constructor(limit: number) {
    this.#limit = limit;
  }

  /** Returns what is certain now: a file that can have no partner, or a pair that this one completes. */
  add(side: Side, { key, size, sha256 }: FileState): readonly Change[] {
    const file: Candidate = { change: side, key, size };
    if (sha256 === undefined || this.isLimited) return [file];
    const content = Buffer.from(sha256, 'hex').toString('latin1');
    const queue = this.#queues.get(content) ?? { side, files: [], next: 0 };
    const partner = queue.side === side ? undefined : queue.files[queue.next];
    if (partner !== undefined) {
      queue.next += 1;
      this.#count -= 1;
      if (queue.next === queue.files.length) this.#queues.delete(content);
      return [side === 'added' ? renamed(partner, file) : renamed(file, partner)];
    }
    if (this.#count >= this.#limit) {
      this.isLimited = true;
      return [...this.finish(), file];
    }
    queue.files.push(file);
    this.#queues.set(content, queue);
    this.#count += 1;
    return [];
  }

  /** Returns the files that have no partner, in the order of their keys. */
  finish(): readonly Change[] {
    const alone = [...this.#queues.values()].flatMap(({ files, next }) => files.slice(next));
    this.#queues.clear();
    return alone.sort((a, b) => compareKeys(a.key, b.key));
  }
}

function renamed(from: Candidate, to: Candidate): Change {
  return { change: 'renamed', key: to.key, size: to.size, previousKey: from.key };
}

const MAX_LARGEST = 10;

class ChangeTally {
  readonly #tallies = { added: zero(), changed: zero(), removed: zero(), renamed: zero() };
  readonly #before = zero();
  readonly #after = zero();
  readonly #largest: Change[] = [];
  #comparedByDigest = 0;
  #withoutDigest = 0;

  addFiles(before: FileState | undefined, after: FileState | undefined): void {
    if (before !== undefined) count(this.#before, before.size);
    if (after !== undefined) count(this.#after, after.size);
    if (lacksDigest(before) || lacksDigest(after)) this.#withoutDigest += 1;
    else if (before !== undefined && after !== undefined) this.#comparedByDigest += 1;
  }

  addChange(change: Change): void {
    count(this.#tallies[change.change], change.size);
    const largest = this.#largest;
    if (largest.length === MAX_LARGEST && change.size <= (largest.at(-1)?.size ?? 0)) return;
    largest.push(change);
    largest.sort((a, b) => b.size - a.size || compareKeys(a.key, b.key));
    largest.length = Math.min(largest.length, MAX_LARGEST);
  }

  summary(renamesLimited: boolean): ChangeSummary {
    return {
      ...this.#tallies,
      before: this.#before,
      after: this.#after,
      largest: this.#largest,
      basis: this.#basis(),
      renamesLimited,
    };
  }

  #basis(): Basis {
    if (this.#withoutDigest === 0) return 'sha256';
    return this.#comparedByDigest === 0 ? 'size-and-etag' : 'mixed';
  }
}

function lacksDigest(file: FileState | undefined): boolean {
  return file !== undefined && file.sha256 === undefined;
}

interface Counter {
  files: number;
  bytes: number;
}

function zero(): Counter {
  return { files: 0, bytes: 0 };
}

function count(counter: Counter, bytes: number): void {
  counter.files += 1;
  counter.bytes += bytes;
}
