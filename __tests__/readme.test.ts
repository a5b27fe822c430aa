import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { describe, expect, test } from '@jest/globals';
import * as v from 'valibot';
import { parse } from 'yaml';
import { asWorkflow, pages, root, snippets } from '../scripts/documents.ts';
import { withErrors } from '../scripts/generate-docs.ts';
import { actionStepProblems, entryPointOf, isOurs } from '../scripts/lint-workflows/action-steps.ts';
import { startJob } from './support/job.ts';

const scalars = v.record(v.string(), v.pipe(v.union([v.string(), v.number(), v.boolean()]), v.transform(String)));
const stepSchema = v.strictObject({
  name: v.optional(v.string()),
  id: v.optional(v.string()),
  if: v.optional(v.string()),
  uses: v.optional(v.string()),
  run: v.optional(v.string()),
  with: v.optional(scalars, {}),
  env: v.optional(scalars, {}),
  'continue-on-error': v.optional(v.boolean(), false),
});
const snippetSchema = v.object({ jobs: v.record(v.string(), v.object({ steps: v.array(stepSchema) })) });
type SnippetStep = v.InferOutput<typeof stepSchema>;

interface ReadSnippet {
  /** For the name of a test: where it stands. */
  readonly title: string;
  readonly steps: readonly SnippetStep[];
  /** Whether the page says that its steps run without a storage. */
  readonly runnable: boolean;
}

/** Throws where a snippet is not a workflow or a list of steps. */
function readSnippets(): ReadSnippet[] {
  return snippets().map((snippet) => {
    const { jobs } = v.parse(snippetSchema, parse(asWorkflow(snippet).text));
    const steps = Object.values(jobs).flatMap((job) => job.steps);
    return { title: snippet.name, steps, runnable: snippet.runnable };
  });
}

/** Whether a step runs, by what is known of the steps before it. Knows comparisons with a text, and no more. */
function isWanted({ if: condition }: SnippetStep, known: Readonly<Record<string, string>>): boolean {
  if (condition === undefined) return true;
  const [, name = '', operator, text] = /^(steps\.[\w.-]+) (==|!=) '(.*)'$/.exec(condition) ?? [];
  if (operator === undefined) throw new Error(`the test cannot tell whether this holds: ${condition}`);
  return (known[name] === text) === (operator === '==');
}

const read = readSnippets();

describe('the snippets of the pages', () => {
  test('exist', () => {
    expect(read.length).toBeGreaterThan(5);
  });

  test.each(snippets())('use inputs that the operation takes and outputs that it sets: $name', (snippet) => {
    expect(actionStepProblems(asWorkflow(snippet))).toEqual([]);
  });

  test.each(read)('are marked as runnable if their steps need no storage: $title', ({ steps, runnable }) => {
    const needsStorage = steps.some(
      (step) => 'path' in step.with || Object.keys(step.env).some((name) => name.startsWith('AWS_')),
    );

    expect(runnable && needsStorage).toBe(false);
  });

  test.each(read.filter(({ runnable }) => runnable))('run as they stand: $title', async ({ steps }) => {
    const { step: run, dataset, emulator } = await startJob();
    emulator.paperspace.addVersion(dataset, { isCommitted: true, tags: ['production'] });
    const known: Record<string, string> = {
      'secrets.PAPERSPACE_API_KEY': emulator.apiKey,
      'github.ref_name': 'v1.2.3',
    };
    const fill = (text: string): string =>
      text.replaceAll(/\$\{\{(.*?)\}\}/g, (_, inner: string) => {
        const value = known[inner.trim()];
        if (value === undefined) throw new Error(`the test knows no value for ${inner}`);
        return value;
      });

    for (const step of steps.filter((one) => isWanted(one, known))) {
      if (!isOurs(step)) {
        expect(fill(step.run ?? step.uses ?? '')).not.toBe('');
        continue;
      }
      const inputs = Object.entries(step.with).map(([name, value]) => [name, fill(value)] as const);
      const result = await run(Object.fromEntries(inputs), { entryPoint: entryPointOf(step.uses)?.folder });
      for (const [name, value] of Object.entries(result.outputs)) known[`steps.${step.id}.outputs.${name}`] = value;
      known[`steps.${step.id}.outcome`] = result.exit === 0 ? 'success' : 'failure';

      expect(result.messages('error')).toEqual([]);
      expect(result.messages('warning')).toEqual([]);
      expect(result.exit).toBe(0);
    }
  });
});

test('the tables of the page about errors equal the output of npm run docs', async () => {
  const page = await readFile(path.join(root, 'docs/troubleshooting.md'), 'utf8');

  expect(withErrors(page)).toBe(page);
});

describe('the links of the pages', () => {
  const links = pages().flatMap(({ name, text }) =>
    [...text.replaceAll(/```[\s\S]*?```/g, '').matchAll(/\]\(([^)\s]+)\)/g)].map(([, target = '']) => ({
      name,
      target,
    })),
  );
  const own = links.filter(({ target }) => !/^https:/.test(target));

  test.each(own)('have a target: $target in $name', async ({ name, target }) => {
    const [file = '', anchor] = target.split('#');
    const found = file === '' ? name : path.posix.join(path.posix.dirname(name), file);
    const text = await readFile(path.join(root, found), 'utf8');

    if (anchor !== undefined) expect(headings(text)).toContain(anchor);
    expect(text).not.toBe('');
  });
});

/** The anchors that GitHub gives to the headings of a page. */
function headings(text: string): string[] {
  return [...text.matchAll(/^#+ (.*)$/gm)].map(([, title = '']) =>
    title
      .toLowerCase()
      .replaceAll(/[^\w\s-]/g, '')
      .replaceAll(' ', '-'),
  );
}
