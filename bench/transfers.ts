/** Files up and down, beside the tools that people use today, against the same S3 server in the same run. */
import { spawnSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { mkdir, mkdtemp, open, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { step } from './action.ts';
import { measured } from './lists.ts';
import type { Contender } from './measure.ts';
import { type Servers, startServers } from './servers.ts';
import { openLink } from './slow-link.ts';
import { milliseconds, type Section } from './table.ts';

const MIB = 1024 * 1024;

interface Workload {
  readonly name: string;
  readonly files: number;
  readonly bytes: number;
}

const workloads: readonly Workload[] = [
  { name: '10,000 x 4 KiB', files: 10_000, bytes: 4096 },
  { name: '1,000 x 1 MiB', files: 1_000, bytes: MIB },
  { name: '1 x 2 GiB', files: 1, bytes: 2048 * MIB },
];

/** Uploads and downloads of each workload, by this action and by whichever of `aws` and `rclone` is installed. */
export async function benchTransfers(): Promise<Section> {
  const rows: string[][] = [];
  for (const workload of workloads) {
    const folder = await makeFiles(workload);
    const servers = await startServers();
    try {
      for (const [tool, up, down] of await contenders(servers, folder)) {
        const upRow = await row(workload, `${tool}, up`, up);
        rows.push(upRow);
        if (!upRow.includes(FAILED)) rows.push(await row(workload, `${tool}, down`, down));
      }
    } finally {
      servers.close();
      await rm(path.dirname(folder), { recursive: true });
    }
  }
  return {
    title: 'Transfers',
    text: 'One run each against the S3 server of the emulator, a process of its own on loopback. "Up" of this action is a whole `snapshot`: scan, hash, upload, verify, manifest, commit.',
    columns: ['files', 'tool', 'time', 'MiB/s', 'peak memory'],
    rows,
  };
}

const FAILED = 'failed';

async function row(workload: Workload, name: string, contender: Contender): Promise<string[]> {
  try {
    const { ms, peakMiB } = await measured(contender);
    const rate = (workload.files * workload.bytes) / MIB / (ms / 1000);
    return [workload.name, name, milliseconds(ms), rate.toFixed(0), `${peakMiB} MiB`];
  } catch (error) {
    // Another tool and this server may not get on; that is to be seen, and no reason to measure nothing.
    console.error(Error.isError(error) ? error.message : error);
    return [workload.name, name, FAILED, '', ''];
  }
}

type Tool = readonly [name: string, up: Contender, down: Contender];

async function contenders(servers: Servers, folder: string): Promise<Tool[]> {
  const dataset = await servers.createDataset('flowers');
  const target = async (name: string): Promise<string> => {
    const made = path.join(path.dirname(folder), name);
    await mkdir(made);
    return made;
  };
  const inputs = { dataset, tags: 'v1', path: folder };
  const tools: Tool[] = [
    [
      'this action',
      await step('snapshot', servers, { operation: 'snapshot', ...inputs }, servers.aws),
      await step(
        'download-files',
        servers,
        { operation: 'download-files', dataset: `${dataset}:v1`, path: await target('ours') },
        servers.aws,
      ),
    ],
  ];
  const endpoint = servers.aws.AWS_ENDPOINT_URL_S3 ?? '';
  const url = 's3://paperspace-emulator/compared';
  if (isInstalled('aws')) {
    const aws = (from: string, to: string): Contender => {
      return {
        name: 'aws',
        command: 'aws',
        parameters: ['s3', 'cp', '--recursive', '--only-show-errors', from, to],
        env: servers.aws,
      };
    };
    tools.push(['`aws s3 cp --recursive`', aws(folder, url), aws(url, await target('aws'))]);
  }
  if (isInstalled('rclone')) {
    const remote = `:s3,provider=Other,env_auth=true,endpoint='${endpoint}',force_path_style=true:paperspace-emulator/rclone`;
    const rclone = (from: string, to: string): Contender => {
      return {
        name: 'rclone',
        command: 'rclone',
        parameters: ['copy', '--transfers', '16', from, to],
        env: { ...servers.aws, HOME: tmpdir() },
      };
    };
    tools.push(['`rclone copy --transfers 16`', rclone(folder, remote), rclone(remote, await target('rclone'))]);
  }
  return tools;
}

function isInstalled(tool: string): boolean {
  return spawnSync(tool, ['--version']).status === 0;
}

/** Files of random bytes, in folders of a thousand. */
async function makeFiles({ files, bytes }: Workload): Promise<string> {
  const folder = path.join(await mkdtemp(path.join(tmpdir(), 'bench-')), 'data');
  for (let index = 0; index < files; index += 1) {
    const sub = path.join(folder, String(Math.floor(index / 1000)));
    if (index % 1000 === 0) await mkdir(sub, { recursive: true });
    await writeRandom(path.join(sub, `${index}.bin`), bytes);
  }
  return folder;
}

async function writeRandom(file: string, bytes: number): Promise<void> {
  if (bytes <= 16 * MIB) return writeFile(file, randomBytes(bytes));
  const handle = await open(file, 'w');
  for (let written = 0; written < bytes; written += 16 * MIB) await handle.write(randomBytes(16 * MIB));
  await handle.close();
}

/** A second snapshot with one file in a hundred changed, over a link of 50 Mbit/s and 10 ms each way. */
export async function benchIncremental(): Promise<Section> {
  const workload = { name: '400 x 1 MiB', files: 400, bytes: MIB };
  const folder = await makeFiles(workload);
  const servers = await startServers();
  const link = await openLink({ target: servers.aws.AWS_ENDPOINT_URL_S3 ?? '', delayMs: 10, bytesPerSecond: 50e6 / 8 });
  const env = { ...servers.aws, AWS_ENDPOINT_URL_S3: link.url };
  try {
    const dataset = await servers.createDataset('flowers');
    const rows: string[][] = [];
    const take = async (name: string, tag: string): Promise<void> => {
      const before = link.sent();
      const inputs = { operation: 'snapshot', dataset, tags: tag, key: tag, path: folder };
      const { ms } = await measured(await step(name, servers, inputs, env));
      rows.push([name, milliseconds(ms), ((link.sent() - before) / MIB).toFixed(2)]);
    };
    await take('the first snapshot', 'v1');
    for (const file of (await readdir(path.join(folder, '0'))).slice(0, workload.files / 100)) {
      await writeRandom(path.join(folder, '0', file), workload.bytes);
    }
    await take('the next, 1 % changed', 'v2');
    return {
      title: 'Incremental',
      text: `${workload.name} over a link of 50 Mbit/s and 10 ms each way, throttled by bench/slow-link.ts; what did not change is copied inside the storage.`,
      columns: ['snapshot', 'time', 'MiB sent'],
      rows,
    };
  } finally {
    link.close();
    servers.close();
    await rm(path.dirname(folder), { recursive: true });
  }
}
