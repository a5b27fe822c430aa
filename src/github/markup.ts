/** Renders the job summary, the comment on a pull request, and the section of release notes. */
import type { ErrorText } from '../net/errors.ts';
import { formatBytes, formatCount, formatInteger } from '../net/format.ts';
import type { Outputs, SummaryBlock, SummaryText, VersionChanges } from '../operations/step.ts';
import { plainHtml, plainLine } from './workflow.ts';

/** GitHub accepts at most 1 MiB for the summary of one step, and drops a larger one. */
const MAX_SUMMARY_BYTES = 1024 * 1024;
const CUT = '<p><em>The rest was omitted because a summary is limited to 1 MiB.</em></p>\n';
/** GitHub refuses a comment of more than 65,536 characters. */
const MAX_COMMENT_BYTES = 65_000;
const CUT_COMMENT = '<p><em>The rest was omitted. The job summary, unless it is turned off, can hold more.</em></p>\n';

/**
 * Renders the summary of a step as HTML, with every text from outside escaped and never above GitHub's limit.
 *
 * @param result the headline, or the error of a step that failed; undefined while the step is running
 */
export function renderSummary(
  operation: string,
  result: string | ErrorText | undefined,
  blocks: readonly SummaryBlock[],
): string {
  return cap([...renderResult(operation, result), ...blocks.flatMap(renderBlock)]);
}

function renderResult(operation: string, result: string | ErrorText | undefined): string[] {
  const heading = (text: string): string => `<h3>Paperspace dataset: ${plainHtml(text)}</h3>\n`;
  if (result === undefined) return [heading(operation)];
  if (typeof result === 'string') return [heading(operation), paragraph(result)];
  const title = `<p><strong>${plainHtml(result.title)}</strong></p>\n`;
  return [heading(`${operation} failed`), `${title}${paragraph(result.message)}`];
}

/**
 * Renders a comment that begins with the marker and then has the content of the summary. GitHub links mentions,
 * references and commits in a comment and notifies mentioned users, except in code.
 */
export function renderComment(
  marker: string,
  operation: string,
  headline: string,
  blocks: readonly SummaryBlock[],
): string {
  const parts = [...renderResult(operation, headline), ...blocks.flatMap(renderBlock)];
  return cap([`${marker}\n`, ...parts.map(withoutLinks)], MAX_COMMENT_BYTES, CUT_COMMENT);
}

/** Matches text that GitHub could turn into a link: `@name` and `#1`, both already entities, `GH-1`, and a commit. */
const LINK = /&#64;|&#35;|GH-|[0-9a-f]{7}/i;

function withoutLinks(markup: string): string {
  return markup.replace(/(?<=>)[^<>]+(?=<)/g, (text) => (LINK.test(text) ? `<code>${text}</code>` : text));
}

/** Returns elements that are each complete markup, so that the summary can be cut after any of them. */
function renderBlock(block: SummaryBlock): string[] {
  switch (block.kind) {
    case 'note':
      return [paragraph(block.text)];
    case 'chart':
      return [renderChart(block)];
    case 'code':
      return [caption(block), `<pre><code>${block.text.split('\n').map(plainHtml).join('\n')}</code></pre>\n`];
    case 'facts': {
      const facts = block.facts.filter(([, value]) => value !== '');
      return facts.length === 0 ? [] : [caption(block), table([], facts)];
    }
    case 'table': {
      if (block.rows.length === 0) return [];
      const omitted = `<p>${formatCount(block.omitted, 'more row')}: see the output <code>result-path</code>.</p>\n`;
      return [caption(block), table(block.columns, block.rows), block.omitted > 0 ? omitted : ''];
    }
  }
}

/** Renders a sentence. Everything is escaped; text between backticks is shown as code. */
function paragraph(text: string): string {
  return `<p>${plainHtml(text).replace(/&#96;(.+?)&#96;/g, '<code>$1</code>')}</p>\n`;
}

function caption({ caption: text }: { readonly caption?: string }): string {
  return text === undefined ? '' : `<h4>${plainHtml(text)}</h4>\n`;
}

