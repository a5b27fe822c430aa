/**
 * `npm run bench -- transfers`: uploads and downloads beside common S3 tools, against the same S3 server in the
 * same run, over links of several round trips.
 */
import { mkdir, rm } from 'node:fs/promises';
import path from 'node:path';
import { changeFiles, MIB, makeFiles, nameOf, type Workload } from './files.ts';
import { type Measured, measured, spreadOf } from './measure.ts';
import { bestStorageServer, type StorageServer, startServers } from './servers.ts';
import { openLink } from './slow-link.ts';
import { milliseconds, type Section } from './table.ts';
import { installedTools, jobs, type Tool, type TransferJob } from './tools.ts';

export interface TransferOptions {
  readonly rounds: number;
  readonly roundTripsMs: readonly number[];
  /** Multiplies the number of files, or the size of a single file. */
  readonly scale: number;
  /** Names of tools; undefined is every installed one. */
  readonly tools: readonly string[] | undefined;
  /** Parts of the names of workloads, such as `4 KiB`; undefined is every one. */
  readonly workloads: readonly string[] | undefined;
}

const allWorkloads: readonly Workload[] = [
  { files: 20_000, bytes: 4096 },
  { files: 1_000, bytes: MIB },
  { files: 1, bytes: 2048 * MIB },
];

/** One row of the report. */
interface Row {
  readonly workload: Workload;
  readonly roundTripMs: number;
  readonly job: TransferJob;
  readonly tool: string;
  /** One for each round; empty where the tool failed. */
  readonly runs: Measured[];
}

/** Measures every workload over every link. The tools take turns, round by round, each with empty servers. */
export async function benchTransfers(options: TransferOptions): Promise<Section> {
  const storage = bestStorageServer();
  const tools = installedTools().filter(({ name }) => options.tools?.some((one) => name.includes(one)) ?? true);
  const rows: Row[] = [];
  for (const workload of selectedWorkloads(options)) {
    const source = await makeFiles(workload);
    for (const roundTripMs of options.roundTripsMs) {
      const all = jobsFor(workload).flatMap((job) =>
        tools.map(({ name }): Row => ({ workload, roundTripMs, job, tool: name, runs: [] })),
      );
      for (let round = 0; round < options.rounds; round += 1) {
        for (const tool of tools) {
          const own = all.filter((row) => row.tool === tool.name);
          await playRound({ tool, storage, source, workload, roundTripMs }, own);
        }
      }
      rows.push(...all);
    }
    await rm(path.dirname(source), { recursive: true });
  }
  return report(rows, storage, options.rounds);
}

function selectedWorkloads({ scale, workloads }: TransferOptions): Workload[] {
  return allWorkloads
    .filter((workload) => workloads?.some((part) => nameOf(workload).includes(part)) ?? true)
    .map(({ files, bytes }) =>
      files === 1 ? { files, bytes: Math.round(bytes * scale) } : { files: Math.ceil(files * scale), bytes },
    );
}

/** A single file cannot change by one in a hundred. */
function jobsFor({ files }: Workload): readonly TransferJob[] {
  return files === 1 ? ['up', 'down'] : jobs;
}

interface Setting {
  readonly tool: Tool;
  readonly storage: StorageServer;
  readonly source: string;
  readonly workload: Workload;
  readonly roundTripMs: number;
}

/** Runs the jobs of a tool once and adds the measurements to the rows. */
async function playRound(
  { tool, storage, source, workload, roundTripMs }: Setting,
  rows: readonly Row[],
): Promise<void> {
  const servers = await startServers(storage);
  const direct = servers.aws.AWS_ENDPOINT_URL_S3 ?? '';
  const link = roundTripMs === 0 ? undefined : await openLink({ target: direct, delayMs: roundTripMs / 2 });
  const target = path.join(path.dirname(source), 'target');
  await mkdir(target);
  try {
    const aws = { ...servers.aws, AWS_ENDPOINT_URL_S3: link?.url ?? direct };
    const contenders = await tool.prepare({ servers, aws, source, target });
    for (const { job, runs } of rows) {
      if (job === 'up, 1 % changed') await changeFiles(source, workload);
      const run = await measured(contenders[job]);
      runs.push(run);
      console.error(`${nameOf(workload)}, ${roundTripMs} ms, ${job}, ${tool.name}: ${milliseconds(run.ms)}`);
    }
  } catch (error) {
    // A tool may fail with a server. The report shows it, and the others are still measured.
    console.error(Error.isError(error) ? error.message : error);
  } finally {
    link?.close();
    await servers.close();
    await rm(target, { recursive: true });
  }
}

const YARDSTICK = 's5cmd';

function report(rows: readonly Row[], storage: StorageServer, rounds: number): Section {
  return {
    title: 'Transfers',
    text:
      `${rounds === 1 ? 'One round' : `Medians of ${rounds} interleaved rounds`} against ${storage === 'emulator' ? "the emulator's S3 server" : storage} on ` +
      'loopback, behind a relay that adds the round trip. `up` of this action is a whole `snapshot` (scan, hash, upload, ' +
      'verify, manifest, commit), `down` a `download-files`, which verifies the SHA-256 of each file; the other tools ' +
      'do neither. The second snapshot is a new version: the storage copies what did not change, and the rest is uploaded; the ' +
      `other tools copy the folder inside the storage and update the copy. The last column is the time as a multiple of ${YARDSTICK}'s.`,
    columns: [
      'Files',
      'Round trip',
      'Job',
      'Tool',
      'Time',
      'Range',
      'MiB/s',
      'CPU time',
      'Peak memory',
      `x ${YARDSTICK}`,
    ],
    rows: rows.map((row) => cellsOf(row, rows)),
  };
}

function cellsOf(row: Row, rows: readonly Row[]): string[] {
  const { workload, roundTripMs, job, tool, runs } = row;
  const head = [nameOf(workload), `${roundTripMs} ms`, job, tool];
  if (runs.length === 0) return [...head, 'failed', '', '', '', '', ''];
  const { median, min, max } = spreadOf(runs.map(({ ms }) => ms));
  const yardstick = rows.find(
    (one) => one.tool === YARDSTICK && one.workload === workload && one.roundTripMs === roundTripMs && one.job === job,
  );
  const theirs = spreadOf(yardstick?.runs.map(({ ms }) => ms) ?? []).median;
  return [
    ...head,
    milliseconds(median),
    `${milliseconds(min)} to ${milliseconds(max)}`,
    ((workload.files * workload.bytes) / MIB / (median / 1000)).toFixed(0),
    milliseconds(spreadOf(runs.map(({ cpuMs }) => cpuMs)).median),
    `${spreadOf(runs.map(({ peakMiB }) => peakMiB)).median} MiB`,
    Number.isNaN(theirs) ? '' : (median / theirs).toFixed(2),
  ];
}
