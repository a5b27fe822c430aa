/** What is wrong with the steps of a workflow that use this action: checked against what the action really takes. */
import * as v from 'valibot';
import { parse } from 'yaml';
import { commonInputs } from '../../src/github/settings.ts';
import { operations } from '../../src/operations/index.ts';
import type { Operation } from '../../src/operations/operation.ts';
import type { Document } from '../documents.ts';

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

/** How the documentation names the action; OWNER stands for the account that the repository belongs to. */
export const DOCUMENTED_USE = 'OWNER/paperspace-dataset-action@v1';

/** Each problem as a line. Throws where the text is no workflow. */
export function actionStepProblems({ name, text }: Document): string[] {
  const { jobs } = v.parse(workflowSchema, parse(text));
  return Object.entries(jobs).flatMap(([job, content]) =>
    [...content.steps.flatMap(stepProblems), ...outputProblems(content)].map((line) => `${name}: job ${job}: ${line}`),
  );
}

function isOurs({ uses }: Step): boolean {
  return uses === './' || uses?.includes('paperspace-dataset-action') === true;
}

function operationOf(step: Step): Operation | undefined {
  return operations.find(({ name }) => name === (step.with.operation ?? 'snapshot'));
}

function stepProblems(step: Step): string[] {
  if (!isOurs(step)) return [];
  const operation = operationOf(step);
  const title = step.id ?? step.with.operation ?? 'snapshot';
  if (operation === undefined) {
    // The end-to-end tests have a step that names none on purpose, and goes on.
    return step['continue-on-error'] === true ? [] : [`${title}: no operation ${step.with.operation}`];
  }
  const taken: readonly string[] = [...commonInputs, ...operation.required, ...operation.optional];
  const given = Object.keys(step.with);
  return [
    ...(step.uses === './' || step.uses === DOCUMENTED_USE ? [] : [`${title}: uses ${step.uses}`]),
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
