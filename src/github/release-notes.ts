/** The notes of the release that started the workflow. Loaded only if a step asks for them. */
import { readFile } from 'node:fs/promises';
import * as v from 'valibot';
import { formatBytes } from '../net/format.ts';
import type { Outputs, VersionChanges } from '../operations/step.ts';
import { type GitHubUpdate, repositoryOf, updateGitHub } from './api.ts';
import { readReleaseId } from './event.ts';
import { type Environment, plainLine } from './workflow.ts';

/**
 * Maintains a section about the version that the outputs name in the notes of the release that started the workflow.
 * Never throws.
 */
export function updateReleaseNotes({
  outputs,
  changes,
  ...update
}: GitHubUpdate & { readonly outputs: Outputs; readonly changes?: VersionChanges | undefined }): Promise<void> {
  const { env } = update.workflow;
  return updateGitHub(update, {
    find: async () => {
      if (outputs['is-committed'] !== true) throw new Error('the version is a draft, which may still change');
      return { ...repositoryOf(env), release_id: await releaseId(env) };
    },
    write: async ({ octokit, retry }, release) => {
      const { data } = await retry('read the release', () => octokit.rest.repos.getRelease(release));
      const before = v.parse(releaseSchema, data).body ?? '';
      const body = withSection(before, outputs['dataset-id'] ?? '', sectionLines(outputs, changes));
      if (body === before) return 'The release notes are up to date';
      await retry('update the release', () => octokit.rest.repos.updateRelease({ ...release, body }));
      return 'Updated the release notes';
    },
    permission: 'The job needs `permissions: contents: write`',
    warning: (reason) => `The release notes were not updated: ${reason}`,
    reasons: {
      404: 'The release was deleted, or the token has no access to it',
      422: 'The notes may be too long',
    },
  });
}

const releaseSchema = v.object({ body: v.optional(v.nullable(v.string()), null) });

async function releaseId(env: Environment): Promise<number> {
  const id = await readReleaseId(env, (file) => readFile(file, 'utf8'));
  if (id !== undefined) return id;
  throw new Error(`the event that started the workflow (${env.GITHUB_EVENT_NAME || 'unknown'}) is not about a release`);
}

/**
 * Puts the section about a version into the text of a release. A section of the same dataset is replaced; otherwise
 * the section is appended. The text around it stays unchanged, byte for byte. If the text has the section more than
 * once, the first is replaced and the others are removed. A marker without its partner counts as text.
 */
export function withSection(body: string, datasetId: string, section: readonly string[]): string {
  const newline = body.includes('\r\n') ? '\r\n' : '\n';
  const [begin, end] = markers(datasetId);
  const text = [begin, ...section, end].join(newline);
  const places = placesOf(body, begin, end);
  if (places.length === 0) return `${body}${gapBehind(body, newline)}${text}`;
  let result = '';
  let at = 0;
  for (const [index, place] of places.entries()) {
    result += body.slice(at, place.from) + (index === 0 ? text : '');
    at = place.to;
  }
  return result + body.slice(at);
}

/** Returns HTML comments, which GitHub does not show. Each dataset has its own section in a release. */
function markers(datasetId: string): readonly [begin: string, end: string] {
  const id = datasetId.replace(/[^A-Za-z0-9]/g, '');
  return [`<!-- paperspace-dataset-action:begin ${id} -->`, `<!-- paperspace-dataset-action:end ${id} -->`];
}

interface Place {
  readonly from: number;
  readonly to: number;
}

/** Finds every begin marker that is followed by an end marker, with no other begin marker between the two. */
function placesOf(body: string, begin: string, end: string): Place[] {
  const places: Place[] = [];
  for (let at = body.indexOf(begin); at !== -1; ) {
    const next = body.indexOf(begin, at + begin.length);
    const close = body.indexOf(end, at);
    if (close === -1) break;
    if (next === -1 || close < next) places.push({ from: at, to: close + end.length });
    at = next;
  }
  return places;
}

/** Returns the line breaks that leave one empty line between the user's text and the section. */
function gapBehind(body: string, newline: string): string {
  if (body === '' || /(\r?\n){2}$/.test(body)) return '';
  return body.endsWith('\n') ? newline : newline.repeat(2);
}

/** Returns the lines of the section about a version. Every text from outside is code, never markup or a mention. */
export function sectionLines(outputs: Outputs, changes?: VersionChanges): string[] {
  const { version, ref, url, tags = [], files, bytes } = outputs;
  const name = outputs['dataset-name'];
  const id = outputs['dataset-id'] ?? '';
  const digest = outputs['manifest-digest'];
  const size = bytes === undefined ? '' : ` (${formatBytes(bytes)})`;
  const lines: (string | undefined)[] = [
    `- Dataset: ${name === undefined ? code(id) : `${code(name)} (${code(id)})`}`,
    version === undefined ? undefined : `- Version: ${code(version)}`,
    tags.length === 0 ? undefined : `- Tags: ${tags.map(code).join(', ')}`,
    files === undefined ? undefined : `- Files: ${files.toLocaleString('en-US')}${size}`,
    changes && `- Changes${changes.since === undefined ? '' : ` since ${code(changes.since)}`}: ${changes.text}`,
    digest === undefined ? undefined : `- Manifest SHA-256: ${code(digest)}`,
    url === undefined ? undefined : `- Storage: ${code(url)}`,
  ];
  return [
    '### Paperspace dataset',
    '',
    ...lines.filter((line) => line !== undefined),
    '',
    ...useLines(name ?? id, tags[0], ref ?? ''),
  ];
}

function useLines(dataset: string, tag: string | undefined, ref: string): string[] {
  if (tag === undefined) return [`Use it in a notebook, a workflow or a deployment as ${code(ref)}.`];
  const named = code(`${dataset}:${tag}`);
  return [
    `Use it in a notebook, a workflow or a deployment as ${named}, or by its ID, which never changes, as ${code(ref)}.`,
  ];
}

/** Returns a code span, fenced by more backticks than the text has in a row. */
function code(text: string): string {
  const shown = plainLine(text).replaceAll('<!--', '<! --');
  const runs = [...shown.matchAll(/`+/g)].map(([run]) => run.length);
  const fence = '`'.repeat(Math.max(0, ...runs) + 1);
  const pad = shown.startsWith('`') || shown.endsWith('`') ? ' ' : '';
  return `${fence}${pad}${shown}${pad}${fence}`;
}
