import { describe, expect, test } from '@jest/globals';
import { CancelledError, NetworkError } from '../../src/net/errors.ts';
import { confirmChange, retryDecision } from '../../src/paperspace/confirm-change.ts';
import { AmbiguousError, PaperspaceError, type Problem } from '../../src/paperspace/errors.ts';
import { heldRetryContext } from '../support/recording.ts';

const refused = (status: number, retryAfterMs?: number): Problem => ({
  kind: 'refused',
  status,
  code: undefined,
  message: `status ${status}`,
  details: undefined,
  requestId: undefined,
  retryAfterMs,
});
const unreachable = (kind: NetworkError['kind']): Problem => ({
  kind: 'unreachable',
  failure: new NetworkError(kind, 'api.test', kind),
});
const wrongShape: Problem = {
  kind: 'unreadable',
  status: 200,
  reason: 'wrong-shape',
  explanation: 'odd',
  requestId: undefined,
};
const failure = (problem: Problem) => new PaperspaceError('create', 'it', problem);
const lost = failure(unreachable('connection-lost'));
const notSent = failure(unreachable('refused'));

/** Sends and reads back by a script each. The trail records the calls in order. */
function given({ sends, readBacks = [], retries = 5 }: { sends: unknown[]; readBacks?: unknown[]; retries?: number }) {
  const retryContext = heldRetryContext({ retries });
  const trail: string[] = [];
  const next = (what: string, script: unknown[]): unknown => {
    trail.push(what);
    if (script.length === 0) throw new Error(`the script has no further ${what}`);
    const turn = script.shift();
    if (Error.isError(turn)) throw turn;
    return turn;
  };
  const confirmed = () =>
    confirmChange(
      'create it',
      retryContext,
      async () => next('send', sends),
      async () => next('readBack', readBacks),
    );
  return { confirmed, trail, retryContext };
}

describe('confirmChange', () => {
  test('sends once if the response arrives', async () => {
    const { confirmed, trail } = given({ sends: ['made'] });

    expect(await confirmed()).toEqual({ value: 'made', repeated: false });
    expect(trail).toEqual(['send']);
  });

  test('reads back after a lost response, and returns what it finds', async () => {
    const { confirmed, trail } = given({ sends: [lost], readBacks: ['found'] });

    expect(await confirmed()).toEqual({ value: 'found', repeated: false });
    expect(trail).toEqual(['send', 'readBack']);
  });

  test('sends again if the change is not found, and reports the repetition', async () => {
    const { confirmed, trail } = given({ sends: [lost, 'made'], readBacks: [undefined] });

    expect(await confirmed()).toEqual({ value: 'made', repeated: true });
    expect(trail).toEqual(['send', 'readBack', 'send']);
  });

  test('reports the repetition if the second response is lost too', async () => {
    const { confirmed } = given({ sends: [lost, lost], readBacks: [undefined, 'found'] });

    expect(await confirmed()).toEqual({ value: 'found', repeated: true });
  });

  test('sends a request again without reading back if it was never sent', async () => {
    const { confirmed, trail } = given({ sends: [notSent, 'made'] });

    expect(await confirmed()).toEqual({ value: 'made', repeated: false });
    expect(trail).toEqual(['send', 'send']);
  });

  test('reads back after a lost response even if later attempts are not sent', async () => {
    const { confirmed, trail } = given({ sends: [lost, notSent], readBacks: [undefined, 'found'] });

    expect(await confirmed()).toEqual({ value: 'found', repeated: false });
    expect(trail).toEqual(['send', 'readBack', 'send', 'readBack']);
  });

  test('reads back after the last attempt', async () => {
    const { confirmed, trail } = given({ sends: [lost], readBacks: ['found'], retries: 0 });

    expect(await confirmed()).toEqual({ value: 'found', repeated: false });
    expect(trail).toEqual(['send', 'readBack']);
  });

  test('throws the error of the last attempt if the change is not found', async () => {
    const { confirmed, trail } = given({ sends: [lost], readBacks: [undefined], retries: 0 });

    await expect(confirmed()).rejects.toBe(lost);
    expect(trail).toEqual(['send', 'readBack']);
  });

  test('reads back once without retries after an invalid response', async () => {
    const { confirmed, trail, retryContext } = given({ sends: [failure(wrongShape)], readBacks: ['found'] });

    expect(await confirmed()).toEqual({ value: 'found', repeated: false });
    expect(trail).toEqual(['send', 'readBack']);
    expect(retryContext.clock.sleeps).toEqual([]);
  });

  test.each([400, 401, 403, 404, 409, 422, 501])('throws a refusal with %i at once', async (status) => {
    const { confirmed, trail } = given({ sends: [failure(refused(status))] });

    await expect(confirmed()).rejects.toMatchObject({ problem: { status } });
    expect(trail).toEqual(['send']);
  });

  test('reads back again if the repetition is refused, because the lost request may have arrived late', async () => {
    const { confirmed, trail } = given({ sends: [lost, failure(refused(409))], readBacks: [undefined, 'found'] });

    expect(await confirmed()).toEqual({ value: 'found', repeated: false });
    expect(trail).toEqual(['send', 'readBack', 'send', 'readBack']);
  });

  test('throws the refusal of the repetition if the change is not found', async () => {
    const { confirmed } = given({ sends: [lost, failure(refused(409))], readBacks: [undefined, undefined] });

    await expect(confirmed()).rejects.toMatchObject({ problem: { status: 409 } });
  });

  test('throws the error of the request without retries if reading back fails', async () => {
    const readBackFailure = new PaperspaceError('list', 'versions', refused(503));
    const { confirmed, trail, retryContext } = given({ sends: [lost], readBacks: [readBackFailure] });

    await expect(confirmed()).rejects.toBe(lost);
    expect(trail).toEqual(['send', 'readBack']);
    expect(retryContext.log.infos.at(-1)).toBe(
      `Could not determine whether the request took effect: ${readBackFailure.message}`,
    );
  });

  test.each([
    new AmbiguousError('it', ['a', 'b']),
    failure(refused(404)),
    new CancelledError('SIGTERM'),
    new TypeError('a defect'),
  ])('throws other errors of reading back unchanged: %s', async (error) => {
    await expect(given({ sends: [lost], readBacks: [error] }).confirmed()).rejects.toBe(error);
  });

  test.each([
    new CancelledError('SIGTERM'),
    new TypeError('a defect'),
  ])('throws other errors of sending unchanged: %s', async (error) => {
    const { confirmed, trail } = given({ sends: [error] });

    await expect(confirmed()).rejects.toBe(error);
    expect(trail).toEqual(['send']);
  });
});

describe('retryDecision', () => {
  test('retries a temporary failure after the time that the API asks for', () => {
    expect(retryDecision(failure(refused(503, 7_000)))).toEqual({
      kind: 'retry',
      cause: 'status 503 (HTTP 503)',
      retryAfterMs: 7_000,
      isOverload: true,
    });
    expect(retryDecision(lost)).toEqual({
      kind: 'retry',
      cause: 'connection to api.test lost: connection-lost',
      retryAfterMs: undefined,
      isOverload: false,
    });
  });

  test.each([
    failure(refused(404)),
    failure(unreachable('tls')),
    failure(wrongShape),
    new Error('a defect'),
    'odd',
  ])('gives up on %s', (error) => {
    expect(retryDecision(error)).toEqual({ kind: 'give-up' });
  });
});
