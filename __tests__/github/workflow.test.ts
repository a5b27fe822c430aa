import { readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import * as core from '@actions/core';
import { afterEach, beforeEach, describe, expect, jest, test } from '@jest/globals';
import { parseCommandFile } from '../../emulator/runner.ts';
import { plainHtml, plainLine, plainLines, toolkit, withoutEmptyGroups } from '../../src/github/workflow.ts';
import { temporaryFolder } from '../support/folders.ts';
import { fakeWorkflow } from '../support/runner.ts';

/** What the toolkit prints, and the variables and files that it reads and writes, as a runner gives them. */
let printed = '';
let folder = '';
const before = { ...process.env };
const fileOf = (name: string): string => path.join(folder, name);

beforeEach(async () => {
  folder = temporaryFolder();
  for (const name of ['GITHUB_OUTPUT', 'GITHUB_STATE']) {
    await writeFile(fileOf(name), '');
    process.env[name] = fileOf(name);
  }
  printed = '';
  jest.spyOn(process.stdout, 'write').mockImplementation((text) => {
    printed += String(text);
    return true;
  });
});

afterEach(() => {
  jest.restoreAllMocks();
  for (const name of Object.keys(process.env)) if (!(name in before)) delete process.env[name];
  Object.assign(process.env, before);
});

describe('reading from the runner', () => {
  test('returns an input by its name with hyphens, trimmed', () => {
    process.env['INPUT_API-URL'] = '  https://api.example \n';

    expect(toolkit.input('api-url')).toBe('https://api.example');
    expect(toolkit.input('dataset')).toBe('');
  });

  test('returns the state that the main step saved', () => {
    process.env['STATE_main-ran'] = 'true';

    expect(toolkit.state('main-ran')).toBe('true');
    expect(toolkit.state('drafts')).toBe('');
  });
});

describe('writing to the files of the runner', () => {
  test('sets an output unchanged, whatever its text contains', async () => {
    const hostile = 'a\nother=1\nother<<EOF\n::set-output name=x::y';

    toolkit.setOutput('message', hostile);

    expect(parseCommandFile(await readFile(fileOf('GITHUB_OUTPUT'), 'utf8'))).toEqual({ message: hostile });
    expect(printed).toBe('');
  });

  test('saves state for the post step', async () => {
    toolkit.saveState('main-ran', 'true');

    expect(parseCommandFile(await readFile(fileOf('GITHUB_STATE'), 'utf8'))).toEqual({ 'main-ran': 'true' });
  });
});

describe('the log of a step', () => {
  const hostile = 'one\n::two\r##[three]\u001b[31m';

  test.each([
    ['info', () => toolkit.info(hostile), 'one\n: :two\\r## [three]\\u001b[31m\n'],
    ['debug', () => toolkit.debug(hostile), '::debug::one\\n::two\\r## [three]\\u001b[31m\n'],
    ['notice', () => toolkit.notice(hostile), '::notice::one%0A: :two\\r## [three]\\u001b[31m\n'],
    ['warning', () => toolkit.warning(hostile), '::warning::one%0A: :two\\r## [three]\\u001b[31m\n'],
    ['group', () => toolkit.group(hostile), '::group::one\\n::two\\r## [three]\\u001b[31m\n'],
    ['endgroup', () => toolkit.endGroup(), '::endgroup::\n'],
    ['mask', () => toolkit.mask('a%key'), '::add-mask::a%25key\n'],
    [
      'error',
      () => toolkit.error('a: b,\n::c', hostile),
      '::error title=a%3A b%2C\\n%3A%3Ac::one%0A: :two\\r## [three]\\u001b[31m\n',
    ],
  ])('escapes hostile text, so that one message is one command: %s', (_kind, say, line) => {
    say();

    expect(printed).toBe(line);
  });
});

describe('a group of the log', () => {
  test('opens with its first line and ends once', () => {
    const recorded = fakeWorkflow();
    const workflow = withoutEmptyGroups(recorded);

    workflow.info('before');
    workflow.group('Paperspace dataset: prune');
    workflow.debug('a request');
    workflow.warning('first');
    workflow.notice('second');
    workflow.endGroup();
    workflow.info('after');

    expect(recorded.transcript).toEqual([
      'info: before',
      'debug: a request',
      'group: Paperspace dataset: prune',
      'warning: first',
      'notice: second',
      'endgroup: ',
      'info: after',
    ]);
  });

  test('is not printed without a line', () => {
    const recorded = fakeWorkflow();
    const workflow = withoutEmptyGroups(recorded);

    workflow.group('Paperspace dataset: get-version');
    workflow.endGroup();
    workflow.info('Found version');

    expect(recorded.transcript).toEqual(['info: Found version']);
  });
});

test('a secret in a message is never printed or written to the summary', async () => {
  const secret = 'k3y_of/the+team';
  toolkit.mask(secret);
  printed = '';
  process.env.GITHUB_STEP_SUMMARY = fileOf('summary');
  await writeFile(fileOf('summary'), '');

  toolkit.info(`sent ${secret}`);
  toolkit.debug(`sent ${secret}`);
  toolkit.error(`about ${secret}`, `sent ${secret}`);
  await toolkit.writeSummary(`<p>${plainHtml(`sent ${secret}`)}</p>`);
  // The toolkit remembers the file of its first summary, which is another one in each test.
  Reflect.deleteProperty(core.summary, '_filePath');

  const summary = await readFile(fileOf('summary'), 'utf8');
  expect(printed).toContain('sent ***');
  expect(summary).toContain('sent ***');
  expect(printed + summary).not.toContain('k3y');
});

test('the environment of the workflow is the environment of the process', () => {
  expect(toolkit.env.GITHUB_OUTPUT).toBe(fileOf('GITHUB_OUTPUT'));
});

describe('the summary', () => {
  beforeEach(() => {
    process.env.GITHUB_STEP_SUMMARY = fileOf('summary');
  });

  test('is appended to its file', async () => {
    await writeFile(fileOf('summary'), 'before\n');

    await toolkit.writeSummary('<p>a</p>');
    await toolkit.writeSummary('<p>b</p>');

    expect(await readFile(fileOf('summary'), 'utf8')).toBe('<p>b</p>\n');
  });

  test('cannot be written if the runner provides no file for it', async () => {
    core.summary.emptyBuffer();
    Reflect.deleteProperty(core.summary, '_filePath');

    await expect(toolkit.writeSummary('<p>lost</p>')).rejects.toThrow(/Unable to access summary file/);
  });
});

describe('an untrusted text in the log', () => {
  test.each([
    ['a command', '::set-output name=a::b', ': :set-output name=a::b'],
    ['a command after white space', ' \t::error::no', '  : :error::no'],
    ['a command after a wide space', '\u3000\u2003::error::no', '\u3000\u2003: :error::no'],
    ['a command in the old form', 'x ##[group]y', 'x ## [group]y'],
    ['a command in the old form after another hash sign', '###[error]y', '### [error]y'],
    ['a line break', 'a\n::error::b', 'a\\n::error::b'],
    [
      'line breaks of other systems',
      'a\r\n::b\r::c\u2028::d\u2029::e\u0085::f',
      'a\\r\\n::b\\r::c\\u2028::d\\u2029::e\\u0085::f',
    ],
    ['terminal colors', '\u001b[31mred\u001b[0m \u009b31m', '\\u001b[31mred\\u001b[0m \\u009b31m'],
    ['a change of the text direction', 'abc\u202edcba\u2066', 'abc\\u202edcba\\u2066'],
    ['a NUL character', 'a\u0000b', 'a\\u0000b'],
  ])('is escaped if it contains %s', (_what, text, shown) => {
    expect(plainLine(text)).toBe(shown);
  });

  test.each([
    'Größe: 10 % — 🌷 | `x` <b>',
    'a::b',
    '#[x] ## x',
    '',
  ])('stays unchanged if it is harmless: %j', (text) => {
    expect(plainLine(text)).toBe(text);
  });

  test('keeps line breaks in a multi-line message and escapes each line', () => {
    expect(plainLines('one\n::two\n##[three]\r')).toBe('one\n: :two\n## [three]\\r');
  });
});

describe('an untrusted text in the summary', () => {
  test('contains no character that HTML or Markdown interprets as markup', () => {
    const hostile =
      '<img src=x onerror="a()"> [a](http://b) **c** _d_ `e` ~f~ | # @octocat #1 &amp; :tada: $x$ \\ ! (g) {h} ^ %';

    expect(plainHtml(hostile)).not.toMatch(/[<>[\]*_`~|@"\\!(){}^%$:']/);
    expect(plainHtml(hostile).replaceAll(/&#\d+;/g, '')).not.toMatch(/[#&]/);
  });

  test('shows the original text when its entities are decoded', () => {
    const hostile = '<b>|`*_[]()#@& "\' \\ 🌷 Größe';
    const shown = plainHtml(hostile).replaceAll(/&#(\d+);/g, (_, code) => String.fromCodePoint(Number(code)));

    expect(shown).toBe(hostile);
  });

  test('has line breaks as markup, so that no line begins a Markdown block', () => {
    expect(plainHtml('a\n\n# b\r\n- c\rd')).toBe('a<br><br>&#35; b<br>- c<br>d');
  });

  test('contains no control character', () => {
    expect(plainHtml('a\u001b[31m\u0000\u202e')).toBe('a&#92;u001b&#91;31m&#92;u0000&#92;u202e');
  });
});
