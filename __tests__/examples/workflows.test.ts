import { describe, expect, test } from '@jest/globals';
import { actionFiles, asWorkflow, snippets, workflowFiles } from '../../scripts/documents.ts';
import { actionStepProblems } from '../../scripts/lint-workflows/action-steps.ts';
import { runExpressionProblems } from '../../scripts/lint-workflows/run-expressions.ts';
import { othersActions } from '../../scripts/test-workflows/act.ts';
import { fileCases } from '../../scripts/test-workflows/cases.ts';

const examples = workflowFiles().filter(({ name }) => name.startsWith('examples/'));

describe('expressions in `run`', () => {
  test.each([...workflowFiles(), ...snippets(), ...actionFiles()])('do not occur: $name', (document) => {
    expect(runExpressionProblems(document)).toEqual([]);
  });

  test.each([
    ['of a step', 'jobs:\n  a:\n    steps:\n      - run: echo ${{ github.ref }}\n', 4],
    [
      'in a block',
      'steps:\n  - env:\n      A: ${{ github.ref }}\n    run: |\n      true\n      echo "${{ env.A }}"\n',
      4,
    ],
    ['of an action', 'runs:\n  using: composite\n  steps:\n    - shell: bash\n      run: echo ${{ inputs.a }}\n', 5],
  ])('are reported: %s', (_what, text, line) => {
    expect(runExpressionProblems({ name: 'w.yml', text })).toEqual([
      `w.yml:${line}: an expression in \`run\`: pass it through \`env\``,
    ]);
  });

  test('are accepted everywhere else', () => {
    const text = 'steps:\n  - name: ${{ github.ref }}\n    env: { A: "${{ github.ref }}" }\n    run: echo "$A"\n';

    expect(runExpressionProblems({ name: 'w.yml', text })).toEqual([]);
  });
});

describe('the examples and workflows', () => {
  test.each(workflowFiles())('use inputs that the operation takes and outputs that it sets: $name', (workflow) => {
    expect(actionStepProblems(workflow)).toEqual([]);
  });

  test.each(workflowFiles())('use actions of others by the SHA of a version: $name', (workflow) => {
    const uses = [...workflow.text.matchAll(/uses: ([\w.-]+\/\S+@.*)$/gm)].map(([, use = '']) => use);
    const others = uses.filter((use) => !use.startsWith('OWNER/'));

    for (const use of others) expect(use).toMatch(/@[0-9a-f]{40} # v\d+\.\d+\.\d+$/);
  });

  test.each(examples)('are executed by the workflow tests: $name', ({ name }) => {
    expect(fileCases.some(({ workflow }) => workflow.name === name)).toBe(true);
  });
});

describe('a workflow with a mistake', () => {
  const problems = (steps: string): string[] =>
    actionStepProblems(asWorkflow({ name: 'w.yml', text: `steps:\n${steps}` }));

  test('is reported with its file, line and mistake', () => {
    const text = `
      - uses: OWNER/paperspace-dataset-action@v1
        id: found
        with: {operation: get-version, path: data}
      - uses: OTHER/paperspace-dataset-action@v2
        with: {operation: get-dataset, dataset: flowers}
      - uses: OWNER/paperspace-dataset-action@v1
        with: {operation: tag, dataset: flowers}
      - run: echo \${{ steps.found.outputs.files }} \${{ steps.found.outputs.ref }}`.replaceAll('\n      ', '\n  ');

    expect(problems(text)).toEqual([
      'w.yml: job snippet: found: get-version takes no path',
      'w.yml: job snippet: found: dataset is missing',
      'w.yml: job snippet: get-dataset: uses OTHER/paperspace-dataset-action@v2',
      'w.yml: job snippet: tag: no operation tag',
      'w.yml: job snippet: found: get-version sets no output files',
    ]);
  });

  test('is reported when it misuses an entry point', () => {
    const text = `
      - uses: OWNER/paperspace-dataset-action/download@v1
        id: data
        with: {dataset: 'flowers:v1', tags: v1}
      - uses: OWNER/paperspace-dataset-action/version@v1
        with: {operation: prune, dataset: flowers, keep-last: 1}
      - uses: OWNER/paperspace-dataset-action/publish@v1
        with: {dataset: flowers}
      - run: echo \${{ steps.data.outputs.files-uploaded }} \${{ steps.data.outputs.files }}`.replaceAll(
      '\n      ',
      '\n  ',
    );

    expect(problems(text)).toEqual([
      'w.yml: job snippet: data: download-files takes no tags',
      'w.yml: job snippet: data: path is missing',
      'w.yml: job snippet: prune: OWNER/paperspace-dataset-action/version@v1 is not for prune',
      'w.yml: job snippet: snapshot: uses OWNER/paperspace-dataset-action/publish@v1',
      'w.yml: job snippet: data: download-files sets no output files-uploaded',
    ]);
  });

  test('needs stand-ins for other actions except for checkouts', () => {
    const sha = '0'.repeat(40);
    const text = `- uses: actions/checkout@${sha}\n- uses: actions/attest@${sha}\n- uses: OWNER/paperspace-dataset-action@v1\n- uses: OWNER/paperspace-dataset-action/prune@v1`;

    expect(othersActions({ name: 'w.yml', text })).toEqual([`actions/attest@${sha}`]);
  });
});
