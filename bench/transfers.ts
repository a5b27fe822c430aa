/**
 * `npm run bench -- transfers`: uploads and downloads compared with common S3 tools, against the same S3 server in the
 * same run, over links of several round trips.
 */
import { mkdir, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { changeFiles, MIB, makeFiles, nameOf, type Workload } from './files.ts';
import { type Measured, measured, spreadOf } from './measure.ts';
import { bestStorageServer, type StorageServer, startServers } from './servers.ts';
import { openLink } from './slow-link.ts';
import { milliseconds, renderSection, type Section } from './table.ts';
import { findTools, jobs, type Tool, type TransferJob } from './tools.ts';

export interface TransferOptions {
  readonly rounds: number;
  /** No round begins after this many minutes. */
  readonly minutes: number;
  readonly roundTripsMs: readonly number[];
  /** Multiplies the number of files, or the size of a single file. */
  readonly scale: number;
  /** Names of tools, which then do everything; undefined is every installed one, the slow ones once. */
  readonly tools: readonly string[] | undefined;
  /** Parts of the names of workloads, such as `4 KiB`; undefined is every one. */
  readonly workloads: readonly string[] | undefined;
}

const allWorkloads: readonly Workload[] = [
  { files: 20_000, bytes: 4096 },
  { files: 1_000, bytes: MIB },
  { files: 1, bytes: 2048 * MIB },
];

/** More files than this take the slow tools too long. */
const MAX_FILES_OF_SLOW_TOOLS = 1_000;

/** The measurements so far, rewritten after each round of a tool, so that a run can be ended at any time. */
const resultsFile = path.join(import.meta.dirname, '..', '.tmp', 'transfers.md');

/** One row of the report. */
interface Row {
  readonly workload: Workload;
  readonly roundTripMs: number;
  readonly job: TransferJob;
  readonly tool: string;
  /** One for each round; empty if the tool failed. */
  readonly runs: Measured[];
}

/** Measures every workload over every link. The tools take turns, round by round, each with empty servers. */
export async function benchTransfers(options: TransferOptions): Promise<Section> {
  const { rounds, minutes, roundTripsMs, tools: named } = options;
  const storage = bestStorageServer();
  const { tools, missing } = findTools(named);
  const workloads = selectedWorkloads(options);
  const deadlineMs = performance.now() + minutes * 60_000;
  const rows: Row[] = [];
  const result = (): Section => report(rows, { storage, rounds, missing });
  if (missing.length > 0) console.error(`Not installed: ${missing.join(', ')}`);
  await mkdir(path.dirname(resultsFile), { recursive: true });
  console.error(`Results so far are in ${resultsFile}`);
  const sources = new Map<Workload, string>();
  for (const workload of workloads) sources.set(workload, await makeFiles(workload));
  for (let round = 0; round < rounds && performance.now() < deadlineMs; round += 1) {
    for (const [workload, source] of sources) {
      for (const roundTripMs of roundTripsMs) {
        for (const tool of tools) {
          const isTooSlow = tool.isSlow && (round > 0 || workload.files > MAX_FILES_OF_SLOW_TOOLS);
          if (isTooSlow && named === undefined) continue;
          await playRound({ tool, storage, source, workload, roundTripMs }, rowsOf(rows, tool, workload, roundTripMs));
          await writeFile(resultsFile, renderSection(result()));
        }
      }
    }
  }
  for (const source of sources.values()) await rm(path.dirname(source), { recursive: true });
  return result();
}

/** Returns the rows of a tool, which are added to the others in the first round. */
function rowsOf(rows: Row[], tool: Tool, workload: Workload, roundTripMs: number): readonly Row[] {
  const isMeant = (row: Row): boolean =>
    row.tool === tool.name && row.workload === workload && row.roundTripMs === roundTripMs;
  if (!rows.some(isMeant)) {
    rows.push(...jobsFor(workload).map((job): Row => ({ workload, roundTripMs, job, tool: tool.name, runs: [] })));
  }
  return rows.filter(isMeant);
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
      if (job === 'up, 1% changed') await changeFiles(source, workload);
      const run = await measured(contenders[job]);
      runs.push(run);
      console.error(
        `${nameOf(workload)}, ${roundTripMs} ms, ${job}, ${tool.name}: ${milliseconds(run.ms)}, ${run.peakMiB} MiB`,
      );
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

interface Setup {
  readonly storage: StorageServer;
  readonly rounds: number;
  /** Tools that are not installed. */
  readonly missing: readonly string[];
}

function report(rows: readonly Row[], { storage, rounds, missing }: Setup): Section {
  return {
    title: 'Transfers',
    text:
      `Medians of up to ${rounds} interleaved rounds against ${storage === 'emulator' ? "the emulator's S3 server" : storage} on ` +
      'loopback, behind a relay that adds the round trip. `up` of this action is a whole `snapshot` (scan, hash, upload, ' +
      'verify, manifest, commit), `down` a `download-files`, which verifies the SHA-256 of each file; each other ' +
      'tool only transfers the files. `up, 1% changed` is a second snapshot, which creates a new version: the storage ' +
      'copies unchanged files, and the rest is uploaded; each other tool copies the folder inside the storage and updates ' +
      `the copy. The last column is the time as a multiple of ${YARDSTICK}'s.` +
      (missing.length === 0 ? '' : ` Not installed, and not measured: ${missing.join(', ')}.`),
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
    rows: inOrder(rows).map((row) => cellsOf(row, rows)),
  };
}

/** Returns the rows by workload, round trip and job, so that the tools are next to each other. */
function inOrder(rows: readonly Row[]): Row[] {
  const rank = ({ workload, roundTripMs, job }: Row): number[] => [-workload.files, roundTripMs, jobs.indexOf(job)];
  return rows.toSorted((a, b) => {
    const [left, right] = [rank(a), rank(b)];
    return left.map((value, index) => value - (right[index] ?? 0)).find((difference) => difference !== 0) ?? 0;
  });
}

function cellsOf(row: Row, rows: readonly Row[]): string[] {
  const { workload, roundTripMs, job, tool, runs } = row;
  const head = [nameOf(workload), `${roundTripMs} ms`, job, runs.length === 1 ? `${tool}, 1 run` : tool];
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
