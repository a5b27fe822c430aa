import { execFile } from 'node:child_process';
import path from 'node:path';
import { promisify } from 'node:util';
import { expect, test } from '@jest/globals';

const demo = path.join(import.meta.dirname, '..', 'demo', 'run.ts');
const runDemo = (...parameters: string[]) => promisify(execFile)(process.execPath, [demo, ...parameters]);

test('the demo prints fewer than 40 lines without debug lines and workflow commands', async () => {
  const { stdout, stderr } = await runDemo();
  const lines = stdout.trimEnd().split('\n');

  expect(lines.length).toBeLessThan(40);
  expect(lines.filter((line) => line.includes('::'))).toEqual([]);
  expect(lines.at(-1)).toMatch(/^All steps produced the expected results\./);
  expect(stderr).toBe('');
});

test('the demo shows consistent logs, outputs and summaries with --verbose', async () => {
  const { stdout } = await runDemo('--verbose');
  const releases = [...stdout.matchAll(/"releaseTag":"([^"]*)","releaseUrl":"([^"]*)"/g)];

  expect(stdout.match(/^--- (?:log|outputs|summary)$/gm)).toHaveLength(3 * 7);
  expect(new Set(releases.map(([, tag]) => tag))).toEqual(new Set(['v0.9.0', 'v1.0.0', 'v1.1.0']));
  for (const [, tag, url] of releases) expect(url).toBe(`https://github.com/acme/flowers/releases/tag/${tag}`);
});
