/** The size of the bundle, chunk by chunk. */
import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import type { Section } from './table.ts';

const dist = path.join(import.meta.dirname, '..', 'dist');

/** The purpose of a chunk, recognized by a text that only this chunk contains. */
const contents: readonly (readonly [mark: string, content: string])[] = [
  ['class EnvHttpProxyAgent', "undici: for a proxy, and for GitHub's API"],
  ['fromTokenFile', 'credentials: if no `AWS_*` keys are set'],
  ['class SignatureV4', "AWS's signer: for file transfers"],
  ['class Transport', 'files and the storage: for file transfers'],
  ['restEndpointMethods', "GitHub's API: for release notes and comments"],
  ['YAMLParseError', 'YAML: if `metadata` is not JSON'],
  ['class Minimatch', 'globs: `path` and `prune-tags`'],
];

export async function chunks(): Promise<{ readonly file: string; readonly bytes: number; readonly content: string }[]> {
  const files = (await readdir(dist)).filter((file) => file.endsWith('.js'));
  return Promise.all(
    files.map(async (file) => {
      const text = await readFile(path.join(dist, file), 'utf8');
      const known = contents.find(([mark]) => text.includes(mark))?.[1] ?? 'loaded together with a chunk above';
      const content = file === 'index.js' ? 'the first chunk: everything that a one-call step needs' : known;
      return { file, bytes: Buffer.byteLength(text), content };
    }),
  );
}

export async function benchBundle(): Promise<Section> {
  const all = (await chunks()).toSorted((a, b) => b.bytes - a.bytes);
  return {
    title: 'Bundle',
    text: 'The files of `dist/`, not minified. Only the first chunk is loaded by every step.',
    columns: ['File', 'kB', 'Content'],
    rows: all.map(({ file, bytes, content }) => [file, (bytes / 1000).toFixed(0), content]),
  };
}
