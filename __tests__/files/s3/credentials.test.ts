import { expect, test } from '@jest/globals';
import { type Credentials, refreshing } from '../../../src/files/s3/credentials.ts';
import { HeldClock } from '../../support/clocks.ts';

const MINUTE_MS = 60_000;

/** A source whose credentials are valid for an hour, and numbered. */
function hourly(clock: HeldClock) {
  const state = { fetched: 0, failing: false };
  const fetch = async (): Promise<Credentials> => {
    if (state.failing) throw new Error('no role');
    state.fetched += 1;
    const expiration = new Date(clock.now() + 60 * MINUTE_MS);
    return { accessKeyId: `KEY${state.fetched}`, secretAccessKey: 'secret', expiration };
  };
  return { state, source: refreshing(fetch, clock) };
}

test('keeps credentials until five minutes before they expire, then fetches new ones', async () => {
  const clock = new HeldClock();
  const { source } = hourly(clock);

  expect((await source()).accessKeyId).toBe('KEY1');
  clock.advance(54 * MINUTE_MS);
  expect((await source()).accessKeyId).toBe('KEY1');
  clock.advance(MINUTE_MS);
  expect((await source()).accessKeyId).toBe('KEY2');
});

test('fetches credentials once for all waiting requests', async () => {
  const { source, state } = hourly(new HeldClock());

  await Promise.all([source(), source(), source()]);

  expect(state.fetched).toBe(1);
});

test('keeps using valid credentials if new ones cannot be fetched', async () => {
  const clock = new HeldClock();
  const { source, state } = hourly(clock);
  await source();
  state.failing = true;

  clock.advance(58 * MINUTE_MS);
  expect((await source()).accessKeyId).toBe('KEY1');
  clock.advance(2 * MINUTE_MS);
  await expect(source()).rejects.toThrow('no role');
  state.failing = false;
  expect((await source()).accessKeyId).toBe('KEY2');
});

test('fetches credentials that do not expire once', async () => {
  const clock = new HeldClock();
  let fetched = 0;
  const source = refreshing(async () => {
    fetched += 1;
    return { accessKeyId: 'id', secretAccessKey: 'secret' };
  }, clock);

  await source();
  clock.advance(10_000 * MINUTE_MS);
  await source();

  expect(fetched).toBe(1);
});
