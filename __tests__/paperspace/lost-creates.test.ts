import { describe, expect, test } from '@jest/globals';
import type { FaultInput } from '../../emulator/faults.ts';
import { CancelledError } from '../../src/net/errors.ts';
import { AmbiguousError } from '../../src/paperspace/errors.ts';
import { emulated } from '../support/api.ts';
import { losses } from '../support/responses.ts';

type Options = NonNullable<Parameters<typeof emulated>[0]>;
const METADATA = { snapshot: { attempt: 'a-1' }, accuracy: 0.9 };
const OLD_MS = Date.UTC(2026, 2, 17);

describe('a new version with a lost response', () => {
  function given(fault: FaultInput, options: Options = {}) {
    const world = emulated(options);
    const { id } = world.paperspace.addDataset({ name: 'faces' });
    world.paperspace.addVersion(id, { isCommitted: true, createdMs: OLD_MS });
    world.emulator.addFault(fault);
    return {
      ...world,
      create: () => world.client.createVersion(id, { message: 'm', metadata: METADATA, tags: ['v1'] }),
      created: () => world.paperspace.versions(id).filter(({ metadata }) => metadata !== null),
      posts: () => world.requests().filter((line) => line.startsWith('POST')),
    };
  }

  test.each(losses('POST'))('is there once all the same: %s, %s the server acted', async (_name, when, fault) => {
    const { create, created, posts } = given(fault);

    const { value, repeated } = await create();

    expect(created()).toEqual([value]);
    expect(value).toMatchObject({ message: 'm', metadata: METADATA, tags: ['v1'] });
    expect(posts()).toHaveLength(when === 'before' ? 2 : 1);
    expect(repeated).toBe(when === 'before');
  });

  test('is found if the response has another shape', async () => {
    const { create, created, posts } = given({ kind: 'wrong-shape', when: 'after', method: 'POST' });

    expect(created()).toEqual([]);
    expect(await create()).toEqual({ value: created()[0], repeated: false });
    expect(posts()).toHaveLength(1);
  });

  test('is not sent again if the response has another shape and nothing was created', async () => {
    const { create, created, posts } = given({ kind: 'wrong-shape', method: 'POST' });

    await expect(create()).rejects.toMatchObject({ problem: { reason: 'wrong-shape' } });
    expect(created()).toEqual([]);
    expect(posts()).toHaveLength(1);
  });

  test('is found after several lost responses', async () => {
    const { create, created, posts, emulator } = given({ kind: 'drop', method: 'POST', times: 2 });
    emulator.addFault({ kind: 'truncate', when: 'after', method: 'POST', nth: 3 });

    expect(await create()).toEqual({ value: created()[0], repeated: true });
    expect(created()).toHaveLength(1);
    expect(posts()).toHaveLength(3);
  });

  test('is searched for after the last attempt', async () => {
    const { create, created, posts } = given({ kind: 'drop', when: 'after', method: 'POST' }, { retries: 0 });

    expect(await create()).toEqual({ value: created()[0], repeated: false });
    expect(posts()).toHaveLength(1);
  });

  test('is searched for again if the search fails for a while', async () => {
    const { create, created, emulator, posts } = given({ kind: 'drop', when: 'after', method: 'POST' });
    emulator.addFault({ kind: 'status', status: 503, method: 'GET', times: 3 });

    expect(await create()).toEqual({ value: created()[0], repeated: false });
    expect(posts()).toHaveLength(1);
  });

  test('fails with its own error if the search keeps failing, and is not sent again', async () => {
    const { create, emulator, posts, requests } = given({ kind: 'drop', when: 'after', method: 'POST' });
    emulator.addFault({ kind: 'status', status: 503, method: 'GET', times: 'always' });

    await expect(create()).rejects.toMatchObject({ operation: 'create version of', problem: { kind: 'unreachable' } });
    expect(posts()).toHaveLength(1);
    expect(requests()).toHaveLength(1 + 6);
  });

  test('may arrive late: a warning says that the request was repeated', async () => {
    const { create, created } = given({ kind: 'late', method: 'POST' });

    const { value, repeated } = await create();

    expect(repeated).toBe(true);
    expect(created()).toHaveLength(2);
    expect(created()).toContainEqual(value);
  });

  test('is found if it arrived late and its repetition is refused for that reason', async () => {
    const { create, created } = given({ kind: 'late', method: 'POST' }, { answers: { tagHolder: 'conflict' } });

    const { value } = await create();

    expect(created()).toEqual([value]);
  });

  test('is sent again with a warning if lists have no drafts', async () => {
    const { create, created } = given(
      { kind: 'drop', when: 'after', method: 'POST' },
      { answers: { draftsInLists: false } },
    );

    expect(await create()).toMatchObject({ repeated: true });
    expect(created()).toHaveLength(2);
  });

  test('is not sent again in a cancelled run', async () => {
    const { create, retryContext, clock, requests } = given({ kind: 'drop', method: 'POST' });
    const cancelled = new CancelledError('SIGTERM');
    clock.whileAsleep = () => retryContext.controller.abort(cancelled);

    await expect(create()).rejects.toBe(cancelled);
    expect(requests()).toHaveLength(1);
  });

  test.each([400, 401, 403, 404, 409])('is not searched for after a refusal with %i', async (status) => {
    const { create, created, requests } = given({ kind: 'status', status, method: 'POST' });

    await expect(create()).rejects.toMatchObject({ problem: { status } });
    expect(requests()).toHaveLength(1);
    expect(created()).toEqual([]);
  });
});

