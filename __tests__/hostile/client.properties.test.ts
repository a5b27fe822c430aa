import { afterEach, expect, test } from '@jest/globals';
import * as fc from 'fast-check';
import { PaperspaceClient } from '../../src/paperspace/client.ts';
import type { SendRequest } from '../../src/paperspace/http.ts';
import { withMark } from '../../src/paperspace/snapshot-mark.ts';
import { expectClear } from '../support/promises.ts';
import { holds, wildAnswer } from '../support/property.ts';
import { heldRetryContext } from '../support/recording.ts';

const ID = 'dst364npcw6ccok';
const metadata = withMark({}, { attempt: 'one' });

const calls: readonly (readonly [name: string, call: (client: PaperspaceClient) => Promise<unknown>])[] = [
  ['listDatasets', (client) => client.listDatasets()],
  ['createDataset', (client) => client.createDataset({ name: 'faces', isPublic: false })],
  ['getDataset', (client) => client.getDataset(ID)],
  ['updateDataset', (client) => client.updateDataset(ID, { name: 'faces' })],
  ['deleteDataset', (client) => client.deleteDataset(ID)],
  ['listVersions', (client) => client.listVersions(ID)],
  ['createVersion', (client) => client.createVersion(ID, { metadata })],
  ['getVersion', (client) => client.getVersion(ID, 'fo5rp4m')],
  ['updateVersion', (client) => client.updateVersion(ID, 'fo5rp4m', { metadata, tags: ['a'] })],
  ['deleteVersion', (client) => client.deleteVersion(ID, 'fo5rp4m')],
];

const prototypes = [Object.prototype, Array.prototype, Function.prototype];
const namesOfPrototypes = (): string => JSON.stringify(prototypes.map((one) => Object.getOwnPropertyNames(one).sort()));
const before = namesOfPrototypes();
afterEach(() => expect(namesOfPrototypes()).toBe(before));

test.each(calls)(
  '%s gives what the reference says or a clear error, whatever the API answers',
  async (_name, call) => {
    await holds(
      fc.asyncProperty(fc.array(wildAnswer, { minLength: 1, maxLength: 4 }), async (answers) => {
        let requestCount = 0;
        const sendRequest: SendRequest = async () => {
          const answer = answers[requestCount % answers.length];
          requestCount += 1;
          if (answer === undefined) throw new Error('there is always an answer');
          return answer;
        };
        const retryContext = heldRetryContext({ retries: 2 });
        try {
          expect(await call(new PaperspaceClient(sendRequest, retryContext))).toEqual(expect.any(Object));
        } catch (error) {
          expectClear(error);
        }
        // Three attempts, each with a look of three attempts of its own.
        expect(requestCount).toBeLessThanOrEqual(12);
        expect(Math.max(0, ...retryContext.clock.sleeps)).toBeLessThanOrEqual(60_000);
      }),
    );
  },
  600_000,
);

test('keys with a meaning in JavaScript are kept as plain keys', async () => {
  const body = `{"datasetId":"${ID}","version":"fo5rp4m","isCommitted":true,"message":null,"tags":[],"url":null,"usageBytes":null,"userId":null,"dtCreated":"2026-03-18T12:00:00Z","dtModified":"2026-03-18T12:00:00Z","__proto__":{"polluted":1},"metadata":{"__proto__":{"polluted":2},"constructor":{"prototype":{"polluted":3}}}}`;
  const sendRequest: SendRequest = async () => ({ status: 200, headers: {}, body });

  const version = await new PaperspaceClient(sendRequest, heldRetryContext()).getVersion(ID, 'fo5rp4m');

  expect(Object.getPrototypeOf(version)).toBe(Object.prototype);
  expect('polluted' in {}).toBe(false);
  expect('polluted' in version).toBe(false);
  expect('polluted' in (version.metadata ?? {})).toBe(false);
});
