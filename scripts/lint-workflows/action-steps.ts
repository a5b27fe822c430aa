/** Checks the steps of a workflow that use this action against its inputs, outputs and operations. */
import * as v from 'valibot';
import { parse } from 'yaml';
import { registry } from '../../src/operations/index.ts';
import { commonInputs } from '../../src/operations/inputs.ts';
import { loadAll, type Operation } from '../../src/operations/operation.ts';
import type { Document } from '../documents.ts';
import { type EntryPoint, entryPoints } from '../entry-points.ts';

const operations = await loadAll(registry);

const scalar = v.pipe(v.union([v.string(), v.number(), v.boolean()]), v.transform(String));
const stepSchema = v.looseObject({
  id: v.optional(v.string()),
  uses: v.optional(v.string()),
  with: v.optional(v.record(v.string(), scalar), {}),
});
const jobSchema = v.looseObject({ steps: v.optional(v.array(stepSchema), []) });
const workflowSchema = v.looseObject({ jobs: v.record(v.string(), jobSchema) });
type Step = v.InferOutput<typeof stepSchema>;
type Job = v.InferOutput<typeof jobSchema>;

const REPOSITORY = 'OWNER/paperspace-dataset-action';
/** How the documentation names the action; OWNER stands for the account that the repository belongs to. */
export const DOCUMENTED_USE = `${REPOSITORY}@v1`;

/** How a step may name the root (`entryPoint` undefined) and each entry point: in the documentation, and here. */
const knownUses = new Map<string, EntryPoint | undefined>([
  [DOCUMENTED_USE, undefined],
  ['./', undefined],
  ...entryPoints.flatMap((entryPoint): [string, EntryPoint][] => [
    [`${REPOSITORY}/${entryPoint.folder}@v1`, entryPoint],
    [`./${entryPoint.folder}`, entryPoint],
  ]),
]);

/** Returns the entry point that a step uses, or undefined for the root. */
export function entryPointOf(uses = ''): EntryPoint | undefined {
  return knownUses.get(uses);
}

/** Returns the operations that the steps of a workflow run, with their inputs. Throws if the text is not a workflow. */
export function actionSteps({ text }: Document): { readonly operation: string; readonly inputs: readonly string[] }[] {
  const { jobs } = v.parse(workflowSchema, parse(text));
  const steps = Object.values(jobs).flatMap((job) => job.steps.filter(isOurs));
  return steps.map((step) => ({ operation: operationNameOf(step), inputs: Object.keys(step.with) }));
}

/** Returns each problem as a line. Throws if the text is not a workflow. */
export function actionStepProblems({ name, text }: Document): string[] {
  const { jobs } = v.parse(workflowSchema, parse(text));
  return Object.entries(jobs).flatMap(([job, content]) =>
    [...content.steps.flatMap(stepProblems), ...outputProblems(content)].map((line) => `${name}: job ${job}: ${line}`),
  );
}

/** Returns whether a step uses this action, of any account and version. */
export function isOurs({ uses = '' }: { readonly uses?: string | undefined }): boolean {
  return knownUses.has(uses) || uses.includes('/paperspace-dataset-action');
}

function operationNameOf({ uses, with: inputs }: Step): string {
  return inputs.operation ?? entryPointOf(uses)?.operations[0] ?? 'snapshot';
}

function operationOf(step: Step): Operation | undefined {
  return operations.find(({ name }) => name === operationNameOf(step));
}

function stepProblems(step: Step): string[] {
  if (!isOurs(step)) return [];
  const { uses = '' } = step;
  const operation = operationOf(step);
  const title = step.id ?? operationNameOf(step);
  if (operation === undefined) {
    // The end-to-end tests have a step without an operation on purpose, which continues on error.
    return step['continue-on-error'] === true ? [] : [`${title}: no operation ${step.with.operation}`];
  }
  const taken: readonly string[] = [...commonInputs, ...operation.required, ...operation.optional];
  const given = Object.keys(step.with);
  const offered = entryPointOf(uses)?.operations;
  return [
    ...(knownUses.has(uses) ? [] : [`${title}: uses ${uses}`]),
    ...(offered === undefined || offered.includes(operation.name)
      ? []
      : [`${title}: ${uses} is not for ${operation.name}`]),
    ...given.filter((input) => !taken.includes(input)).map((input) => `${title}: ${operation.name} takes no ${input}`),
    ...operation.required.filter((input) => !given.includes(input)).map((input) => `${title}: ${input} is missing`),
  ];
}

/** Every `steps.ID.outputs.NAME` of a step that uses the action must be an output of its operation. */
function outputProblems(job: Job): string[] {
  const references = [...JSON.stringify(job).matchAll(/steps\.([\w-]+)\.outputs\.([\w-]+)/g)];
  return references.flatMap(([, id, output = '']) => {
    const source = job.steps.find((step) => step.id === id);
    const operation = source !== undefined && isOurs(source) ? operationOf(source) : undefined;
    if (operation === undefined || operation.outputs.some((one) => one === output)) return [];
    return [`${id}: ${operation.name} sets no output ${output}`];
  });
}
