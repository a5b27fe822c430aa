import { describe, expect, test } from '@jest/globals';
import {
  chooseOperation,
  nameSources,
  parseSettings,
  readGivenInputs,
  unusedInputs,
} from '../../src/github/settings.ts';
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

describe('reading the inputs', () => {
  test('returns the inputs that are set; an empty input is not set', () => {
    const workflow = fakeWorkflow({ inputs: { dataset: 'flowers', message: '', tags: '  ' } });

    expect(readGivenInputs(workflow).raw).toEqual({ dataset: 'flowers' });
  });

  test('falls back to the environment variables of the inputs', () => {
    const env = { PAPERSPACE_API_KEY: 'key', AWS_ENDPOINT_URL: 'https://general', AWS_DEFAULT_REGION: 'r1' };

    expect(readGivenInputs(fakeWorkflow({ env })).raw).toEqual({
      'api-key': 'key',
      's3-endpoint': 'https://general',
      's3-region': 'r1',
    });
  });

  test('prefers an input to a variable, and a variable for S3 to a general one', () => {
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

  test('ignores a variable that is empty or blank', () => {
    expect(readGivenInputs(fakeWorkflow({ env: { PAPERSPACE_API_KEY: ' ', AWS_REGION: '' } })).raw).toEqual({});
  });
});

test('an invalid value from an environment variable is reported with the name of the variable', () => {
  const given = readGivenInputs(fakeWorkflow({ env: { AWS_ENDPOINT_URL_S3: 'nyc3.example.com' } }));
  const problems = ['s3-endpoint', 's3-region'].map((input) => ({ input, message: 'is wrong' }));

  expect(nameSources(problems, given)).toEqual([
    { input: 's3-endpoint', message: 'is wrong', variable: 'AWS_ENDPOINT_URL_S3' },
    { input: 's3-region', message: 'is wrong' },
  ]);
});

describe('the settings of every operation', () => {
  test('have defaults except for the API key', async () => {
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

  test('require an API key, and a missing key is explained', async () => {
    const [problem, ...others] = await problemsOf({});

    expect(problem).toMatch(
      /^api-key is missing.*PAPERSPACE_API_KEY is not set either\. .*secrets\.PAPERSPACE_API_KEY/,
    );
    expect(problem).toMatch(/forks.*Dependabot.*environment.*secrets: inherit/);
    expect(others).toEqual([]);
  });

  test('report all problems at once, and never contain a key', async () => {
    const problems = await problemsOf({
      'api-key': 'two words',
      'api-url': 'ftp://api.example',
      retries: '-1',
      'request-timeout': '0',
      summary: 'yes',
    });

    expect(problems).toEqual([
      expect.stringMatching(/^api-key takes .*whitespace/),
      expect.stringMatching(/^api-url takes an https URL .*, got "ftp:\/\/api\.example"/),
      expect.stringMatching(/^retries takes a whole number from 0 to 20, got "-1"/),
      expect.stringMatching(/^request-timeout takes a whole number from 1 to 3600, got "0"/),
      expect.stringMatching(/^summary takes `true` or `false`, got "yes"/),
    ]);
    expect(problems.join()).not.toContain('two words');
  });
});

describe('choosing the operation', () => {
  test('returns the operation with the name in the input', async () => {
    expect((await operationNamed(' get-version ')).name).toBe('get-version');
  });

  test('returns snapshot by default', async () => {
    const commit = await operationNamed('commit');
    const snapshot: Operation = { ...commit, name: 'snapshot' };

    expect(await chooseOperation({}, registryOf(commit, snapshot))).toEqual({ operation: snapshot });
  });

  test.each([
    ['comit', 'Did you mean `commit`?'],
    ['upload', 'Did you mean `upload-files`?'],
    ['Snapshot', 'Did you mean `snapshot`?'],
  ])('reports an unknown operation and suggests the nearest name: %s', async (operation, suggestion) => {
    const message = `is "${operation}", which is not an operation. ${suggestion}`;

    expect(await chooseOperation({ operation }, registry)).toEqual({ problems: [{ input: 'operation', message }] });
  });

  test('reports an unknown operation with all names if no name is similar', async () => {
    expect(await chooseOperation({ operation: 'frobnicate' }, registry)).toMatchObject({
      problems: [
        {
          message: expect.stringContaining(
            '"frobnicate", which is not an operation. Valid operations: list-datasets, ',
          ),
        },
      ],
    });
  });
});

describe('a warning about an input that has no effect', () => {
  const warnings = async (inputs: Record<string, string>, name = 'get-version'): Promise<string[]> =>
    unusedInputs(readGivenInputs(fakeWorkflow({ inputs })), await operationNamed(name), registry);

  test('names the operations that use the input', async () => {
    expect(await warnings({ dataset: 'flowers:v1', public: 'true', 'tags-mode': 'add' })).toEqual([
      'Input `public` has no effect on get-version: it applies to create-dataset',
      'Input `tags-mode` has no effect on get-version: it applies to set-tags',
    ]);
  });

  test('says if no operation uses the input', async () => {
    const commit = await operationNamed('commit');
    const given = readGivenInputs(fakeWorkflow({ inputs: { name: 'x' } }));

    expect(await unusedInputs(given, commit, registryOf(commit))).toEqual([
      'Input `name` has no effect on commit: no operation uses it',
    ]);
  });

  test('is omitted if the input is empty or has its default value', async () => {
    expect(await warnings({ public: 'false', 'tags-mode': 'replace', limit: '100', message: '' })).toEqual([]);
  });

  test('is omitted if the default is an expression', async () => {
    expect(await warnings({ 'job-index': '3', 'github-token': 'token' })).toEqual([]);
  });

  test('is omitted if every operation uses the input', async () => {
    expect(await warnings({ operation: 'get-version', 'api-key': 'k', retries: '1', summary: 'false' })).toEqual([]);
  });

  test('is omitted if the value comes from an environment variable', async () => {
    const workflow = fakeWorkflow({ env: { AWS_REGION: 'r1' } });

    expect(await unusedInputs(readGivenInputs(workflow), await operationNamed('commit'), registry)).toEqual([]);
  });
});
