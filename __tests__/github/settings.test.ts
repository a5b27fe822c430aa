import { describe, expect, test } from '@jest/globals';
import { chooseOperation, nameSources, parseSettings, unusedInputs } from '../../src/github/settings.ts';
import { readGivenInputs } from '../../src/github/workflow.ts';
import { registry } from '../../src/operations/index.ts';
import type { RawInputs } from '../../src/operations/inputs.ts';
import type { Operation } from '../../src/operations/operation.ts';
import { fakeWorkflow } from '../support/recording.ts';
import { registryOf } from '../support/stage.ts';

async function operationNamed(name: string): Promise<Operation> {
  const chosen = await chooseOperation({ operation: name }, registry);
  if ('problems' in chosen) throw new Error(JSON.stringify(chosen.problems));
  return chosen.operation;
}

async function problemsOf(raw: RawInputs): Promise<string[]> {
  const parsed = await parseSettings(raw);
  return 'problems' in parsed ? parsed.problems.map(({ input, message }) => `${input} ${message}`) : [];
}

describe('the texts of the inputs', () => {
  test('are those that are given; an empty one is the same as none', () => {
    const workflow = fakeWorkflow({ inputs: { dataset: 'flowers', message: '', tags: '  ' } });

    expect(readGivenInputs(workflow).raw).toEqual({ dataset: 'flowers' });
  });

  test('come from the variables that stand in for them', () => {
    const env = { PAPERSPACE_API_KEY: 'key', AWS_ENDPOINT_URL: 'https://general', AWS_DEFAULT_REGION: 'r1' };

    expect(readGivenInputs(fakeWorkflow({ env })).raw).toEqual({
      'api-key': 'key',
      's3-endpoint': 'https://general',
      's3-region': 'r1',
    });
  });

  test('win over the variables, and a variable of S3 over a general one', () => {
    const workflow = fakeWorkflow({
      inputs: { 'api-key': 'from-input' },
      env: {
        PAPERSPACE_API_KEY: 'from-variable',
        AWS_ENDPOINT_URL_S3: 'https://s3',
        AWS_ENDPOINT_URL: 'https://general',
        AWS_REGION: 'r1',
        AWS_DEFAULT_REGION: 'r2',
      },
    });

    expect(readGivenInputs(workflow).raw).toEqual({
      'api-key': 'from-input',
      's3-endpoint': 'https://s3',
      's3-region': 'r1',
    });
  });

  test('are not taken from a variable that is empty or blank', () => {
    expect(readGivenInputs(fakeWorkflow({ env: { PAPERSPACE_API_KEY: ' ', AWS_REGION: '' } })).raw).toEqual({});
  });
});

test('a problem with a text that a variable holds names the variable', () => {
  const given = readGivenInputs(fakeWorkflow({ env: { AWS_ENDPOINT_URL_S3: 'nyc3.example.com' } }));
  const problems = ['s3-endpoint', 's3-region'].map((input) => ({ input, message: 'is wrong' }));

  expect(nameSources(problems, given)).toEqual([
    { input: 's3-endpoint', message: 'is wrong', variable: 'AWS_ENDPOINT_URL_S3' },
    { input: 's3-region', message: 'is wrong' },
  ]);
});

