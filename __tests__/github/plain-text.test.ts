import { describe, expect, test } from '@jest/globals';
import { plainHtml, plainLine, plainLines } from '../../src/github/plain-text.ts';

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
    ['terminal colours', '\u001b[31mred\u001b[0m \u009b31m', '\\u001b[31mred\\u001b[0m \\u009b31m'],
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