function table(columns: readonly string[], rows: readonly (readonly SummaryText[])[]): string {
  const head = columns.length === 0 ? '' : `<tr>${columns.map((name) => `<th>${plainHtml(name)}</th>`).join('')}</tr>`;
  const body = rows.map((row) => `<tr>${row.map((cell) => `<td>${renderText(cell)}</td>`).join('')}</tr>`);
  return `<table>${[head, ...body].filter((row) => row !== '').join('\n')}</table>\n`;
}

/** A blue that is readable on white and on GitHub's dark background; other colors follow the reader's theme. */
const CHART_COLORS = { plotColorPalette: '#3b82f6', backgroundColor: 'transparent' };
const CHART_WIDTH = 800;
const CHART_HEAD_HEIGHT = 130;
const BAR_HEIGHT = 24;

/**
 * Returns a Mermaid chart, which GitHub draws. The bars are horizontal, because labels below vertical bars overlap.
 * Text is reduced to characters without a meaning in Mermaid and Markdown.
 */
function renderChart({ title, unit, labels, values }: SummaryBlock & { kind: 'chart' }): string {
  const quoted = (text: string): string => `"${text.replace(/[^\w ().:+/-]/g, ' ')}"`;
  const settings = {
    // If the plot reserves more space, Mermaid drops the unit above three bars.
    xyChart: {
      width: CHART_WIDTH,
      height: CHART_HEAD_HEIGHT + BAR_HEIGHT * values.length,
      plotReservedSpacePercent: 30,
    },
    themeVariables: { xyChart: CHART_COLORS },
  };
  return [
    '',
    '```mermaid',
    `%%{init: ${JSON.stringify(settings)}}%%`,
    'xychart-beta horizontal',
    `  title ${quoted(title)}`,
    `  x-axis [${labels.map(quoted).join(', ')}]`,
    `  y-axis ${quoted(unit)} 0 --> ${Math.max(...values) || 1}`,
    `  bar [${values.join(', ')}]`,
    '```',
    '',
    '',
  ].join('\n');
}

const MAX_CELL = 2_000;

function renderText(content: SummaryText): string {
  if (typeof content === 'string') return shorten(content);
  const { text, url } = content;
  return /^https?:\/\//.test(url) ? `<a href="${plainHtml(url)}">${shorten(text)}</a>` : shorten(text);
}

function shorten(text: string): string {
  return plainHtml(text.length > MAX_CELL ? `${text.slice(0, MAX_CELL)}…` : text);
}

function cap(parts: readonly string[], maxBytes = MAX_SUMMARY_BYTES, cut = CUT): string {
  let text = '';
  for (const part of parts) {
    if (Buffer.byteLength(text) + Buffer.byteLength(part) > maxBytes - cut.length) return text + cut;
    text += part;
  }
  return text;
}

/** Returns the lines of the section about a version. Every text from outside is code, never markup or a mention. */
export function renderSection(outputs: Outputs, changes?: VersionChanges): string[] {
  const { version, ref, url, tags = [], files, bytes } = outputs;
  const name = outputs['dataset-name'];
  const id = outputs['dataset-id'] ?? '';
  const digest = outputs['manifest-digest'];
  const size = bytes === undefined ? '' : ` (${formatBytes(bytes)})`;
  const lines: (string | undefined)[] = [
    `- Dataset: ${name === undefined ? code(id) : `${code(name)} (${code(id)})`}`,
    version === undefined ? undefined : `- Version: ${code(version)}`,
    tags.length === 0 ? undefined : `- Tags: ${tags.map(code).join(', ')}`,
    files === undefined ? undefined : `- Files: ${formatInteger(files)}${size}`,
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
  return [`Use it in a notebook, a workflow or a deployment as ${named}, or as ${code(ref)}, which never changes.`];
}

/** Returns a code span, fenced by more backticks than the text has in a row. */
function code(text: string): string {
  const shown = plainLine(text).replaceAll('<!--', '<! --');
  const runs = [...shown.matchAll(/`+/g)].map(([run]) => run.length);
  const fence = '`'.repeat(Math.max(0, ...runs) + 1);
  const pad = shown.startsWith('`') || shown.endsWith('`') ? ' ' : '';
  return `${fence}${pad}${shown}${pad}${fence}`;
}
