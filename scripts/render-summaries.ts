/**
 * `node scripts/render-summaries.ts`: runs steps with the bundle as a runner does, and lets Chromium draw their job summaries
 * as GitHub shows them, in the light and the dark theme. All pictures are written to `.tmp/summaries/`, to be looked at;
 * those that the pages show are written to `docs/images/`. `npm run tools -- pictures` installs what it draws with. The
 * variable CHROMIUM names another browser than Debian's `chromium`.
 */
import { execFileSync } from 'node:child_process';
import { copyFileSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { releaseEnv, releaseOf } from '../emulator/release-event.ts';
import { runStep } from '../emulator/runner.ts';
import { startEmulator } from '../emulator/server.ts';
import { startStorage } from '../emulator/storage.ts';
import { root } from './documents.ts';

const THEMES = ['light', 'dark'] as const;
type Theme = (typeof THEMES)[number];

/** The pictures of `docs/images/`, each a scene in a theme. */
const SHOWN = ['snapshot-light', 'snapshot-dark', 'versions-light'];

const BUCKET = 'flowers';
const WIDTH = 900;
const TOOLS = path.join(root, '.tmp', 'pictures', 'node_modules');

/** Runs the steps of every scene in order, and returns the job summary of each by the name of its scene. */
async function summaries(folder: string): Promise<Map<string, string>> {
  const storage = await startStorage({ bucket: BUCKET });
  const emulator = await startEmulator({ bucket: BUCKET, usageBytes: storage.usageBytes });
  emulator.paperspace.addDataset({ name: 'flowers' });
  const step = async (tag: string, inputs: Record<string, string>, expectedExit = 0): Promise<string> => {
    const { event, env } = releaseOf(tag);
    const variables = {
      PAPERSPACE_API_KEY: emulator.apiKey,
      AWS_ENDPOINT_URL_S3: storage.endpoint,
      AWS_REGION: storage.region,
      AWS_ACCESS_KEY_ID: storage.credentials.accessKeyId,
      AWS_SECRET_ACCESS_KEY: storage.credentials.secretAccessKey,
    };
    const { exit, log, summary } = await runStep({
      inputs: { dataset: 'flowers', 'api-url': emulator.url, ...inputs },
      event,
      temporary: folder,
      env: { ...releaseEnv, ...env, ...variables },
    });
    if (exit !== expectedExit) throw new Error(log);
    return summary;
  };
  const files = { path: path.join(folder, 'data') };
  mkdirSync(files.path);
  try {
    for (const [minor, flower] of ['rose', 'tulip', 'lily', 'aster', 'daisy'].entries()) {
      writeFile(files.path, flower, 1);
      await step(`v1.${minor}.0`, files);
    }
    writeFile(files.path, 'tulip', 2);
    rmSync(path.join(files.path, 'lily.csv'));
    writeFile(files.path, 'iris', 1);
    const snapshot = await step('v2.0.0', files);
    const promote = await step('v2.0.0', { operation: 'promote', dataset: 'flowers:v2.0.0', tags: 'production' });
    const versions = await step('v2.0.0', { operation: 'list-versions' });
    const failure = await step('v2.0.1', { ...files, path: path.join(folder, 'dta') }, 1);
    const prune = await step('v2.0.0', { operation: 'prune', 'keep-last': '2', 'prune-tags': 'v1.*' });
    return new Map(Object.entries({ snapshot, promote, versions, failure, prune }));
  } finally {
    await Promise.all([emulator.close(), storage.close()]);
  }
}

function writeFile(folder: string, flower: string, amount: number): void {
  writeFileSync(path.join(folder, `${flower}.csv`), `${flower},${amount}\n`.repeat(100_000 * amount));
}

/** A page on which the browser turns a summary's Markdown into what GitHub shows, with GitHub's own style. */
function page(summary: string, theme: Theme): string {
  const tool = (file: string): URL => pathToFileURL(path.join(TOOLS, file));
  const mermaidTheme = theme === 'dark' ? 'dark' : 'default';
  return `<!doctype html><meta charset="utf-8">
<link rel="stylesheet" href="${tool(`github-markdown-css/github-markdown-${theme}.css`)}">
<style>body { margin: 0; } .markdown-body { padding: 24px; }</style>
<article class="markdown-body"></article>
<script src="${tool('marked/lib/marked.umd.js')}"></script>
<script src="${tool('mermaid/dist/mermaid.min.js')}"></script>
<script>
  const article = document.querySelector('article');
  article.innerHTML = marked.parse(${JSON.stringify(summary).replaceAll('<', '\\u003c')});
  for (const code of article.querySelectorAll('code.language-mermaid')) {
    code.parentElement.outerHTML = '<div class="mermaid">' + code.innerHTML + '</div>';
  }
  mermaid.initialize({ startOnLoad: false, theme: '${mermaidTheme}' });
  mermaid.run().finally(() => { document.title = String(article.scrollHeight); });
</script>`;
}

/** Draws a page as high as it is: the first run of the browser only measures it. */
function draw(html: string, folder: string, picture: string): void {
  const file = path.join(folder, 'summary.html');
  writeFileSync(file, html);
  const measured = browse(folder, file, `--window-size=${WIDTH},600`, '--dump-dom');
  const [, height] = /<title>(\d+)<\/title>/.exec(measured) ?? [];
  if (height === undefined) throw new Error(`${picture} could not be drawn`);
  browse(folder, file, `--window-size=${WIDTH},${height}`, `--screenshot=${picture}`);
}

function browse(folder: string, file: string, ...flags: readonly string[]): string {
  const settings = [
    ...['--headless', '--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--hide-scrollbars'],
    ...['--disable-background-networking', '--disable-component-update', '--disable-sync'],
    // Long enough, in the page's own time, for a chart to be drawn.
    ...['--allow-file-access-from-files', '--virtual-time-budget=10000'],
    `--user-data-dir=${path.join(folder, 'profile')}`,
  ];
  const program = process.env.CHROMIUM || 'chromium';
  return execFileSync(program, [...settings, ...flags, `${pathToFileURL(file)}`], {
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'ignore'],
    timeout: 60_000,
  });
}

const folder = mkdtempSync(path.join(tmpdir(), 'summaries-'));
const pictures = path.join(root, '.tmp', 'summaries');
const images = path.join(root, 'docs', 'images');
try {
  mkdirSync(pictures, { recursive: true });
  mkdirSync(images, { recursive: true });
  for (const [scene, summary] of await summaries(folder)) {
    for (const theme of THEMES) draw(page(summary, theme), folder, path.join(pictures, `${scene}-${theme}.png`));
  }
  for (const name of SHOWN) copyFileSync(path.join(pictures, `${name}.png`), path.join(images, `${name}.png`));
} finally {
  rmSync(folder, { recursive: true, force: true });
}
