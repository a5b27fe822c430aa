/** GitHub's own parser of workflows and actions. */
import { registerHooks } from 'node:module';
import type { Document } from '../documents.ts';

// The package imports JSON schemas without an import attribute, which bundlers accept and Node refuses.
registerHooks({
  resolve: (specifier, context, next) => {
    const resolved = next(specifier, context);
    return resolved.url.endsWith('.json') ? { ...resolved, importAttributes: { type: 'json' } } : resolved;
  },
});
const { NoOperationTraceWriter, parseWorkflow } = await import('@actions/workflow-parser');
const { parseAction } = await import('@actions/workflow-parser/actions/action-parser');

/** Returns its messages about a workflow. */
export function workflowParser({ name, text }: Document): string[] {
  const { context } = parseWorkflow({ name, content: text }, new NoOperationTraceWriter());
  return context.errors.getErrors().map(({ message }) => `${name}: ${message}`);
}

/** Returns its messages about an `action.yml`. */
export function actionParser({ name, text }: Document): string[] {
  const { context } = parseAction({ name, content: text }, new NoOperationTraceWriter());
  return context.errors.getErrors().map(({ message }) => `${name}: ${message}`);
}
