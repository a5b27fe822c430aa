import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { expect, test } from '@jest/globals';
import { fetchExchange, requestsThrough } from '../support/api.ts';

const cli = fileURLToPath(new URL('../../emulator/cli.ts', import.meta.url));

function start(...args: string[]) {
  const child = spawn(process.execPath, [cli, ...args], { stdio: ['ignore', 'pipe', 'pipe'] });
  let output = '';
  let errors = '';
  child.stdout.on('data', (chunk) => {
    output += chunk;
  });
  child.stderr.on('data', (chunk) => {
    errors += chunk;
  });
  const ended = once(child, 'close').then(([code]) => ({ code, output, errors }));
  return { child, ended, printed: once(child.stdout, 'data').then(() => output) };
}

function variablesOf(output: string): Record<string, string> {
  return Object.fromEntries(
    output
      .trimEnd()
      .split('\n')
      .map((line) => [line.slice(0, line.indexOf('=')), line.slice(line.indexOf('=') + 1)]),
  );
}

test('prints the variables to connect with in a fixed order and ends on a signal', async () => {
  const { child, ended, printed } = start(
    '--storage',
    '--seed-versions=3',
    '--answer=draftsInLists=false',
    '--answer=defaultLimit=2',
    '--fault={"kind":"status","status":503}',
    '--latency=1',
  );

  const variables = variablesOf(await printed);
  const { send, versions } = requestsThrough(
    fetchExchange(variables.PAPERSPACE_API_URL ?? '', variables.PAPERSPACE_API_KEY ?? ''),
  );
  const path = `/datasets/${variables.PAPERSPACE_DATASET}/versions`;
  const failed = await send('GET', path);
  const page = await versions(path);
  child.kill('SIGTERM');

  expect(Object.keys(variables)).toEqual([
    'PAPERSPACE_API_URL',
    'PAPERSPACE_API_KEY',
    'AWS_ENDPOINT_URL_S3',
    'AWS_REGION',
    'AWS_ACCESS_KEY_ID',
    'AWS_SECRET_ACCESS_KEY',
    'PAPERSPACE_DATASET',
  ]);
  expect(variables.AWS_ENDPOINT_URL_S3).toMatch(/^http:\/\/127\.0\.0\.1:\d+$/);
  expect(failed.status).toBe(503);
  expect(page.items).toHaveLength(2);
  expect(page.hasMore).toBe(true);
  expect(await ended).toMatchObject({ code: 0, errors: '' });
});

test('--help lists every option, answer and fault', async () => {
  const { code, output } = await start('--help').ended;

  expect(code).toBe(0);
  for (const word of ['--port', '--latency', '--storage', '--seed-versions', '--answer', '--fault', 'tagHolder']) {
    expect(output).toContain(word);
  }
});

test.each([
  [['--answer', 'tagHolder=gone'], 'answer "tagHolder" cannot be "gone"'],
  [['--fault', '{"kind":"slow"}'], 'invalid fault: ms'],
  [['--port', 'http'], '--port must be a whole number, not "http"'],
  [['--colour'], "Unknown option '--colour'"],
])('%j is refused with the reason', async (args, message) => {
  const { code, errors, output } = await start(...args).ended;

  expect({ code, output }).toEqual({ code: 1, output: '' });
  expect(errors).toContain(message);
});
