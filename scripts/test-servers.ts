/**
 * `npm run test:servers`: runs all tests that need an S3 server against other servers than fauxqs, which `npm test` uses.
 * `npm run tools -- servers` installs them. `-- moto` runs only the servers with that word in their names. Exits with 1 if a
 * test failed that is no known exception, or an exception is no longer needed, and with 77 if no server is installed.
 */
import { spawn, spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import * as v from 'valibot';
import { findTool, freePort, waitUntilReachable } from '../bench/servers.ts';
import { root } from './documents.ts';

/** The exit status if nothing ran. */
const NOTHING_RAN = 77;

/** The credentials with which the tests sign their requests. */
const keys = { id: 'emulator', secret: 'emulator-secret' };

interface Server {
  readonly name: string;
  readonly program: string;
  readonly parameters: (port: number, folder: string) => readonly string[];
  readonly env?: Readonly<Record<string, string>>;
  /** Tests that fail because of the server, with the reason. Each key is the beginning of the full names. */
  readonly exceptions: Readonly<Record<string, string>>;
}

const notAFile = 'The server keeps objects in files, and cannot store such keys';
const noNewline = 'The server responds with 404 to keys with a newline';

const servers: readonly Server[] = [
  {
    name: 'versitygw',
    program: 'versitygw',
    parameters: (port, folder) => ['--port', `127.0.0.1:${port}`, '--quiet', '--keep-alive', 'posix', folder],
    env: { ROOT_ACCESS_KEY_ID: keys.id, ROOT_SECRET_ACCESS_KEY: keys.secret },
    exceptions: {
      'a download of an object key that leaves the folder': notAFile,
      'download-files reports all keys that cannot be files': notAFile,
      'the secrets of the storage and the key of the API are never sent to the other service':
        'The server checks signatures, and the test signs with a secret of its own',
    },
  },
  {
    name: 'moto',
    program: 'moto_server',
    parameters: (port) => ['-H', '127.0.0.1', '-p', String(port)],
    exceptions: {
      'a download of an object key that is unusual writes the file inside the folder: "new': noNewline,
      'files are downloaded byte for byte': noNewline,
      'files are deleted in batches': noNewline,
      'sha256sum accepts the checksums': noNewline,
      'an endless list is an error': 'The server responds with 500 to a continuation token that it did not issue',
    },
  },
  {
    name: 'minio',
    program: 'minio',
    parameters: (port, folder) => ['server', '--quiet', '--address', `127.0.0.1:${port}`, folder],
    env: { MINIO_ROOT_USER: keys.id, MINIO_ROOT_PASSWORD: keys.secret },
    exceptions: {},
  },
];

const reportSchema = v.object({
  numPassedTests: v.number(),
  testResults: v.array(
    v.object({
      name: v.string(),
      message: v.string(),
      assertionResults: v.array(
        v.object({ fullName: v.string(), status: v.string(), failureMessages: v.array(v.string()) }),
      ),
    }),
  ),
});

/** Returns the test files that start an S3 server. */
function testFiles(): string[] {
  const folder = path.join(root, '__tests__');
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.test.ts'))
    .map((file) => path.join(folder, file))
    .filter((file) => readFileSync(file, 'utf8').includes('useS3Bed()'));
}

/** Runs the tests against a server, and returns what is wrong. */
async function runTests(command: string, { parameters, env, exceptions }: Server): Promise<string[]> {
  const folder = mkdtempSync(path.join(tmpdir(), 'server-'));
  const endpoint = `http://127.0.0.1:${await freePort()}`;
  const port = Number(new URL(endpoint).port);
  const child = spawn(command, parameters(port, folder), { env: { ...process.env, ...env }, stdio: 'ignore' });
  const ended = new Promise((resolve) => child.once('close', resolve));
  try {
    await waitUntilReachable(endpoint);
    const file = path.join(root, '.tmp', 'servers-report.json');
    spawnSync('npm', ['test', '--silent', '--', '--silent', '--json', `--outputFile=${file}`, ...testFiles()], {
      cwd: root,
      env: { ...process.env, STORAGE_TEST_ENDPOINT: endpoint },
      stdio: 'ignore',
    });
    return problemsIn(v.parse(reportSchema, JSON.parse(readFileSync(file, 'utf8'))), exceptions);
  } finally {
    child.kill();
    await ended;
    rmSync(folder, { recursive: true });
  }
}

function problemsIn(
  { numPassedTests, testResults }: v.InferOutput<typeof reportSchema>,
  exceptions: Server['exceptions'],
): string[] {
  const tests = testResults.flatMap(({ assertionResults }) => assertionResults);
  const failed = tests.filter(({ status }) => status === 'failed');
  const known = Object.keys(exceptions);
  console.log(`${numPassedTests} passed, ${failed.length} failed, ${known.length} known exceptions`);
  return [
    ...testResults
      .filter((file) => file.assertionResults.length === 0)
      .map(({ name, message }) => `${name}: ${message}`),
    ...failed
      .filter(({ fullName }) => !known.some((one) => fullName.startsWith(one)))
      .map(({ fullName, failureMessages }) => `failed: ${fullName}\n${failureMessages.join('\n')}`),
    ...known
      .filter((one) => !failed.some(({ fullName }) => fullName.startsWith(one)))
      .map((one) => `no longer an exception: ${one}`),
  ];
}

let ran = false;
for (const server of servers.filter(({ name }) => name.includes(process.argv[2] ?? ''))) {
  const command = findTool(server.program);
  if (command === undefined) {
    console.log(`SKIPPED ${server.name}: it is not installed`);
    continue;
  }
  ran = true;
  console.log(`=== ${server.name}`);
  const problems = await runTests(command, server);
  for (const problem of problems) console.log(problem);
  if (problems.length > 0) process.exitCode = 1;
}
if (!ran) process.exitCode = NOTHING_RAN;
