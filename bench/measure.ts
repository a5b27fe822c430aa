/** Times complete processes in turn, so that changes in the machine's speed affect all of them alike. */
import { spawn } from 'node:child_process';
import { mkdtemp, readFile } from 'node:fs/promises';
import path from 'node:path';
import { temporary } from './action.ts';

export interface Contender {
  readonly name: string;
  readonly command: string;
  readonly parameters: readonly string[];
  readonly env?: Readonly<Record<string, string>>;
}

export interface Spread {
  readonly median: number;
  readonly min: number;
  readonly max: number;
}

/** Runs each contender once to warm up, then `runs` times, one after the other in turn. Throws if one fails. */
export async function race(contenders: readonly Contender[], runs: number): Promise<Map<string, Spread>> {
  const times = new Map<string, number[]>(contenders.map(({ name }) => [name, []]));
  for (let run = 0; run <= runs; run += 1) {
    for (const contender of contenders) {
      const ms = await timeOnce(contender);
      if (run > 0) times.get(contender.name)?.push(ms);
    }
  }
  return new Map([...times].map(([name, list]) => [name, spreadOf(list)]));
}

const MAX_COMPLAINT = 2_000;

/** Runs a contender once and returns its milliseconds. */
export function timeOnce({ name, command, parameters, env = {} }: Contender): Promise<number> {
  return new Promise((resolve, reject) => {
    const start = process.hrtime.bigint();
    const child = spawn(command, parameters, {
      stdio: ['ignore', 'pipe', 'pipe'],
      env: { PATH: process.env.PATH ?? '', ...env },
    });
    let said = '';
    for (const stream of [child.stdout, child.stderr]) {
      stream.setEncoding('utf8').on('data', (text: string) => {
        said = `${said}${text}`.slice(-MAX_COMPLAINT);
      });
    }
    child.once('error', reject);
    child.once('exit', (status) => {
      const ms = Number(process.hrtime.bigint() - start) / 1e6;
      if (status === 0) resolve(ms);
      else reject(new Error(`${name} ended with status ${status}: ${said}`));
    });
  });
}

const TIME = '/usr/bin/time';

export interface Measured {
  readonly ms: number;
  /** User and system time combined. */
  readonly cpuMs: number;
  /** The maximum resident set size. */
  readonly peakMiB: number;
}

/**
 * Runs a contender once under GNU time, which reports the usage that the operating system recorded. Throws if it fails.
 */
export async function measured(contender: Contender): Promise<Measured> {
  const file = path.join(await mkdtemp(path.join(temporary(), 'time-')), 'figures');
  const parameters = ['-f', '%U %S %M', '-o', file, contender.command, ...contender.parameters];
  const ms = await timeOnce({ ...contender, command: TIME, parameters });
  const [user = Number.NaN, system = Number.NaN, kib = Number.NaN] = (await readFile(file, 'utf8'))
    .split(' ')
    .map(Number);
  return { ms, cpuMs: (user + system) * 1000, peakMiB: Math.round(kib / 1024) };
}

/** Returns the median and the range of some values, NaN for none. */
export function spreadOf(values: readonly number[]): Spread {
  const sorted = values.toSorted((a, b) => a - b);
  const middle = sorted.length / 2;
  const at = (index: number): number => sorted[Math.min(sorted.length - 1, Math.max(0, index))] ?? Number.NaN;
  const median = Number.isInteger(middle) ? (at(middle - 1) + at(middle)) / 2 : at(Math.floor(middle));
  return { median, min: at(0), max: at(sorted.length - 1) };
}