describe('a new dataset with a lost response', () => {
  function given(fault: FaultInput, options: Options = {}) {
    const world = emulated(options);
    const old = world.paperspace.addDataset({ name: 'old', createdMs: OLD_MS });
    world.emulator.addFault(fault);
    return {
      ...world,
      create: (name = 'faces', isPublic = false) => world.client.createDataset({ name, isPublic }),
      created: () => world.paperspace.datasets().filter(({ id }) => id !== old.id),
      posts: () => world.requests().filter((line) => line.startsWith('POST')),
    };
  }

  test.each(losses('POST'))('is there once all the same: %s, %s the server acted', async (_name, when, fault) => {
    const { create, created, posts } = given(fault);

    expect(await create()).toEqual({ value: created()[0], repeated: when === 'before' });
    expect(created()).toHaveLength(1);
    expect(posts()).toHaveLength(when === 'before' ? 2 : 1);
  });

  test('is found among the public datasets if it is public', async () => {
    const { create, created } = given({ kind: 'drop', when: 'after', method: 'POST' });

    expect(await create('faces', true)).toEqual({ value: created()[0], repeated: false });
    expect(created()).toMatchObject([{ isPublic: true }]);
  });

  test('is not confused with an older dataset of the same name', async () => {
    const { create, created, posts } = given({ kind: 'drop', method: 'POST' });

    const { value } = await create('old');

    expect(created()).toEqual([value]);
    expect(posts()).toHaveLength(2);
  });

  test('is an error with the IDs if another dataset of the name was created meanwhile', async () => {
    const { create, created, clock, paperspace } = given({ kind: 'drop', when: 'after', method: 'POST' });
    clock.whileAsleep = () => void paperspace.addDataset({ name: 'faces' });

    const error: unknown = await create().catch((thrown: unknown) => thrown);

    expect(error).toBeInstanceOf(AmbiguousError);
    const ids = created().map(({ id }) => id);
    expect(error).toMatchObject({ message: expect.stringMatching(`is ambiguous: ${ids.reverse().join(', ')}$`) });
  });

  test('is marked as a repetition if it may still arrive late', async () => {
    const { create, created } = given({ kind: 'late', method: 'POST' });

    expect(await create()).toMatchObject({ repeated: true });
    expect(created()).toHaveLength(2);
  });

  test('is found if it arrived late and its repetition conflicts with its name', async () => {
    const { create, created } = given({ kind: 'late', method: 'POST' }, { answers: { uniqueNames: true } });

    const { value } = await create();

    expect(created()).toEqual([value]);
  });
});
