/** The YAML that the project ships for others to read and to copy: workflows, examples, and the snippets of its pages. */
import { globSync, readFileSync } from 'node:fs';
import path from 'node:path';

export const root = path.join(import.meta.dirname, '..');

export interface Document {
  /** The place, relative to the project: a file, or a file and a line. */
  readonly name: string;
  readonly text: string;
}

/** Returns the workflows of this repository and the examples. */
export function workflowFiles(): Document[] {
  return filesOf('.github/workflows/*.yml', 'examples/*.yml');
}

/** Returns the definitions of actions: this one, its entry points, and those that workflows and their tests use. */
export function actionFiles(): Document[] {
  return filesOf('{,*/}action.yml', '.github/actions/*/action.yml', 'scripts/test-workflows/stand-ins/*/action.yml');
}

/** Returns every page of the documentation. */
export function pages(): Document[] {
  return filesOf('*.md', 'docs/*.md', 'examples/*.md');
}

export interface Snippet extends Document {
  /** Whether the page says that its steps run as they stand, without a storage. */
  readonly runnable: boolean;
}

/** Returns the YAML snippets of the pages that are steps or whole workflows. */
export function snippets(): Snippet[] {
  return pages().flatMap((page) =>
    [...page.text.matchAll(/(<!-- runnable -->\s+)?```ya?ml\n([\s\S]*?)```/g)]
      .map(({ index, 1: mark, 2: text = '' }) => ({
        name: `${page.name}:${page.text.slice(0, index).split('\n').length}`,
        text,
        runnable: mark !== undefined,
      }))
      .filter(({ text }) => /^(steps|jobs):/m.test(text)),
  );
}

/** Returns a snippet as a whole workflow: steps alone get a job around them. */
export function asWorkflow({ name, text }: Document): Document {
  if (!text.startsWith('steps:')) return { name, text };
  const steps = text.replace(/^/gm, '    ').trimEnd();
  return { name, text: `on: push\njobs:\n  snippet:\n    runs-on: ubuntu-latest\n${steps}\n` };
}

function filesOf(...patterns: readonly string[]): Document[] {
  return globSync([...patterns], { cwd: root })
    .map((file) => file.replaceAll(path.sep, '/'))
    .sort()
    .map((name) => ({ name, text: readFileSync(path.join(root, name), 'utf8') }));
}
