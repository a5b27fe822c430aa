/** Repeatable random numbers, and IDs made of them. */
import type { Random } from '../src/net/system.ts';

const ID_CHARACTERS = 'abcdefghijklmnopqrstuvwxyz0123456789';

/** Returns a generator (mulberry32) with the same numbers for the same seed. Not for secrets. */
export function seededRandom(seed: number): Random {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** A prefix and `length` of a-z0-9, as Paperspace's ids are: `ds` + 13 for a dataset, 7 for a version. */
export function drawId(random: Random, prefix: string, length: number): string {
  let id = prefix;
  for (let drawn = 0; drawn < length; drawn += 1) {
    id += ID_CHARACTERS.charAt(Math.floor(random() * ID_CHARACTERS.length));
  }
  return id;
}

/** Draws IDs until one is free. */
export function drawFreeId(random: Random, prefix: string, length: number, isTaken: (id: string) => boolean): string {
  for (;;) {
    const id = drawId(random, prefix, length);
    if (!isTaken(id)) return id;
  }
}
