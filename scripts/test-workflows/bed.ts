/** The environment of a workflow run: a user's repository with data, this action, a local Paperspace and a local GitHub. */
import { execFileSync } from 'node:child_process';
import { hash } from 'node:crypto';
import { chmod, cp, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { PutObjectCommand } from '@aws-sdk/client-s3';
import { type EmulatedGitHub, startGitHub } from '../../emulator/github.ts';
import { bundle } from '../../emulator/runner.ts';
import { type Emulator, startEmulator } from '../../emulator/server.ts';
import { type EmulatedStorage, startStorage } from '../../emulator/storage.ts';
import type { Version } from '../../src/paperspace/schema.ts';
import { type Document, root } from '../documents.ts';
import { entryPoints } from '../entry-points.ts';

const BUCKET = 'flowers';
export const REPOSITORY = 'acme/flowers';
export const RELEASE_ID = 4242;
export const PULL_REQUEST = 7;
export const RELEASE_BODY = 'More tulips.\r\n';

export interface Bed {
  readonly folder: string;
  /** The repository of the user. */
  readonly workspace: string;
  /** This action, connected to the local Paperspace by its default of `api-url`. */
  readonly action: string;
  readonly emulator: Emulator;
  readonly storage: EmulatedStorage;
  readonly github: EmulatedGitHub;
  /** IDs of the datasets that exist from the start. */
  readonly flowers: string;
  readonly trees: string;
  close(): Promise<void>;
}

export async function makeBed(workflow: Document): Promise<Bed> {
  const folder = await mkdtemp(path.join(tmpdir(), 'workflow-'));
  const storage = await startStorage({ bucket: BUCKET });
  const emulator = await startEmulator({ bucket: BUCKET, usageBytes: storage.usageBytes });
  const github = await startGitHub({
    repository: REPOSITORY,
    release: { id: RELEASE_ID, body: RELEASE_BODY },
    pullRequest: { number: PULL_REQUEST },
  });
  const workspace = path.join(folder, 'workspace');
  const action = path.join(folder, 'action');
  await copyAction(action, emulator.url);
  await makeRepository(workspace, workflow, action);
  return {
    folder,
    workspace,
    action,
    emulator,
    storage,
    github,
    flowers: emulator.paperspace.addDataset({ name: 'flowers' }).id,
    trees: emulator.paperspace.addDataset({ name: 'trees' }).id,
    close: async () => {
      await Promise.all([emulator.close(), storage.close(), github.close()]);
      await rm(folder, { recursive: true });
    },
  };
}

/** The name that a workflow has in the repository of the user: its own, or one for a snippet of a page. */
export function fileNameOf({ name }: Document): string {
  return name.endsWith('.yml') ? path.basename(name) : 'snippet.yml';
}

/** Creates a committed version with one file and its manifest, as an earlier run would. */
export async function addVersion(bed: Bed, fields: { tags?: readonly string[]; ageDays?: number }): Promise<Version> {
  const createdMs = Date.now() - (fields.ageDays ?? 0) * 86_400_000;
  const added = bed.emulator.paperspace.addVersion(bed.flowers, { isCommitted: true, tags: fields.tags, createdMs });
  const { pathname } = new URL(added.url ?? '');
  const content = 'rose,1\n';
  const entry = {
    key: 'rose.csv',
    size: content.length,
    sha256: hash('sha256', content, 'hex'),
    etag: hash('md5', content, 'hex'),
  };
  const put = (name: string, Body: string) =>
    bed.storage.client.send(new PutObjectCommand({ Bucket: BUCKET, Key: `${pathname.slice(1)}/${name}`, Body }));
  await put('data/rose.csv', content);
  await put('data.manifest.jsonl', `${JSON.stringify(entry)}\n`);
  return added;
}

async function copyAction(folder: string, apiUrl: string): Promise<void> {
  await cp(path.dirname(bundle), path.join(folder, 'dist'), { recursive: true });
  for (const entryPoint of ['', ...entryPoints.map((one) => one.folder)]) {
    const text = await readFile(path.join(root, entryPoint, 'action.yml'), 'utf8');
    const led = text.replace('default: https://api.paperspace.com/v1', `default: ${apiUrl}`);
    if (led === text) throw new Error('action.yml has another default of api-url than this test knows');
    await mkdir(path.join(folder, entryPoint), { recursive: true });
    await writeFile(path.join(folder, entryPoint, 'action.yml'), led);
  }
}

/** The scripts that the examples call and that are the user's own. */
const scripts: Readonly<Record<string, string>> = {
  'fetch-data.sh': 'mkdir -p data && date > data/fetched.txt\n',
  'check-data.sh': 'test -s "$1/rose.csv"\n',
  'check-production.sh': 'test "$(cat production-is)" = good\n',
  'fill-and-verify.sh': 'test -n "$1"\n',
  'train.sh': 'cat "$1/rose.csv" && echo "trained on $DATASET_REF"\n',
};

async function makeRepository(folder: string, workflow: Document, action: string): Promise<void> {
  const write = async (name: string, text: string): Promise<void> => {
    await mkdir(path.dirname(path.join(folder, name)), { recursive: true });
    await writeFile(path.join(folder, name), text);
  };
  for (const [name, text] of Object.entries(scripts)) {
    await write(name, `#!/bin/sh\n${text}`);
    await chmod(path.join(folder, name), 0o755);
  }
  await write('production-is', 'good\n');
  for (const flower of ['rose', 'tulip', 'lily']) await write(`data/${flower}.csv`, `${flower},1\n`);
  for (const part of ['train', 'validation', 'test']) await write(`parts/${part}/part.csv`, `${part}\n`);
  await write('flowers/rose.csv', 'rose\n');
  await write('trees/oak.csv', 'oak\n');
  await write('shard-1/part.csv', 'part\n');
  // A workflow that uses `./` is of the repository of this action itself.
  await cp(action, folder, { recursive: true });
  await cp(path.join(root, '.github/actions'), path.join(folder, '.github/actions'), { recursive: true });
  await write(`.github/workflows/${fileNameOf(workflow)}`, workflow.text);
  const git = (...parameters: string[]): void => {
    execFileSync('git', ['-c', 'user.name=Test', '-c', 'user.email=test@example.com', ...parameters], { cwd: folder });
  };
  git('init', '--quiet', '--initial-branch=main');
  git('remote', 'add', 'origin', `https://github.com/${REPOSITORY}.git`);
  git('add', '--all', '--force');
  git('commit', '--quiet', '--message=Add flowers');
}
