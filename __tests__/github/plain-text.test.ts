import { describe, expect, test } from '@jest/globals';
import { plainHtml, plainLine, plainLines } from '../../src/github/plain-text.ts';

describe('a text from outside, in the log', () => {
  test.each([
    ['a command', '::set-output name=a::b', ': :set-output name=a::b'],
    ['a command behind white space', ' \t::error::no', '  : :error::no'],
    ['a command behind a wide space', '\u3000\u2003::error::no', '\u3000\u2003: :error::no'],
    ['a command in the old form', 'x ##[group]y', 'x ## [group]y'],
    ['a command in the old form behind more signs', '###[error]y', '### [error]y'],
    ['a line break', 'a\n::error::b', 'a\\n::error::b'],
    [
      'line breaks of other systems',
      'a\r\n::b\r::c\u2028::d\u2029::e\u0085::f',
      'a\\r\\n::b\\r::c\\u2028::d\\u2029::e\\u0085::f',
    ],
    ['colours of a terminal', '\u001b[31mred\u001b[0m \u009b31m', '\\u001b[31mred\\u001b[0m \\u009b31m'],
    ['a text that turns round', 'abc\u202edcba\u2066', 'abc\\u202edcba\\u2066'],
    ['a null', 'a\u0000b', 'a\\u0000b'],
  ])('cannot be %s', (_what, text, shown) => {
    expect(plainLine(text)).toBe(shown);
  });

  test.each([
    'Größe: 10 % — 🌷 | `x` <b>',
    'a::b',
    '#[x] ## x',
    '',
  ])('stays as it is where it is harmless: %j', (text) => {
    expect(plainLine(text)).toBe(text);
  });

  test('keeps the line breaks of our own, and each line is made harmless by itself', () => {
    expect(plainLines('one\n::two\n##[three]\r')).toBe('one\n: :two\n## [three]\\r');
  });
});

describe('a text from outside, in the summary', () => {
  test('holds no character that HTML or Markdown takes for markup', () => {
    const hostile =
      '<img src=x onerror="a()"> [a](http://b) **c** _d_ `e` ~f~ | # @octocat #1 &amp; :tada: $x$ \\ ! (g) {h} ^ %';

    expect(plainHtml(hostile)).not.toMatch(/[<>[\]*_`~|@"\\!(){}^%$:']/);
    expect(plainHtml(hostile).replaceAll(/&#\d+;/g, '')).not.toMatch(/[#&]/);
  });

  test('shows the same text once the entities are read', () => {
    const hostile = '<b>|`*_[]()#@& "\' \\ 🌷 Größe';
    const shown = plainHtml(hostile).replaceAll(/&#(\d+);/g, (_, code) => String.fromCodePoint(Number(code)));

    expect(shown).toBe(hostile);
  });

  test('breaks lines by markup of our own, so that no line of it begins a block', () => {
    expect(plainHtml('a\n\n# b\r\n- c\rd')).toBe('a<br><br>&#35; b<br>- c<br>d');
  });

  test('holds no control character', () => {
    expect(plainHtml('a\u001b[31m\u0000\u202e')).toBe('a&#92;u001b&#91;31m&#92;u0000&#92;u202e');
  });
});
