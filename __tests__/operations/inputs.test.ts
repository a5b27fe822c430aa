import { describe, expect, jest, test } from '@jest/globals';
import { Rejected } from '../../src/operations/input-parsers.ts';
import { InputError, type InputName, inputs, parseInputs } from '../../src/operations/inputs.ts';
import { problemsIn } from '../support/runner.ts';

/** What is made of one input. */
async function readOf(name: InputName, text: string): Promise<unknown> {
  const values = await parseInputs({ [name]: text }, [], [name]);
  return values[name];
}

async function problemOf(name: InputName, text: string): Promise<string> {
  return (await problemsIn(parseInputs({ [name]: text }, [], [name]))).join('; ');
}

describe('parseInputs', () => {
  test('returns the requested values, with defaults, and undefined without one', async () => {
    const parsed = await parseInputs(
      { dataset: 'faces:v1', limit: '7', name: 'x' },
      ['dataset'],
      ['limit', 'order', 'after'],
    );

    expect(parsed).toEqual({ dataset: { dataset: 'faces', version: 'v1' }, limit: 7, order: 'desc' });
  });

  test('treats empty inputs as absent', async () => {
    expect(await parseInputs({ limit: '', order: '  \n', after: ' ' }, [], ['limit', 'order', 'after'])).toEqual({
      limit: 100,
      order: 'desc',
    });
    expect(await problemsIn(parseInputs({ dataset: ' ' }, ['dataset']))).toEqual([
      expect.stringMatching(/^dataset: is missing\. It must be a dataset as/),
    ]);
  });

  test('reports all problems at once, with the given and the accepted values', async () => {
    const raw = { limit: 'many', order: 'dsc', public: 'yes', retries: '21' };

    const parsing = parseInputs(raw, ['dataset', 'public'], ['limit', 'order', 'retries', 'summary']);

    expect(await problemsIn(parsing)).toEqual([
      'dataset: is missing. It must be a dataset as `ID-or-NAME`, or with a version as `ID-or-NAME:VERSION`',
      'public: must be `true` or `false`, not `yes`',
      'limit: must be a whole number of at least 0, not `many`',
      'order: must be `desc` or `asc`, not `dsc`. Did you mean `desc`?',
      'retries: must be a whole number from 0 to 20, not `21`',
    ]);
  });

  test('shortens long values and escapes line breaks', async () => {
    const message = await problemOf('limit', `1\n${'x'.repeat(200)}`);

    expect(message).toContain(`, not "1\\n${'x'.repeat(78)}…"`);
  });

  test.each([
    ['api-key', 'k3y with a space'],
    ['api-key', 'k3y\nwith a line break'],
    ['api-key', 'schlüssel'],
  ] as const)('never shows a secret: %s', async (name, text) => {
    const message = await problemOf(name, text);

    expect(message).toBe(
      'api-key: must be an API key of the team that owns the dataset. It contains whitespace or other characters that an API key cannot contain',
    );
  });

  test.each([
    'https://me:secret@s3.test',
    'ftp://secret@s3.test',
    'x https://secret@a https://secret@b',
  ])('never shows the credentials in a URL: %s', async (text) => {
    const message = await problemOf('s3-endpoint', text);

    expect(message).toContain('//***@');
    expect(message).not.toContain('secret');
  });

  test('passes on what a parser throws', async () => {
    const defect = new TypeError('a defect');
    using _broken = jest.spyOn(inputs.limit, 'parse').mockImplementation(() => {
      throw defect;
    });

    await expect(parseInputs({ limit: '1' }, [], ['limit'])).rejects.toBe(defect);
  });
});

test('every default is valid for its input', async () => {
  for (const [name, kind] of Object.entries(inputs)) {
    if ('default' in kind) expect(await kind.parse(kind.default)).not.toBeInstanceOf(Rejected);
    expect([name, kind.accepts]).toEqual([name, expect.stringMatching(/./)]);
  }
});

