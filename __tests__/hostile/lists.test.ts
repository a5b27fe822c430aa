import { expect, test } from '@jest/globals';
import { errorText } from '../../src/net/errors.ts';
import { PaperspaceClient } from '../../src/paperspace/client.ts';
import type { SendRequest } from '../../src/paperspace/http.ts';
import { items } from '../../src/paperspace/paging.ts';
import { latestVersion } from '../../src/paperspace/references.ts';
import { heldRetryContext } from '../support/recording.ts';
import { ok, sampleVersion } from '../support/responses.ts';

/** A list that gives one more page each time, with these items in it. */
function endless(found: readonly unknown[]): { readonly sendRequest: SendRequest; requestCount(): number } {
  let requestCount = 0;
  const sendRequest: SendRequest = async () => {
    requestCount += 1;
    return ok({ items: found, hasMore: true, nextPage: `page-${requestCount}` });
  };
  return { sendRequest, requestCount: () => requestCount };
}

test('empty pages with new cursors are an error', async () => {
  const { sendRequest, requestCount } = endless([]);
  const client = new PaperspaceClient(sendRequest, heldRetryContext());

  const failure = await latestVersion(client, 'dst364npcw6ccok').catch((error: unknown) => error);

  expect(errorText(failure)).toEqual({
    title: 'Pagination did not terminate',
    message: expect.stringContaining('more than 1000 empty pages in a row'),
  });
  expect(requestCount()).toBe(1_001);
});

test('too many pages are an error, with one page in memory', async () => {
  const page = { items: ['one'], hasMore: true };
  let requestCount = 0;
  const fetch = async () => {
    requestCount += 1;
    return { ...page, nextPage: `page-${requestCount}` };
  };
  let read = 0;
  const walk = async (): Promise<void> => {
    for await (const _item of items('things', fetch)) read += 1;
  };

  await expect(walk()).rejects.toThrow('Pagination of the list of things did not terminate: more than 100000 pages');
  expect(read).toBe(100_000);
});

test('a repeated cursor is an error', async () => {
  const sendRequest: SendRequest = async () => ok({ items: [sampleVersion()], hasMore: true, nextPage: 'again' });
  const client = new PaperspaceClient(sendRequest, heldRetryContext());

  const failure = await latestVersion(client, 'dst364npcw6ccok').catch((error: unknown) => error);

  expect(errorText(failure)).toEqual({
    title: 'Pagination did not terminate',
    message: expect.stringContaining('the API returned the same cursor twice'),
  });
});

test('an invalid time makes a response unreadable, because versions are deleted by age', async () => {
  const sendRequest: SendRequest = async () =>
    ok({ items: [sampleVersion({ dtCreated: 'yesterday' })], hasMore: false, nextPage: null });
  const client = new PaperspaceClient(sendRequest, heldRetryContext());

  await expect(client.listVersions('dst364npcw6ccok')).rejects.toThrow(/items\.0\.dtCreated.*"yesterday"/);
});
