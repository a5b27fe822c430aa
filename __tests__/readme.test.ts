import { describe, expect, test } from '@jest/globals';
import { readActionFile } from '../scripts/action-file.ts';
import { commonInputs } from '../src/action/settings.ts';
import { operations } from '../src/operations/index.ts';
import type { Operation } from '../src/operations/operation.ts';
import { startJob } from './e2e/job.ts';
import {
  expressionsOf,
  isOurs,
  operationOf,
  outputReference,
  readSnippets,
  type SnippetStep,
} from './readme-snippets.ts';

const action = await readActionFile();
const snippets = await readSnippets();
const steps = snippets.flatMap((snippet) =>
  snippet.steps.filter(isOurs).map((step) => ({ step, title: snippet.title })),
);

function operationNamed(name: string): Operation | undefined {
  return operations.find((operation) => operation.name === name);
}

describe('the snippets of the README', () => {
  test('are there', () => {
    expect(snippets.length).toBeGreaterThan(1);
    expect(snippets.some(({ runnable }) => runnable)).toBe(true);
  });

  test.each(steps)('use the action by its major version, with inputs that the operation takes: $title', ({ step }) => {
    const operation = operationNamed(operationOf(step));
    const taken: readonly string[] = [...commonInputs, ...(operation?.required ?? []), ...(operation?.optional ?? [])];
    const given = Object.keys(step.with);

    expect(step.uses).toMatch(/^OWNER\/paperspace-dataset-action@v1$/);
    expect(operation?.name).toBe(operationOf(step));
    expect(given.filter((name) => !(name in action.inputs))).toEqual([]);
    expect(given.filter((name) => !taken.includes(name))).toEqual([]);
    expect(operation?.required.filter((name) => !given.includes(name))).toEqual([]);
  });

  test.each(snippets)('read only outputs that an earlier step sets: $title', (snippet) => {
    const earlier: SnippetStep[] = [];
    for (const step of snippet.steps) {
      for (const reference of expressionsOf(step).flatMap((text) => outputReference(text) ?? [])) {
        const source = earlier.find(({ id }) => id === reference.id);
        const set = source === undefined ? [] : operationNamed(operationOf(source))?.outputs;

        expect(Object.keys(action.outputs)).toContain(reference.output);
        expect(set).toContain(reference.output);
      }
      earlier.push(step);
    }
    expect(earlier).toHaveLength(snippet.steps.length);
  });

  test.each(snippets)('are marked as runnable where they need no storage: $title', ({ steps: all, runnable }) => {
    const needsStorage = all.some(
      (step) => 'path' in step.with || Object.keys(step.env).some((name) => /^AWS_/.test(name)),
    );

    expect(runnable).toBe(!needsStorage);
  });

  test.each(snippets.filter(({ runnable }) => runnable))('run as they stand: $title', async (snippet) => {
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

    for (const step of snippet.steps) {
      if (!isOurs(step)) {
        expect(fill(step.run ?? '')).not.toBe('');
        continue;
      }
      const inputs = Object.entries(step.with).map(([name, value]) => [name, fill(value)] as const);
      const result = await run(Object.fromEntries(inputs));
      for (const [name, value] of Object.entries(result.outputs)) known[`steps.${step.id}.outputs.${name}`] = value;

      expect(result.told('error')).toEqual([]);
      expect(result.told('warning')).toEqual([]);
      expect(result.exit).toBe(0);
    }
  });
});
