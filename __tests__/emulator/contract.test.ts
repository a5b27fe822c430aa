import { expect, test } from '@jest/globals';
import { type Answers, answerChoices } from '../../emulator/answers.ts';
import { emulateInProcess, type InProcessEmulator } from '../../emulator/in-process.ts';
import { seededRandom } from '../../emulator/random.ts';
import type { Random } from '../../src/net/system.ts';
import type { HttpRequest } from '../../src/paperspace/http.ts';
import { contractProblems, operationIds, operationOf } from '../support/contract.ts';

const pick = <T>(random: Random, choices: readonly [T, ...T[]]): T =>
  choices[Math.floor(random() * choices.length)] ?? choices[0];

/** A request of any kind about what is there, or nearly there; now and then a wrong one. */
function anyRequest(random: Random, { paperspace }: InProcessEmulator): HttpRequest {
  const id = pick(random, ['dsnone', ...paperspace.datasets().map((dataset) => dataset.id)]);
  const version = pick(random, ['none', ...paperspace.versions(id).map((one) => one.version)]);
  const tags = pick(random, ['', 'a', 'b', 'a,b']);
  const limit = pick(random, ['0', '1', '2', '120']);
  const versions = `/datasets/${id}/versions`;
  const change = { message: pick(random, ['', 'm']), tags, metadata: { [limit]: { tags } } };
  const isCommitted = pick(random, [true, false]);
  return pick<HttpRequest>(random, [
    { method: 'GET', path: `/datasets?limit=${limit}` },
    { method: 'POST', path: '/datasets', body: JSON.stringify({ name: pick(random, ['a', 'b', 1]), isPublic: false }) },
    { method: 'GET', path: `/datasets/${id}` },
    { method: 'PUT', path: `/datasets/${id}`, body: JSON.stringify({ description: pick(random, [null, 'd', 2]) }) },
    ...(random() < 0.1 ? [{ method: 'DELETE', path: `/datasets/${id}` } as const] : []),
    { method: 'GET', path: `${versions}?limit=${limit}&tags=${tags}` },
    { method: 'GET', path: versions },
    { method: 'POST', path: versions, body: JSON.stringify(change) },
    { method: 'GET', path: `${versions}/${version}` },
    { method: 'PUT', path: `${versions}/${version}`, body: JSON.stringify({ isCommitted, ...change }) },
    { method: 'DELETE', path: `${versions}/${version}` },
  ]);
}

const everyChoice = Object.entries(answerChoices).flatMap(([name, values]) =>
  values.map((value): [string, Partial<Answers>] => [`${name}: ${value}`, { [name]: value }]),
);

test.each(everyChoice)('every response follows the contract (%s)', async (_name, answers) => {
  const random = seededRandom(7);
  const usageBytes = async () => pick(random, [null, 0, 12]);
  const emulator = emulateInProcess({ answers, random, usageBytes });
  const signal = new AbortController().signal;

  for (let count = 0; count < 300; count += 1) await emulator.sendRequest(anyRequest(random, emulator), signal);

  // Some of the requests are wrong on purpose: here the answers are judged alone.
  const exchanges = emulator.requests.map((record) => ({
    ...record,
    offContract: [...record.offContract, 'request' as const],
  }));
  expect(exchanges.flatMap(contractProblems)).toEqual([]);
  const successes = exchanges.filter(({ answer }) => answer?.status === 200).map(operationOf);
  expect(new Set(successes)).toEqual(new Set(operationIds));
  expect(exchanges.some(({ answer }) => answer !== undefined && answer.status >= 400)).toBe(true);
});

test('a response in a form outside the contract is marked as such', async () => {
  const { sendRequest, requests } = emulateInProcess({ answers: { errorBody: 'html' } });

  await sendRequest({ method: 'GET', path: '/datasets/dsnone' }, new AbortController().signal);
  await sendRequest({ method: 'GET', path: '/datasets' }, new AbortController().signal);

  expect(requests.map(({ offContract }) => offContract)).toEqual([['answer'], []]);
});
