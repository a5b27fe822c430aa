/**
 * Draws `docs/summary.png`: takes a snapshot with the bundle as a runner does, and lets Chromium draw the job summary that
 * it wrote, on a page that looks as GitHub's does. What GitHub draws of Mermaid is left out. Chromium is Debian's package;
 * the variable CHROMIUM names another one.
 */
import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { releaseEnv, releaseOf } from '../demo/release.ts';
import { runStep } from '../demo/step.ts';
import { startEmulator } from '../emulator/server.ts';
import { startStorage } from '../emulator/storage.ts';
import { root } from './documents.ts';

const BUCKET = 'flowers';
const SIZE = { width: 1000, height: 560 };

/** The summary of the second of two snapshots, in which one file of five has changed. */
async function summaryOfSnapshot(folder: string): Promise<string> {
  const storage = await startStorage({ bucket: BUCKET });
  const emulator = await startEmulator({ bucket: BUCKET, usageBytes: storage.usageBytes });
  const dataset = emulator.paperspace.addDataset({ name: 'flowers' }).id;
  const snapshot = async (tag: string): Promise<string> => {
    const { event, env } = releaseOf(tag);
    const inputs = { dataset, path: path.join(folder, '*.csv'), 'api-key': emulator.apiKey, 'api-url': emulator.url };
    const variables = {
      AWS_ENDPOINT_URL_S3: storage.endpoint,
      AWS_REGION: storage.region,
      AWS_ACCESS_KEY_ID: storage.credentials.accessKeyId,
      AWS_SECRET_ACCESS_KEY: storage.credentials.secretAccessKey,
    };
    const { exit, log, summary } = await runStep({
      inputs,
      event,
      temporary: folder,
      env: { ...releaseEnv, ...env, ...variables },
    });
    if (exit !== 0) throw new Error(log);
    return summary;
  };
  try {
    for (const flower of ['rose', 'tulip', 'lily', 'aster', 'daisy']) writeFile(folder, flower, 1);
    await snapshot('v1.0.0');
    writeFile(folder, 'tulip', 2);
    return await snapshot('v1.1.0');
  } finally {
    await Promise.all([emulator.close(), storage.close()]);
  }
}

function writeFile(folder: string, flower: string, amount: number): void {
  writeFileSync(path.join(folder, `${flower}.csv`), `${flower},${amount}\n`.repeat(5_000));
}

function page(summary: string): string {
  const style = `
    body { margin: 24px; font: 16px/1.5 "DejaVu Sans", sans-serif; color: #1f2328; background: #fff; }
    h3 { font-size: 20px; margin: 0 0 16px; }
    table { border-collapse: collapse; font-size: 14px; }
    td, th { border: 1px solid #d1d9e0; padding: 6px 13px; text-align: left; }
    tr:nth-child(2n) { background: #f6f8fa; }`;
  const shown = summary.replaceAll(/```mermaid[\s\S]*?```/g, '');
  return `<!doctype html><meta charset="utf-8"><style>${style}</style>${shown}`;
}

function draw(html: string, folder: string, picture: string): void {
  const file = path.join(folder, 'summary.html');
  writeFileSync(file, html);
  const flags = [
    '--headless',
    '--no-sandbox',
    '--disable-gpu',
    '--disable-quic',
    '--no-first-run',
    '--hide-scrollbars',
  ];
  const quiet = ['--disable-background-networking', '--disable-component-update', '--disable-sync'];
  execFileSync(
    process.env.CHROMIUM || 'chromium',
    [
      ...flags,
      ...quiet,
      `--user-data-dir=${path.join(folder, 'profile')}`,
      `--window-size=${SIZE.width},${SIZE.height}`,
      `--screenshot=${picture}`,
      `file://${file}`,
    ],
    { stdio: 'ignore', timeout: 60_000 },
  );
}

const folder = mkdtempSync(path.join(tmpdir(), 'summary-'));
try {
  draw(page(await summaryOfSnapshot(folder)), folder, path.join(root, 'docs', 'summary.png'));
} finally {
  rmSync(folder, { recursive: true, force: true });
}
