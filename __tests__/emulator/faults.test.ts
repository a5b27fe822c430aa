import { describe, expect, test } from '@jest/globals';
import { Faults, parseFault, parseFaultJson } from '../../emulator/faults.ts';
import { fetchExchange, listening } from '../support/api.ts';

/** What came of a request: a status with its text, or how far it came. */
async function outcome(url: string, init: RequestInit) {
  const response = await fetch(url, { redirect: 'manual', ...init }).catch(() => undefined);
  if (response === undefined) return 'no answer';
  const body = await response.text().catch(() => undefined);
  return body === undefined ? `broken body of a ${response.status}` : { status: response.status, body };
}

const dataset = { name: 'faces', isPublic: false };

function post(apiKey: string, signal?: AbortSignal): RequestInit {
  const headers = { authorization: `Bearer ${apiKey}`, 'content-type': 'application/json' };
  return { method: 'POST', headers, body: JSON.stringify(dataset), signal: signal ?? null };
}

/** Waits for what the emulator is about to do; the test's own time limit ends a wait in vain. */
async function until(isSo: () => boolean): Promise<void> {
  while (!isSo()) await new Promise((resolve) => setTimeout(resolve, 1));
}

describe.each([
  ['before', 0],
  ['after', 1],
] as const)('a fault injected %s the server acts', (when, made) => {
  test.each([
    ['drop', 'no answer'],
    ['truncate', 'broken body of a 200'],
  ] as const)('%s: the connection is cut', async (kind, seen) => {
    await using given = await listening({ faults: [{ kind, when }] });
    const { emulator } = given;

    expect(await outcome(`${emulator.url}/datasets`, post(emulator.apiKey))).toBe(seen);

    expect(emulator.paperspace.datasets()).toHaveLength(made);
    expect(emulator.requests).toMatchObject([{ acted: when === 'after', fault: { kind }, offContract: ['answer'] }]);
  });

  test('hang: no response is sent before the client gives up', async () => {
    await using given = await listening({ faults: [{ kind: 'hang', when }] });
    const { emulator } = given;
    const controller = new AbortController();

    const pending = outcome(`${emulator.url}/datasets`, post(emulator.apiKey, controller.signal));
    await until(() => emulator.requests.some(({ fault }) => fault !== undefined));
    controller.abort();

    expect(await pending).toBe('no answer');
    expect(emulator.paperspace.datasets()).toHaveLength(made);
    expect(emulator.requests).toMatchObject([{ acted: when === 'after', offContract: ['answer'] }]);
  });

  test('stall: headers and half of the body are sent, then nothing', async () => {
    await using given = await listening({ faults: [{ kind: 'stall', when }] });
    const { emulator } = given;
    const controller = new AbortController();

    const response = await fetch(`${emulator.url}/datasets`, post(emulator.apiKey, controller.signal));
    const reader = response.body?.getReader();
    const half = await reader?.read();
    const rest = reader?.read();
    controller.abort();

    await expect(rest).rejects.toThrow('abort');
    const whole = Number(response.headers.get('content-length'));
    expect(half?.value).toHaveLength(Math.floor(whole / 2));
    expect(emulator.paperspace.datasets()).toHaveLength(made);
  });

  test('status: the response has the status and Retry-After', async () => {
    await using given = await listening({
      faults: [
        { kind: 'status', status: 503, retryAfter: 7, when },
        { kind: 'status', status: 429, retryAfter: 'Wed, 18 Mar 2026 14:15:22 GMT', body: 'html', when },
        { kind: 'status', status: 500, body: 'empty', when },
      ],
    });

    const answers = [];
    for (let count = 0; count < 3; count += 1) {
      const { url, apiKey } = given.emulator;
      const path = '/datasets';
      const signal = new AbortController().signal;
      answers.push(await fetchExchange(url, apiKey)({ method: 'POST', path, body: JSON.stringify(dataset) }, signal));
    }

    expect(answers).toMatchObject([
      { status: 503, headers: { 'retry-after': '7' }, body: expect.stringContaining('"code":"SERVICE_UNAVAILABLE"') },
      { status: 429, headers: { 'retry-after': 'Wed, 18 Mar 2026 14:15:22 GMT', 'content-type': 'text/html' } },
      { status: 500, body: '' },
    ]);
    expect(answers[2]?.headers).not.toHaveProperty('retry-after');
    expect(given.emulator.paperspace.datasets()).toHaveLength(3 * made);
  });

  test('invalid-json, wrong-shape and redirect: the response has the wrong form', async () => {
    await using given = await listening({
      faults: [
        { kind: 'invalid-json', when },
        { kind: 'wrong-shape', when },
        { kind: 'wrong-shape', json: null, when },
        { kind: 'redirect', status: 307, location: 'https://elsewhere.invalid/', when },
      ],
    });
    const { emulator } = given;
    const send = () => outcome(`${emulator.url}/datasets`, post(emulator.apiKey));

    const [broken, wrong, nothing, redirect] = [await send(), await send(), await send(), await send()];

    expect(broken).toMatchObject({ status: 200, body: expect.stringMatching(/^\{.*[^}]$/) });
    expect(wrong).toEqual({ status: 200, body: '{"ok":true}' });
    expect(nothing).toEqual({ status: 200, body: 'null' });
    expect(redirect).toEqual({ status: 307, body: '' });
    expect(emulator.requests.find(({ fault }) => fault?.kind === 'redirect')?.answer?.headers).toEqual({
      location: 'https://elsewhere.invalid/',
    });
    expect(emulator.paperspace.datasets()).toHaveLength(4 * made);
  });

  test('slow: the response is delayed', async () => {
    await using given = await listening({ faults: [{ kind: 'slow', ms: 60_000, when }] });
    const { emulator } = given;
    const controller = new AbortController();

    const pending = outcome(`${emulator.url}/datasets`, post(emulator.apiKey, controller.signal));
    await until(() => emulator.requests.some(({ fault }) => fault !== undefined));
    controller.abort();

    expect(await pending).toBe('no answer');
    expect(emulator.paperspace.datasets()).toHaveLength(made);
  });

  test('slow: the response is complete after its delay', async () => {
    await using given = await listening({ faults: [{ kind: 'slow', ms: 5, when }] });
    const { emulator } = given;

    expect(await outcome(`${emulator.url}/datasets`, post(emulator.apiKey))).toMatchObject({ status: 200 });
    expect(emulator.paperspace.datasets()).toHaveLength(1);
    expect(emulator.requests).toMatchObject([{ acted: true, offContract: [] }]);
  });
});

