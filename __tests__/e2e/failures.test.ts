import { describe, expect, test } from '@jest/globals';
import type { FaultInput } from '../../emulator/faults.ts';
import { startJob } from '../support/job.ts';

describe('an error response of the API', () => {
  test.each([
    [401, 'UNAUTHORIZED', /The API key was not accepted\. .*secrets\.PAPERSPACE_API_KEY.*forks/],
    [403, 'FORBIDDEN', /must belong to the team that owns the dataset/],
    [404, 'NOT_FOUND', /^dst364npcw6ccok not found\. Check the ID and the API key's team\.$/],
    [409, 'CONFLICT', /conflicts with the current state/],
    [429, 'TOO_MANY_REQUESTS', /Too many requests, even after the retries/],
    [500, 'INTERNAL_SERVER_ERROR', /The API reported a server error/],
  ])('with HTTP %d becomes one error with the message of the API, the request ID and advice', async (status, code, advice) => {
    const { step } = await startJob({ faults: [{ kind: 'status', status, times: 'always' }] });

    const failed = await step({ operation: 'get-dataset', dataset: 'dst364npcw6ccok', retries: '0' });

    const [said, hint, ...rest] = failed.messages('error').join('\n').split('\n');
    expect(failed.exit).toBe(1);
    expect(failed.requests).toEqual(['GET /datasets/dst364npcw6ccok']);
    expect(failed.lines.at(-1)).toMatch(/^::error title=Failed to get dataset dst364npcw6ccok::/);
    expect(said).toMatch(
      new RegExp(`^Failed to get dataset dst364npcw6ccok: Injected fault: ${status} \\(HTTP ${status}, ${code}`),
    );
    expect(hint).toMatch(advice);
    expect(rest).toEqual([]);
    expect(failed.outputs).toEqual({ outcome: 'none' });
    expect(failed.summary).toContain('<h3>Paperspace dataset: get-dataset failed</h3>');
  });

  test('is reported with the request ID of the response', async () => {
    const { step, dataset } = await startJob();

    const failed = await step({ operation: 'get-version', dataset: `${dataset}:fo5rp4m` });

    expect(failed.messages('error').join()).toMatch(/\(HTTP 404, NOT_FOUND, request req-[a-z0-9]+\)/);
  });

  test('is readable for every form of the body', async () => {
    for (const errorBody of ['details', 'issues', 'empty', 'html'] as const) {
      const { step } = await startJob({ answers: { errorBody } });

      const failed = await step({ operation: 'get-dataset', dataset: 'dst364npcw6ccok' });

      expect(failed.messages('error')).toEqual([expect.stringMatching(/^Failed to get dataset .*HTTP 404/)]);
    }
  });
});

describe('a reference that matches nothing', () => {
  test('suggests a dataset from the list that was just read', async () => {
    const { step } = await startJob();

    const { requests, messages } = await step({ operation: 'get-dataset', dataset: 'Flower' });

    expect(messages('error')).toEqual([
      expect.stringMatching(/^There is no dataset named "Flower" .*\nDid you mean `flowers`\?/),
    ]);
    expect(requests).toHaveLength(1);
  });

  test('suggests a tag, and names the tags that exist', async () => {
    const { step, dataset, emulator } = await startJob();
    emulator.paperspace.addVersion(dataset, { isCommitted: true, tags: ['v1', 'production'] });

    const { messages } = await step({ operation: 'get-version', dataset: `${dataset}:produktion` });

    expect(messages('error')).toEqual([
      expect.stringMatching(/\nDid you mean `production`\? Tags of the newest versions: v1, production\.$/),
    ]);
  });
});

describe('a retryable failure', () => {
  test.each<[string, FaultInput, RegExp]>([
    ['a failure of the server', { kind: 'status', status: 503, times: 2 }, /Injected fault: 503 \(HTTP 503/],
    ['a dropped connection', { kind: 'drop', times: 2 }, /connection to 127\.0\.0\.1:\d+ lost/],
    ['a page of a proxy', { kind: 'status', status: 502, body: 'html', times: 2 }, /HTTP 502/],
    ['half an answer', { kind: 'truncate', times: 2 }, /connection to 127\.0\.0\.1:\d+ lost/],
    ['JSON that breaks off', { kind: 'invalid-json', times: 2 }, /the response is not JSON \(HTTP 200/],
  ])('is retried with one log line per attempt: %s', async (_what, fault, cause) => {
    const { step, dataset } = await startJob({ faults: [fault] });

    const { exit, requests, lines } = await step({ operation: 'get-dataset', dataset });

    const retries = lines.filter((line) => line.startsWith('Retrying'));
    expect(exit).toBe(0);
    expect(requests).toHaveLength(3);
    expect(retries).toEqual([
      expect.stringMatching(/^Retrying in \d+\.\d s: get dataset \S+ \(attempt 2 of 6\)\. Cause: /),
      expect.stringMatching(/^Retrying in \d+\.\d s: get dataset \S+ \(attempt 3 of 6\)\. Cause: /),
    ]);
    for (const line of retries) expect(line).toMatch(cause);
  });

  test('is retried after the delay of Retry-After', async () => {
    const { step, dataset } = await startJob({ faults: [{ kind: 'status', status: 429, retryAfter: 0 }] });

    const { exit, lines } = await step({ operation: 'get-dataset', dataset });

    expect(exit).toBe(0);
    expect(lines.filter((line) => line.startsWith('Retrying'))).toEqual([
      expect.stringMatching(/ in 0\.0 s: .* \(attempt 2 of 6\)\. Cause: .*HTTP 429/),
    ]);
  });

  test('leads to one version when the response to its creation is lost', async () => {
    const { step, dataset, emulator } = await startJob({ faults: [{ kind: 'drop', when: 'after', method: 'POST' }] });

    const { exit, requests, outputs } = await step({ operation: 'create-version', dataset });

    expect(exit).toBe(0);
    expect(requests.map((request) => request.split('?')[0])).toEqual([
      `POST /datasets/${dataset}/versions`,
      `GET /datasets/${dataset}/versions`,
    ]);
    expect(emulator.paperspace.versions(dataset)).toMatchObject([{ version: outputs.version }]);
  });

  test('is reported after the last retry', async () => {
    const { step, dataset } = await startJob({ faults: [{ kind: 'status', status: 500, times: 'always' }] });

    const { exit, requests, messages } = await step({ operation: 'get-dataset', dataset, retries: '1' });

    expect([exit, requests.length]).toEqual([1, 2]);
    expect(messages('error')).toEqual([expect.stringMatching(/HTTP 500/)]);
  });
});

describe('a failure of the connection', () => {
  test('names the address that refuses connections', async () => {
    const { step, emulator } = await startJob();
    await emulator.close();

    const { exit, messages } = await step({ operation: 'list-datasets', retries: '0' });

    expect(exit).toBe(1);
    expect(messages('error')).toEqual([
      expect.stringMatching(/connection to 127\.0\.0\.1:\d+ refused: .*\nCheck `api-url`/),
    ]);
  });

  test('names the server that exceeds the idle timeout', async () => {
    const { step } = await startJob({ faults: [{ kind: 'hang', times: 'always' }] });

    const { exit, messages } = await step({ operation: 'list-datasets', retries: '0', 'request-timeout': '1' });

    expect(exit).toBe(1);
    expect(messages('error')).toEqual([
      expect.stringMatching(/127\.0\.0\.1:\d+ did not respond in time: .*\nRaise `request-timeout`/),
    ]);
  });

  test('reports a redirect and sends the key nowhere else', async () => {
    const elsewhere = await startJob();
    const { step } = await startJob({ faults: [{ kind: 'redirect', location: `${elsewhere.emulator.url}/datasets` }] });

    const { exit, messages } = await step({ operation: 'list-datasets' });

    expect(exit).toBe(1);
    expect(messages('error')).toEqual([
      expect.stringMatching(/responded with a redirect.*\nSet `api-url` .*The API key is never sent/),
    ]);
    expect(elsewhere.emulator.requests).toEqual([]);
  });

  test('reports a response of an unexpected shape', async () => {
    const { step } = await startJob({ faults: [{ kind: 'wrong-shape' }] });

    const { exit, requests, messages } = await step({ operation: 'list-datasets' });

    expect([exit, requests.length]).toEqual([1, 1]);
    expect(messages('error')).toEqual([
      expect.stringMatching(/differs from the API reference: items.*\nCheck `api-url`/),
    ]);
  });
});

describe('the job summary', () => {
  test('is not written when the input summary is false', async () => {
    const { step, dataset } = await startJob();

    const good = await step({ operation: 'get-dataset', dataset, summary: 'false' });
    const bad = await step({ operation: 'get-dataset', summary: 'false' });

    expect([good, bad].map(({ exit, summary }) => [exit, summary])).toEqual([
      [0, ''],
      [1, ''],
    ]);
  });

  test('is a warning when its file cannot be written, and the step succeeds', async () => {
    const { step, dataset } = await startJob();

    const { exit, messages, outputs } = await step(
      { operation: 'get-dataset', dataset },
      { env: { GITHUB_STEP_SUMMARY: '/nowhere/summary' } },
    );

    expect(exit).toBe(0);
    expect(messages('warning')).toEqual([
      expect.stringMatching(/^The job summary could not be written: .*\/nowhere\/summary/),
    ]);
    expect(outputs.outcome).toBe('found');
  });
});

describe('the log', () => {
  test('has a debug line for every request with status, duration and attempt', async () => {
    const { step, dataset } = await startJob({ faults: [{ kind: 'status', status: 503 }] });

    const { messages } = await step({ operation: 'get-dataset', dataset });

    expect(messages('debug')).toEqual([
      expect.stringMatching(new RegExp(`^GET /datasets/${dataset} -> 503 in \\d+ ms \\(attempt 1\\)$`)),
      expect.stringMatching(new RegExp(`^GET /datasets/${dataset} -> 200 in \\d+ ms \\(attempt 2\\)$`)),
    ]);
  });

  test('shows causes and stack traces only in debug lines', async () => {
    const { step } = await startJob({ faults: [{ kind: 'drop', times: 'always' }] });

    const { messages, lines } = await step({ operation: 'list-datasets', retries: '0' });

    expect(messages('debug').at(-1)).toMatch(/^PaperspaceError: .*Caused by: NetworkError: /);
    expect(lines.join('\n')).not.toContain('Caused by');
  });

  test('prints no empty group before the error', async () => {
    const { step } = await startJob();

    const { lines } = await step({ operation: 'get-dataset', dataset: 'nobody' });

    expect(lines.map((line) => line.replace(/^(::[a-z-]+).*/, '$1'))).toEqual(['::add-mask', '::add-mask', '::error']);
  });
});