describe('the settings of every operation', () => {
  test('have defaults for all but the key', async () => {
    expect(await parseSettings({ 'api-key': ' key ' })).toEqual({
      hasSummary: true,
      settings: {
        apiKey: 'key',
        apiUrl: new URL('https://api.paperspace.com/v1'),
        retries: 5,
        idleTimeoutMs: 30_000,
      },
    });
  });

  test('are read from the inputs', async () => {
    const raw = {
      'api-key': 'key',
      'api-url': 'http://127.0.0.1:8080/v1',
      retries: '0',
      'request-timeout': '2',
      summary: 'false',
    };

    expect(await parseSettings(raw)).toEqual({
      hasSummary: false,
      settings: {
        apiKey: 'key',
        apiUrl: new URL('http://127.0.0.1:8080/v1'),
        retries: 0,
        idleTimeoutMs: 2_000,
      },
    });
  });

  test('need a key, and say where it comes from and who gets none', async () => {
    const [problem, ...others] = await problemsOf({});

    expect(problem).toMatch(
      /^api-key is missing.*PAPERSPACE_API_KEY is not set either\. .*secrets\.PAPERSPACE_API_KEY/,
    );
    expect(problem).toMatch(/forks.*Dependabot.*environment.*secrets: inherit/);
    expect(others).toEqual([]);
  });

  test('name all that is wrong at once, and never show a key', async () => {
    const problems = await problemsOf({
      'api-key': 'two words',
      'api-url': 'ftp://api.example',
      retries: '-1',
      'request-timeout': '0',
      summary: 'yes',
    });

    expect(problems).toEqual([
      expect.stringMatching(/^api-key takes .*white space/),
      expect.stringMatching(/^api-url takes an https URL .*, got "ftp:\/\/api\.example"/),
      expect.stringMatching(/^retries takes a whole number from 0 to 20, got "-1"/),
      expect.stringMatching(/^request-timeout takes a whole number from 1 to 3600, got "0"/),
      expect.stringMatching(/^summary takes `true` or `false`, got "yes"/),
    ]);
    expect(problems.join()).not.toContain('two words');
  });
});

describe('the operation', () => {
  test('is the one that the input names', async () => {
    expect((await operationNamed(' get-version ')).name).toBe('get-version');
  });

  test('is snapshot where none is named', async () => {
    const commit = await operationNamed('commit');
    const snapshot: Operation = { ...commit, name: 'snapshot' };

    expect(await chooseOperation({}, registryOf(commit, snapshot))).toEqual({ operation: snapshot });
  });

  test.each([
    ['comit', 'Did you mean `commit`?'],
    ['upload', 'Did you mean `upload-files`?'],
    ['Snapshot', 'Did you mean `snapshot`?'],
  ])('that does not exist is an error that suggests the nearest name: %s', async (operation, suggestion) => {
    const message = `got "${operation}", which is not an operation. ${suggestion}`;

    expect(await chooseOperation({ operation }, registry)).toEqual({ problems: [{ input: 'operation', message }] });
  });

  test('that is like no other lists all names', async () => {
    expect(await chooseOperation({ operation: 'frobnicate' }, registry)).toMatchObject({
      problems: [{ message: expect.stringContaining('"frobnicate", which is not an operation. It takes') }],
    });
  });
});

describe('an input that the operation does not use', () => {
  const warnings = async (inputs: Record<string, string>, name = 'get-version'): Promise<string[]> =>
    unusedInputs(readGivenInputs(fakeWorkflow({ inputs })), await operationNamed(name), registry);

  test('is a line that names the operations that do', async () => {
    expect(await warnings({ dataset: 'flowers:v1', public: 'true', 'tags-mode': 'add' })).toEqual([
      'Input `public` has no effect on get-version: it is for create-dataset',
      'Input `tags-mode` has no effect on get-version: it is for set-tags',
    ]);
  });

  test('and that no operation uses says so', async () => {
    const commit = await operationNamed('commit');
    const given = readGivenInputs(fakeWorkflow({ inputs: { name: 'x' } }));

    expect(await unusedInputs(given, commit, registryOf(commit))).toEqual([
      'Input `name` has no effect on commit: no operation uses it',
    ]);
  });

  test('is no line where it is empty or has the default that the runner fills in', async () => {
    expect(await warnings({ public: 'false', 'tags-mode': 'replace', limit: '100', message: '' })).toEqual([]);
  });

  test('is no line where its default is an expression', async () => {
    expect(await warnings({ 'job-index': '3', 'github-token': 'token' })).toEqual([]);
  });

  test('is no line where every operation takes it', async () => {
    expect(await warnings({ operation: 'get-version', 'api-key': 'k', retries: '1', summary: 'false' })).toEqual([]);
  });

  test('is no line where a variable gave it', async () => {
    const workflow = fakeWorkflow({ env: { AWS_REGION: 'r1' } });

    expect(await unusedInputs(readGivenInputs(workflow), await operationNamed('commit'), registry)).toEqual([]);
  });
});
