/** The YAML snippets of the README, as data: what their steps use, and the expressions in them. */
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import * as v from 'valibot';
import { parse } from 'yaml';

const scalars = v.record(v.string(), v.pipe(v.union([v.string(), v.number(), v.boolean()]), v.transform(String)));
const stepSchema = v.strictObject({
  name: v.optional(v.string()),
  id: v.optional(v.string()),
  if: v.optional(v.string()),
  uses: v.optional(v.string()),
  run: v.optional(v.string()),
  with: v.optional(scalars, {}),
  env: v.optional(scalars, {}),
});
const snippetSchema = v.union([
  v.strictObject({ steps: v.array(stepSchema) }),
  v.object({ on: v.unknown(), jobs: v.record(v.string(), v.object({ steps: v.array(stepSchema) })) }),
]);
export type SnippetStep = v.InferOutput<typeof stepSchema>;

export interface Snippet {
  /** For the name of a test: what its steps do. */
  readonly title: string;
  readonly steps: readonly SnippetStep[];
  /** Whether the README says that its steps run without a storage. */
  readonly runnable: boolean;
}

/** Throws where a snippet is not a workflow or a list of steps. */
export async function readSnippets(): Promise<Snippet[]> {
  const readme = await readFile(path.join(import.meta.dirname, '..', 'README.md'), 'utf8');
  return [...readme.matchAll(/(<!-- runnable -->\s+)?```ya?ml\n([\s\S]*?)```/g)].map(([, mark, text = '']) => {
    const snippet = v.parse(snippetSchema, parse(text));
    const steps = 'steps' in snippet ? snippet.steps : Object.values(snippet.jobs).flatMap((job) => job.steps);
    const title = steps.filter(isOurs).map(operationOf).join(', ');
    return { title, steps, runnable: mark !== undefined };
  });
}

export function isOurs({ uses }: SnippetStep): boolean {
  return uses?.includes('paperspace-dataset-action') === true;
}

export function operationOf(step: SnippetStep): string {
  return step.with.operation ?? 'snapshot';
}

/** The expressions `${{ ... }}` in every text of a step. */
export function expressionsOf(step: SnippetStep): string[] {
  const texts = [step.run ?? '', step.if ?? '', ...Object.values(step.with), ...Object.values(step.env)];
  return texts.flatMap((text) => [...text.matchAll(/\$\{\{(.*?)\}\}/g)].map(([, inner = '']) => inner.trim()));
}

/** `steps.ID.outputs.NAME`, taken apart; undefined for an expression of another kind. */
export function outputReference(expression: string): { readonly id: string; readonly output: string } | undefined {
  const [, id, output] = /^steps\.([\w-]+)\.outputs\.([\w-]+)$/.exec(expression) ?? [];
  return id === undefined || output === undefined ? undefined : { id, output };
}