describe('the fault late', () => {
  const late = { kind: 'late', method: 'POST', afterRequests: 2 } as const;

  test('takes effect after further requests, invisible to the first that looks for it', async () => {
    await using given = await listening({ faults: [late] });
    const { datasets, emulator } = given;

    expect(await outcome(`${emulator.url}/datasets`, post(emulator.apiKey))).toBe('no answer');
    const seen = [];
    for (let count = 0; count < 3; count += 1) seen.push((await datasets('/datasets')).items.length);

    expect(seen).toEqual([0, 0, 1]);
    const created = emulator.requests.find(({ method }) => method === 'POST');
    expect(created).toMatchObject({ acted: true, fault: late });
    expect(created).not.toHaveProperty('answer');
  });

  test('can be delivered at once, and only once', async () => {
    await using given = await listening({ faults: [late] });
    const { datasets, emulator } = given;
    await outcome(`${emulator.url}/datasets`, post(emulator.apiKey));
    expect(emulator.requests).toMatchObject([{ acted: false }]);

    await emulator.deliverLateRequests();
    await emulator.deliverLateRequests();

    expect((await datasets('/datasets')).items).toHaveLength(1);
  });
});

describe('the requests that a fault matches', () => {
  const injectedFaults = (faults: Faults, requests: readonly string[]) =>
    requests.map((request) => {
      const [method = '', path = ''] = request.split(' ');
      return faults.next(method, path)?.kind;
    });
  const armed = (...inputs: unknown[]) => {
    const faults = new Faults();
    for (const input of inputs) faults.add(parseFault(input));
    return faults;
  };

  test('are the next one by default', () => {
    expect(injectedFaults(armed({ kind: 'drop' }), ['GET /datasets', 'GET /datasets'])).toEqual(['drop', undefined]);
  });

  test('are selected by number and count', () => {
    const faults = armed({ kind: 'drop', nth: 2, times: 2 });

    expect(injectedFaults(faults, Array(5).fill('GET /datasets'))).toEqual([
      undefined,
      'drop',
      'drop',
      undefined,
      undefined,
    ]);
    expect(faults.remaining()).toEqual([]);
  });

  test('are all with times set to always', () => {
    const faults = armed({ kind: 'drop', times: 'always' });

    expect(injectedFaults(faults, Array(9).fill('GET /datasets'))).toEqual(Array(9).fill('drop'));
    expect(faults.remaining()).toHaveLength(1);
  });

  test('are selected by method and path, and only those are counted', () => {
    const faults = armed({ kind: 'drop', method: 'PUT', path: '/datasets/[^/]+/versions', nth: 2 });

    expect(
      injectedFaults(faults, ['PUT /datasets/ds1', 'PUT /datasets/ds1/versions/a', 'GET /datasets/ds1/versions/a']),
    ).toEqual([undefined, undefined, undefined]);
    expect(injectedFaults(faults, ['PUT /datasets/ds1/versions/a'])).toEqual(['drop']);
  });

  test('are selected by the beginning of a path', () => {
    const faults = armed({ kind: 'drop', path: '/datasets/ds1', times: 'always' });

    expect(injectedFaults(faults, ['GET /datasets', 'GET /datasets/ds1', 'GET /datasets/ds1/versions'])).toEqual([
      undefined,
      'drop',
      'drop',
    ]);
  });

  test('are counted for each fault separately', () => {
    const faults = armed({ kind: 'drop' }, { kind: 'hang', nth: 2 }, { kind: 'stall', nth: 3 });

    expect(injectedFaults(faults, Array(4).fill('GET /datasets'))).toEqual(['drop', 'hang', 'stall', undefined]);
  });

  test('are matched by queued faults one after the other', () => {
    const faults = armed({ kind: 'drop' }, { kind: 'hang', times: 2 }, { kind: 'stall' });

    expect(injectedFaults(faults, Array(5).fill('GET /datasets'))).toEqual([
      'drop',
      'hang',
      'hang',
      'stall',
      undefined,
    ]);
  });

  test('are none after the faults are cleared', () => {
    const faults = armed({ kind: 'drop', times: 'always' });
    faults.clear();

    expect(injectedFaults(faults, ['GET /datasets'])).toEqual([undefined]);
  });
});

