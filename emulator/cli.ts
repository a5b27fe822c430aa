/**
 * `npm run emulator -- [options]`: runs the emulator until it is stopped, and prints the environment variables that connect
 * a client to it.
 */
import { parseArgs } from 'node:util';
import { type Answers, answerChoices, parseAnswers } from './answers.ts';
import { type Fault, parseFaultJson } from './faults.ts';
import { seed } from './seed.ts';
import { type Emulator, startEmulator } from './server.ts';
import type { EmulatedStorage } from './storage.ts';

const BUCKET = 'paperspace-emulator';

const HELP = `Usage: npm run emulator -- [options]

Runs a local Paperspace emulator until you stop it. Prints the environment variables that connect a client to it, one NAME=value
per line.

  --port N             port of the API (default: a free port)
  --latency MS         minimum duration of every response
  --storage            also run an S3 server for the files of versions
  --seed-versions N    start with a dataset that has N committed versions
  --api-key KEY        API key to accept (default: a random one)
  --answer NAME=VALUE  behavior that the API reference does not specify; can be repeated
  --fault JSON         fault to inject, such as {"kind":"drop","method":"POST","nth":2}; can be repeated
  --help               print this help

Values of --answer, the default first:
${Object.entries(answerChoices)
  .map(([name, values]) => `  ${name.padEnd(16)} ${values.map(String).join(' | ')}`)
  .join('\n')}

Kinds of --fault (see emulator/faults.ts): drop, hang, slow, stall, truncate, status, invalid-json, wrong-shape, redirect,
late.

Control endpoints (see emulator/control.ts): /_emulator/requests, /_emulator/faults, /_emulator/state.
`;

interface Settings {
  readonly port: number;
  readonly latencyMs: number;
  readonly storage: boolean;
  readonly seedVersions: number | undefined;
  readonly apiKey: string | undefined;
  readonly answers: Partial<Answers>;
  readonly faults: readonly Fault[];
}

/** Returns undefined for `--help`. */
function parseSettings(args: readonly string[]): Settings | undefined {
  const { values } = parseArgs({
    args: [...args],
    options: {
      port: { type: 'string' },
      latency: { type: 'string' },
      storage: { type: 'boolean' },
      'seed-versions': { type: 'string' },
      'api-key': { type: 'string' },
      answer: { type: 'string', multiple: true },
      fault: { type: 'string', multiple: true },
      help: { type: 'boolean' },
    },
  });
  if (values.help) return undefined;
  return {
    port: parseNumber('port', values.port) ?? 0,
    latencyMs: parseNumber('latency', values.latency) ?? 0,
    storage: values.storage ?? false,
    seedVersions: parseNumber('seed-versions', values['seed-versions']),
    apiKey: values['api-key'],
    answers: parseAnswers(values.answer ?? []),
    faults: (values.fault ?? []).map(parseFaultJson),
  };
}

function parseNumber(option: string, text: string | undefined): number | undefined {
  if (text === undefined) return undefined;
  if (!/^\d+$/.test(text)) throw new Error(`--${option} must be a whole number, not "${text}"`);
  return Number(text);
}

async function run(settings: Settings): Promise<void> {
  const storage = settings.storage ? await startStorageOf(BUCKET) : undefined;
  const emulator = await startEmulator({ ...settings, bucket: BUCKET, usageBytes: storage?.usageBytes });
  const seeded = settings.seedVersions;
  const datasets = seeded === undefined ? [] : seed(emulator.paperspace, { versions: seeded });
  const variables = [
    ['PAPERSPACE_API_URL', emulator.url],
    ['PAPERSPACE_API_KEY', emulator.apiKey],
    ...(storage === undefined ? [] : storageVariables(storage)),
    ...datasets.map(({ id }) => ['PAPERSPACE_DATASET', id]),
  ];
  process.stdout.write(variables.map(([name, value]) => `${name}=${value}\n`).join(''));
  stopOnSignal(emulator, storage);
}

async function startStorageOf(bucket: string): Promise<EmulatedStorage> {
  // Loaded only when needed: the S3 server and its client take longer to load than the rest to run.
  const { startStorage } = await import('./storage.ts');
  return startStorage({ bucket });
}

/** The variables that every S3 tool reads. */
function storageVariables({ endpoint, region, credentials }: EmulatedStorage): [string, string][] {
  return [
    ['AWS_ENDPOINT_URL_S3', endpoint],
    ['AWS_REGION', region],
    ['AWS_ACCESS_KEY_ID', credentials.accessKeyId],
    ['AWS_SECRET_ACCESS_KEY', credentials.secretAccessKey],
  ];
}

function stopOnSignal(emulator: Emulator, storage: EmulatedStorage | undefined): void {
  const stop = (): void => {
    Promise.all([emulator.close(), storage?.close()]).catch(fail);
  };
  process.once('SIGINT', stop);
  process.once('SIGTERM', stop);
}

function fail(error: unknown): void {
  process.stderr.write(`${Error.isError(error) ? error.message : String(error)}\n`);
  process.exitCode = 1;
}

try {
  const settings = parseSettings(process.argv.slice(2));
  if (settings === undefined) process.stdout.write(HELP);
  else await run(settings);
} catch (error) {
  fail(error);
}
