/** The YAML snippets of the pages that people read, as data: what their steps use, and the expressions in them. */
import * as v from 'valibot';
import { parse } from 'yaml';
import { asWorkflow, snippets } from '../../scripts/documents.ts';

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
export type SnippetStep = v.InferOutput<typeof stepSchema>;

export interface ReadSnippet {
  /** For the name of a test: where it stands. */
  readonly title: string;
  readonly steps: readonly SnippetStep[];
  /** Whether the page says that its steps run without a storage. */
  readonly runnable: boolean;
}

/** Throws where a snippet is not a workflow or a list of steps. */
export function readSnippets(): ReadSnippet[] {
  return snippets().map((snippet) => {
    const { jobs } = v.parse(snippetSchema, parse(asWorkflow(snippet).text));
    const steps = Object.values(jobs).flatMap((job) => job.steps);
    return { title: snippet.name, steps, runnable: snippet.runnable };
  });
}

/** Whether a step runs, by what is known of the steps before it. Knows comparisons with a text, and no more. */
export function isWanted({ if: condition }: SnippetStep, known: Readonly<Record<string, string>>): boolean {
  if (condition === undefined) return true;
  const [, name = '', operator, text] = /^(steps\.[\w.-]+) (==|!=) '(.*)'$/.exec(condition) ?? [];
  if (operator === undefined) throw new Error(`the test cannot tell whether this holds: ${condition}`);
  return (known[name] === text) === (operator === '==');
}