test.each([
  [{}, /kind/],
  [{ kind: 'explode' }, /kind: .*"explode"/],
  [{ kind: 'drop', nth: 0 }, /nth: /],
  [{ kind: 'drop', times: 'often' }, /times: /],
  [{ kind: 'drop', often: true }, /often: /],
  [{ kind: 'drop', method: 'PATCH' }, /method: /],
  [{ kind: 'drop', path: '(' }, /path: must be a regular expression/],
  [{ kind: 'drop', when: 'during' }, /when: /],
  [{ kind: 'slow' }, /ms: /],
  [{ kind: 'slow', ms: -1 }, /ms: /],
  [{ kind: 'status', status: 200 }, /status: /],
  [{ kind: 'status', status: 503, retryAfter: -1 }, /retryAfter: /],
  [{ kind: 'redirect' }, /location: /],
  [{ kind: 'late', when: 'after' }, /when: /],
  ['drop', /invalid fault: /],
])('%j is refused as a fault', (input, message) => {
  expect(() => parseFault(input)).toThrow(message);
  expect(() => parseFaultJson(JSON.stringify(input))).toThrow(message);
});

test('a fault that is not JSON is refused', () => {
  expect(() => parseFaultJson('drop')).toThrow('invalid fault: drop is not JSON');
});
