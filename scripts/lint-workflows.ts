/**
 * `npm run lint:workflows`: checks every workflow, action and snippet of one.
 * zizmor, which comes from PyPI, is skipped with a message if it is not installed.
 */
import { actionFiles, asWorkflow, type Document, snippets, workflowFiles } from './documents.ts';
import { actionStepProblems } from './lint-workflows/action-steps.ts';
import { actionParser, workflowParser } from './lint-workflows/github-parser.ts';
import { actionlint, zizmor } from './lint-workflows/linters.ts';
import { runExpressionProblems } from './lint-workflows/run-expressions.ts';

/** Returns everything that is wrong with one workflow, one line each. */
export async function workflowProblems(document: Document): Promise<string[]> {
  return [
    ...(await actionlint(document)),
    ...workflowParser(document),
    ...actionStepProblems(document),
    ...runExpressionProblems(document),
  ];
}

async function main(): Promise<void> {
  const workflows = [...workflowFiles(), ...snippets().map(asWorkflow)];
  const actions = actionFiles();
  const problems = actions.flatMap((action) => [...actionParser(action), ...runExpressionProblems(action)]);
  for (const workflow of workflows) problems.push(...(await workflowProblems(workflow)));
  for (const problem of problems) console.error(problem);
  console.log(
    `actionlint, @actions/workflow-parser: ${workflows.length} workflows and snippets, ${actions.length} actions, ${problems.length} problems`,
  );
  const security = zizmor(['.github', ...[...workflowFiles(), ...actions].map(({ name }) => name)]);
  if (security === undefined)
    console.log('zizmor was not run: it is not installed. Run npm run tools, which needs Python');
  else console.log(security.ok ? 'zizmor, offline and pedantic: no findings' : security.text);
  if (problems.length > 0 || security?.ok === false) process.exitCode = 1;
}

if (import.meta.main) await main();
