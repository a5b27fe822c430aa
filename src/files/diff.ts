import { ActionError } from '../net/errors.ts';
import { compareKeys } from './manifest.ts';

/** A file of a version, or one that would become part of it. */
export interface FileState {
  readonly key: string;
  /** In bytes. */
  readonly size: number;
  /** Without quotes; empty where it is unknown. */
  readonly etag: string;
  /** In hexadecimal; undefined where it is unknown. */
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

export interface Tally {
  readonly files: number;
  readonly bytes: number;
}

/**
 * What the comparison went by: the SHA-256 of every file, the size and the ETag of every file, or the SHA-256 where
 * both sides have one and otherwise size and ETag.
 */
export type Basis = 'sha256' | 'size-and-etag' | 'mixed';

/** What a comparison came to. */
export interface ChangeSummary extends Readonly<Record<ChangeKind, Tally>> {
  readonly before: Tally;
  readonly after: Tally;
  /** The largest changes, at most ten, largest first. */
  readonly largest: readonly Change[];
  readonly basis: Basis;
  /** Whether there were too many added and removed files to look for renamed ones among all of them. */
  readonly renamesLimited: boolean;
}

/** The same key on both sides, or a key that only one side has. */
export type Pair<A, B = A> =
  | readonly [before: A, after: B]
  | readonly [before: A, after: undefined]
  | readonly [before: undefined, after: B];

interface Keyed {
  readonly key: string;
}

/** A list that should be sorted by the UTF-8 bytes of its keys, as S3 sorts, and is not. */
export class OrderError extends ActionError {
  override readonly name = 'OrderError';

  constructor(previous: string, key: string) {
    super(`Cannot compare the files: the list has ${JSON.stringify(key)} after ${JSON.stringify(previous)}`, {
      title: 'List of files not sorted',
      hint: 'The storage must list objects in the order of S3, by the UTF-8 bytes of their keys.',
    });
  }
}

/**
 * Merges two lists that are sorted by key. Reads each once and keeps one item of each.
 *
 * @throws OrderError where a list is not sorted, or has a key twice
 */
export async function* mergeByKey<A extends Keyed, B extends Keyed>(
  before: AsyncIterable<A>,
  after: AsyncIterable<B>,
): AsyncGenerator<Pair<A, B>> {
  const left = inOrder(before);
  const right = inOrder(after);
  try {
    let a = await nextOf(left);
    let b = await nextOf(right);
    while (a !== undefined && b !== undefined) {
      const order = compareKeys(a.key, b.key);
      if (order === 0) yield [a, b];
      else yield order < 0 ? [a, undefined] : [undefined, b];
      if (order <= 0) a = await nextOf(left);
      if (order >= 0) b = await nextOf(right);
    }
    for (; a !== undefined; a = await nextOf(left)) yield [a, undefined];
    for (; b !== undefined; b = await nextOf(right)) yield [undefined, b];
  } finally {
    await Promise.all([left.return(undefined), right.return(undefined)]);
  }
}

async function* inOrder<T extends Keyed>(items: AsyncIterable<T>): AsyncGenerator<T, undefined> {
  let previous: string | undefined;
  for await (const item of items) {
    if (previous !== undefined && compareKeys(previous, item.key) >= 0) throw new OrderError(previous, item.key);
    previous = item.key;
    yield item;
  }
}

async function nextOf<T>(items: AsyncGenerator<T, undefined>): Promise<T | undefined> {
  return (await items.next()).value;
}

/** How many added and removed files are kept in memory to find renamed ones: about 250 bytes each beside the path. */
const MAX_CANDIDATES = 1_000_000;

export interface CompareOptions {
  /** Called with each change, one after the other: in the order of the keys, but for those that may yet turn out renamed. */
  readonly onChange?: ((change: Change) => Promise<void>) | undefined;
  readonly maxCandidates?: number | undefined;
}

/**
 * Compares two sets of files, merged by key. A file is the same where SHA-256 is equal or, where a side has none, size
 * and ETag are. A removed and an added file of one SHA-256 are one renamed file, and neither added nor removed; where
 * several have it, they are paired in the order of their keys.
 *
 * Memory grows only with the added and removed files that have a SHA-256 and no partner yet, and not beyond
 * `maxCandidates` of them: then these and all that follow count as added and removed.
 */
export async function compareFiles(
  pairs: AsyncIterable<Pair<FileState>>,
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
  for await (const [before, after] of pairs) {
    tally.addFiles(before, after);
    if (before === undefined) await report(renames.add('added', after));
    else if (after === undefined) await report(renames.add('removed', before));
    else if (!isSame(before, after)) await report([changed(before, after)]);
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

/** Files of one content without a partner, in the order of their keys: all on the same side. */
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
    const hasDigests = [before, after].every((file) => file === undefined || file.sha256 !== undefined);
    if (!hasDigests) this.#withoutDigest += 1;
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
