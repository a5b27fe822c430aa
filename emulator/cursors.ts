/**
 * Cursors of lists. A cursor names the last item of its page, not a number of items, so that what is created or
 * deleted between two pages neither repeats nor hides anything else. It is sealed: a client can only pass on what it
 * received, and only to the list that it came from.
 */
import { createHmac, timingSafeEqual } from 'node:crypto';
import type { Random } from '../src/net/system.ts';
import { drawId } from './random.ts';
import type { Position } from './timeline.ts';

const SEAL_BYTES = 9;

export class Cursors {
  readonly #secret: string;

  constructor(random: Random) {
    this.#secret = drawId(random, '', 32);
  }

  /** `list` identifies the list: path, order and filters. */
  seal(position: Position, list: string): string {
    const place = Buffer.from(`${position.createdMs}.${position.sequence}`);
    return Buffer.concat([this.#sealOf(place, list), place]).toString('base64url');
  }

  /** Returns the position that a cursor of this list names, or undefined for any other text. */
  open(cursor: string, list: string): Position | undefined {
    const bytes = Buffer.from(cursor, 'base64url');
    const place = bytes.subarray(SEAL_BYTES);
    const seal = bytes.subarray(0, SEAL_BYTES);
    if (seal.length !== SEAL_BYTES || !timingSafeEqual(seal, this.#sealOf(place, list))) return undefined;
    const [createdMs, sequence] = place.toString().split('.').map(Number);
    return createdMs === undefined || sequence === undefined ? undefined : { createdMs, sequence };
  }

  #sealOf(place: Buffer, list: string): Buffer {
    return createHmac('sha256', this.#secret).update(list).update('\n').update(place).digest().subarray(0, SEAL_BYTES);
  }
}