describe('inputs', () => {
  test.each<[InputName, string, unknown]>([
    ['dataset', ' faces : v1 ', { dataset: 'faces', version: 'v1' }],
    ['description', ' of all kinds ', 'of all kinds'],
    ['description', ' null ', null],
    ['tags', 'a, b\nc,a', ['a', 'b', 'c']],
    ['path', 'data/**\n\n!data/tmp/**\n', ['data/**', '!data/tmp/**']],
    ['prune-tags', 'nightly-*, pr-*', ['nightly-*', 'pr-*']],
    ['destination', '/', ''],
    ['destination', 'train/images', 'train/images/'],
    ['destination', '//train///images/', 'train/images/'],
    ['storage-prefix', 'data', 'data/'],
    ['api-key', ' k3y-of_the.team ', 'k3y-of_the.team'],
    ['metadata', 'a: 1', { a: 1 }],
  ])('%s accepts %j', async (name, text, value) => {
    expect(await readOf(name, text)).toEqual(value);
  });

  test.each<[InputName, string, string]>([
    ['dataset', 'faces:', 'with a version as `ID-or-NAME:VERSION`, not `faces:`'],
    ['tags', ' , \n', 'must be tags separated by commas or line breaks, not `,`'],
    ['tags', 'v1,latest', '`latest` always means the newest committed version'],
    ['destination', 'a/../b', '. It must not contain `.` or `..`'],
    ['destination', './a', '. It must not contain `.` or `..`'],
    [
      's3-endpoint',
      'nyc3.example.com',
      'must be an http or https URL, not `nyc3.example.com`. Did you mean `https://nyc3.example.com`?',
    ],
    ['s3-endpoint', 'localhost', 'must be an http or https URL, not `localhost`'],
    ['s3-endpoint', 'ftp://s3.test', 'must be an http or https URL, not `ftp://s3.test`'],
    ['s3-endpoint', 'https://me@s3.test', '. It must not contain credentials'],
    ['s3-endpoint', 'https://:pass@s3.test', '. It must not contain credentials'],
    ['api-url', 'api.paperspace.com/v1', '. Did you mean `https://api.paperspace.com/v1`?'],
    ['api-url', 'https://api.test/v1?key=1', '. It must not contain a query or a fragment'],
    ['api-url', 'https://api.test/v1#top', '. It must not contain a query or a fragment'],
    ['drafts-older-than', '1h', '. A running job may still be filling a draft of that age'],
  ])('%s rejects %j', async (name, text, reason) => {
    expect(await problemOf(name, text)).toContain(reason);
  });
});

describe('the URL of the API', () => {
  test.each([
    'https://api.paperspace.com/v1',
    'http://localhost:3000/v1',
    'http://127.0.0.1:3000',
    'http://127.8.9.1',
    'http://127.1/v1',
    'http://[::1]:3000/v1',
  ])('may be %s', async (url) => {
    expect(await readOf('api-url', ` ${url} `)).toEqual(new URL(url));
  });

  test.each([
    'http://api.paperspace.com/v1',
    'http://10.0.0.1/v1',
    'http://127.0.0.1.evil.test/v1',
    'http://localhost.evil.test/v1',
    'http://0.0.0.0/v1',
    'http://[::2]/v1',
  ])('may not be %s, because the key would be sent unencrypted', async (url) => {
    expect(await problemOf('api-url', url)).toContain('. The API key would be sent unencrypted');
  });

  test('of the storage may be http, because its requests are signed', async () => {
    expect(await readOf('s3-endpoint', 'http://minio.test:9000')).toEqual(new URL('http://minio.test:9000'));
  });
});

test('an input error lists everything that is wrong', () => {
  const error = new InputError([
    { input: 'limit', message: 'is out of bounds' },
    { input: 'order', message: 'is none of them' },
  ]);

  expect(error.message).toBe('Input `limit` is out of bounds\nInput `order` is none of them');
  expect(error.problems).toHaveLength(2);
});
