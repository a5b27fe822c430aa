/** Every operation and every input occurs in each kind of test that covers the whole interface. */
import { globSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from '@jest/globals';
import { root } from '../scripts/documents.ts';
import { actionSteps } from '../scripts/lint-workflows/action-steps.ts';
import { fileCases } from '../scripts/test-workflows/cases.ts';
import { snippetCases } from '../scripts/test-workflows/snippet-cases.ts';
import { registry } from '../src/operations/index.ts';
import { inputNames } from '../src/operations/inputs.ts';
import { cases } from './faults/cases.ts';

const operationNames = [...registry.keys()];

/** The steps of all workflows that act runs. */
const workflowSteps = [...fileCases, ...snippetCases()].flatMap(({ workflow }) => actionSteps(workflow));

/** The code of the tests that run the bundle as a process. */
const endToEnd = globSync('__tests__/e2e/*.ts', { cwd: root })
  .map((file) => readFileSync(path.join(root, file), 'utf8'))
  .join('\n');

test('every operation runs with every fault at every request', () => {
  const covered = new Set(cases.map(({ operation }) => operation));

  expect(operationNames.filter((name) => !covered.has(name))).toEqual([]);
});

test('every operation runs in a workflow', () => {
  const covered = new Set(workflowSteps.map(({ operation }) => operation));

  expect(operationNames.filter((name) => !covered.has(name))).toEqual([]);
});

test('every operation runs in an end-to-end test', () => {
  expect(operationNames.filter((name) => !endToEnd.includes(`operation: '${name}'`))).toEqual([]);
});

test('every input is set in a workflow or an end-to-end test', () => {
  const covered = new Set(workflowSteps.flatMap(({ inputs }) => inputs));
  const isSet = (name: string): boolean => new RegExp(`(?<![\\w-])'?${name}'?: `).test(endToEnd);

  expect(inputNames.filter((name) => !covered.has(name) && !isSet(name))).toEqual([]);
});
