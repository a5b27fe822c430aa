/**
 * `node scripts/render-summary.ts MERMAID`: draws `docs/summary.png`. Takes snapshots with the bundle as a runner does, and
 * lets Chromium draw the last job summary on a page that looks like GitHub's. MERMAID is the path or the URL of
 * `mermaid.min.js`, which draws the chart. The variable CHROMIUM names another browser than Debian's `chromium`.
 */
import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { releaseEnv, releaseOf } from '../emulator/release-event.ts';
import { runStep } from '../emulator/runner.ts';
import { startEmulator } from '../emulator/server.ts';
import { startStorage } from '../emulator/storage.ts';
import { root } from './documents.ts';

const BUCKET = 'flowers';
const SIZE = { width: 900, height: 880 };

/** Returns the summary of the last of several snapshots, in which one file of five has changed. */
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
    for (const [minor, flower] of ['rose', 'tulip', 'lily', 'aster', 'daisy'].entries()) {
      writeFile(folder, flower, 1);
      await snapshot(`v1.${minor}.0`);
    }
    writeFile(folder, 'tulip', 2);
    return await snapshot('v2.0.0');
  } finally {
    await Promise.all([emulator.close(), storage.close()]);
  }
}

function writeFile(folder: string, flower: string, amount: number): void {
  writeFileSync(path.join(folder, `${flower}.csv`), `${flower},${amount}\n`.repeat(100_000 * amount));
}

function page(summary: string, mermaid: URL): string {
  const style = `
    body { margin: 24px; font: 16px/1.5 "DejaVu Sans", sans-serif; color: #1f2328; background: #fff; }
    h3 { font-size: 20px; margin: 0 0 16px; }
    table { border-collapse: collapse; font-size: 14px; }
    td, th { border: 1px solid #d1d9e0; padding: 6px 13px; text-align: left; }
    tr:nth-child(2n) { background: #f6f8fa; }`;
  const shown = summary.replaceAll(/```mermaid\n([\s\S]*?)```/g, '<pre class="mermaid">$1</pre>');
  return `<!doctype html><meta charset="utf-8"><style>${style}</style>${shown}<script src="${mermaid}"></script><script>mermaid.initialize({})</script>`;
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
    // Long enough, in the page's own time, for the chart to be drawn.
    '--virtual-time-budget=10000',
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

const [mermaid] = process.argv.slice(2);
if (mermaid === undefined) throw new Error('Usage: node scripts/render-summary.ts PATH-OR-URL-OF-mermaid.min.js');
const folder = mkdtempSync(path.join(tmpdir(), 'summary-'));
try {
  const html = page(await summaryOfSnapshot(folder), new URL(mermaid, pathToFileURL(`${process.cwd()}/`)));
  draw(html, folder, path.join(root, 'docs', 'summary.png'));
} finally {
  rmSync(folder, { recursive: true, force: true });
}
