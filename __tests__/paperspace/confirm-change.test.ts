import { describe, expect, test } from '@jest/globals';
import { CancelledError, NetworkError } from '../../src/net/errors.ts';
import { confirmChange, retryDecision } from '../../src/paperspace/call.ts';
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

/** Sends and looks by a script each; the trail has what was done, in order. */
function given({ sends, looks = [], retries = 5 }: { sends: unknown[]; looks?: unknown[]; retries?: number }) {
  const retryContext = heldRetryContext({ retries });
  const trail: string[] = [];
  const next = (what: string, script: unknown[]): unknown => {
    trail.push(what);
    if (script.length === 0) throw new Error(`the script has no further ${what}`);
    const turn = script.shift();
    if (Error.isError(turn)) throw turn;
    return turn;
  };
  const settled = () =>
    confirmChange(
      'create it',
      retryContext,
      async () => next('send', sends),
      async () => next('look', looks),
    );
  return { settled, trail, retryContext };
}

describe('confirmChange', () => {
  test('sends once where the answer comes', async () => {
    const { settled, trail } = given({ sends: ['made'] });

    expect(await settled()).toEqual({ value: 'made', repeated: false });
    expect(trail).toEqual(['send']);
  });

  test('looks after a lost answer, and takes what it finds', async () => {
    const { settled, trail } = given({ sends: [lost], looks: ['found'] });

    expect(await settled()).toEqual({ value: 'found', repeated: false });
    expect(trail).toEqual(['send', 'look']);
  });

  test('sends again where nothing is found, and says that it did', async () => {
    const { settled, trail } = given({ sends: [lost, 'made'], looks: [undefined] });

    expect(await settled()).toEqual({ value: 'made', repeated: true });
    expect(trail).toEqual(['send', 'look', 'send']);
  });

  test('says that it sent again where the second answer was lost too', async () => {
    const { settled } = given({ sends: [lost, lost], looks: [undefined, 'found'] });

    expect(await settled()).toEqual({ value: 'found', repeated: true });
  });

  test('sends a request again without reading back if it was never sent', async () => {
    const { settled, trail } = given({ sends: [notSent, 'made'] });

    expect(await settled()).toEqual({ value: 'made', repeated: false });
    expect(trail).toEqual(['send', 'send']);
  });

  test('keeps in mind a lost answer when later attempts were not sent', async () => {
    const { settled, trail } = given({ sends: [lost, notSent], looks: [undefined, 'found'] });

    expect(await settled()).toEqual({ value: 'found', repeated: false });
    expect(trail).toEqual(['send', 'look', 'send', 'look']);
  });

  test('looks after the last attempt too', async () => {
    const { settled, trail } = given({ sends: [lost], looks: ['found'], retries: 0 });

    expect(await settled()).toEqual({ value: 'found', repeated: false });
    expect(trail).toEqual(['send', 'look']);
  });

  test('throws the error of the last attempt where nothing is found', async () => {
    const { settled, trail } = given({ sends: [lost], looks: [undefined], retries: 0 });

    await expect(settled()).rejects.toBe(lost);
    expect(trail).toEqual(['send', 'look']);
  });

  test('looks before it fails for an answer that it cannot read and that does not get better', async () => {
    const { settled, trail, retryContext } = given({ sends: [failure(wrongShape)], looks: ['found'] });

    expect(await settled()).toEqual({ value: 'found', repeated: false });
    expect(trail).toEqual(['send', 'look']);
    expect(retryContext.clock.sleeps).toEqual([]);
  });

  test.each([400, 401, 403, 404, 409, 422, 501])('throws a refusal with %i at once', async (status) => {
    const { settled, trail } = given({ sends: [failure(refused(status))] });

    await expect(settled()).rejects.toMatchObject({ problem: { status } });
    expect(trail).toEqual(['send']);
  });

  test('looks once more where the repetition is refused: the lost request may have arrived late', async () => {
    const { settled, trail } = given({ sends: [lost, failure(refused(409))], looks: [undefined, 'found'] });

    expect(await settled()).toEqual({ value: 'found', repeated: false });
    expect(trail).toEqual(['send', 'look', 'send', 'look']);
  });

  test('throws the refusal of the repetition where nothing is found', async () => {
    const { settled } = given({ sends: [lost, failure(refused(409))], looks: [undefined, undefined] });

    await expect(settled()).rejects.toMatchObject({ problem: { status: 409 } });
  });

  test('does not begin again with retries when looking fails, and throws the error of the request', async () => {
    const lookFailure = new PaperspaceError('list', 'versions', refused(503));
    const { settled, trail, retryContext } = given({ sends: [lost], looks: [lookFailure] });

    await expect(settled()).rejects.toBe(lost);
    expect(trail).toEqual(['send', 'look']);
    expect(retryContext.log.infos.at(-1)).toBe(
      `Could not determine whether the request took effect: ${lookFailure.message}`,
    );
  });

  test.each([
    new AmbiguousError('it', ['a', 'b']),
    failure(refused(404)),
    new CancelledError('SIGTERM'),
    new TypeError('a defect'),
  ])('passes on what looking throws: %s', async (error) => {
    await expect(given({ sends: [lost], looks: [error] }).settled()).rejects.toBe(error);
  });

  test.each([
    new CancelledError('SIGTERM'),
    new TypeError('a defect'),
  ])('passes on what sending throws: %s', async (error) => {
    const { settled, trail } = given({ sends: [error] });

    await expect(settled()).rejects.toBe(error);
    expect(trail).toEqual(['send']);
  });
});

describe('retryDecision', () => {
  test('repeats what can succeed another time, as late as the API asks', () => {
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
