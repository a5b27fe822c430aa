import { describe, expect, test } from '@jest/globals';
import { registry } from '../../src/operations/index.ts';
import { InputError, nameSources, parseSettings, readGivenInputs, wantsSummary } from '../../src/operations/inputs.ts';
import { chooseOperation, type Operation, unusedInputs } from '../../src/operations/operation.ts';
import { fakeWorkflow, problemsIn, registryOf } from '../support/runner.ts';

function operationNamed(name: string): Promise<Operation> {
  return chooseOperation({ operation: name }, registry);
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
  const error = new InputError(['s3-endpoint', 's3-region'].map((input) => ({ input, message: 'is wrong' })));
  const defect = new TypeError('a defect');

  expect(nameSources(error, given)).toMatchObject({
    message: 'Variable `AWS_ENDPOINT_URL_S3` is wrong\nInput `s3-region` is wrong',
    problems: [{ input: 's3-endpoint', variable: 'AWS_ENDPOINT_URL_S3' }, { input: 's3-region' }],
  });
  expect(nameSources(defect, given)).toBe(defect);
});

describe('the settings of every operation', () => {
  test('have defaults except for the API key', async () => {
    expect(await parseSettings({ 'api-key': ' key ' })).toEqual({
      apiKey: 'key',
      apiUrl: new URL('https://api.paperspace.com/v1'),
      retries: 5,
      idleTimeoutMs: 30_000,
    });
    expect(await wantsSummary({})).toBe(true);
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
      apiKey: 'key',
      apiUrl: new URL('http://127.0.0.1:8080/v1'),
      retries: 0,
      idleTimeoutMs: 2_000,
    });
    expect(await wantsSummary(raw)).toBe(false);
  });

  test('require an API key, and a missing key is explained', async () => {
    const [problem, ...others] = await problemsIn(parseSettings({}));

    expect(problem).toMatch(/^api-key: is missing.*PAPERSPACE_API_KEY is not set\. .*secrets\.PAPERSPACE_API_KEY/);
    expect(problem).toMatch(/forks.*Dependabot.*environment.*secrets: inherit/);
    expect(others).toEqual([]);
  });

  test('report all problems at once, and never contain a key', async () => {
    const problems = await problemsIn(
      parseSettings({
        'api-key': 'two words',
        'api-url': 'ftp://api.example',
        retries: '-1',
        'request-timeout': '0',
        summary: 'yes',
      }),
    );

    expect(problems).toEqual([
      expect.stringMatching(/^api-key: must be an API key .*whitespace/),
      expect.stringMatching(/^api-url: must be an https URL .*, not `ftp:\/\/api\.example`/),
      expect.stringMatching(/^retries: must be a whole number from 0 to 20, not `-1`/),
      expect.stringMatching(/^request-timeout: must be a whole number from 1 to 3600, not `0`/),
      expect.stringMatching(/^summary: must be `true` or `false`, not `yes`/),
    ]);
    expect(problems.join()).not.toContain('two words');
    expect(await wantsSummary({ summary: 'yes' })).toBe(true);
  });
});

describe('choosing the operation', () => {
  test('returns the operation with the name in the input', async () => {
    expect((await operationNamed(' get-version ')).name).toBe('get-version');
  });

  test('returns snapshot by default', async () => {
    const commit = await operationNamed('commit');
    const snapshot: Operation = { ...commit, name: 'snapshot' };

    expect(await chooseOperation({}, registryOf(commit, snapshot))).toBe(snapshot);
  });

  test.each([
    ['comit', 'Did you mean `commit`?'],
    ['upload', 'Did you mean `upload-files`?'],
    ['Snapshot', 'Did you mean `snapshot`?'],
  ])('reports an unknown operation and suggests the nearest name: %s', async (operation, suggestion) => {
    expect(await problemsIn(chooseOperation({ operation }, registry))).toEqual([
      `operation: must be an operation, not \`${operation}\`. ${suggestion}`,
    ]);
  });

  test('reports an unknown operation with all names if no name is similar', async () => {
    expect(await problemsIn(chooseOperation({ operation: 'frobnicate' }, registry))).toEqual([
      expect.stringContaining('must be an operation, not `frobnicate`. Valid operations: list-datasets, '),
    ]);
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
