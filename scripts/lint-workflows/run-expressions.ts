/** Finds expressions in shell code: their values would run as code, so they must be passed through `env:`. */
import { isScalar, parseDocument, visit } from 'yaml';
import type { Document } from '../documents.ts';

/** Returns a line for each `run:` of a workflow or an action that holds `${{`. */
export function runExpressionProblems({ name, text }: Document): string[] {
  const problems: string[] = [];
  visit(parseDocument(text), {
    Pair: (_key, { key, value }) => {
      if (!isScalar(key) || key.value !== 'run' || !isScalar(value) || !String(value.value).includes('${{')) return;
      const line = text.slice(0, value.range?.[0] ?? 0).split('\n').length;
      problems.push(`${name}:${line}: an expression in \`run\`: pass it through \`env\``);
    },
  });
  return problems;
}
