import { describe, expect, test } from '@jest/globals';
import * as fc from 'fast-check';
import * as v from 'valibot';
import { element, elements, escapeXml, parseXml, XmlError } from '../../../src/files/s3/xml.ts';
import { holds } from '../../support/property.ts';

describe('the parser reads', () => {
  test.each([
    ['an element', '<a><b>text</b></a>', { b: 'text' }],
    ['a declaration before it', '<?xml version="1.0" encoding="UTF-8"?>\n<a><b>1</b></a>\n', { b: '1' }],
    ['a namespace, which it ignores', '<a xmlns="http://x/"><b>1</b></a>', { b: '1' }],
    ['attributes that contain markup', `<a x="/>" y:z = '>"' ><b w='1'/></a >`, { b: '' }],
    ['a byte order mark before it', '\ufeff<a><b>1</b></a>', { b: '1' }],
    ['comments and instructions', '<?x y?><!-- <c> --><a><!----><b>1<?x >?></b></a><!-- -->', { b: '1' }],
    ['line breaks between elements', '<a>\r\n  <b>1</b>\n\t<b>2</b>\n</a>', { b: ['1', '2'] }],
    ['repeated elements as a list', '<a><b>1</b><b>2</b></a>', { b: ['1', '2'] }],
    ['nested elements', '<a><b><c>1</c></b></a>', { b: { c: '1' } }],
    ['an empty document', '<a/>', {}],
    ['an empty element', '<a><b/><c></c></a>', { b: '', c: '' }],
    ['numbers and booleans as text', '<a><b>007</b><c>1e5</c><d>true</d></a>', { b: '007', c: '1e5', d: 'true' }],
    ['spaces around a text', '<a><b> x </b></a>', { b: ' x ' }],
    ['the entities of XML', '<a><b>&lt;&gt;&amp;&quot;&apos;&amp;lt;</b></a>', { b: '<>&"\'&lt;' }],
    ['numeric character references', '<a><b>&#65;&#x1F33B;&#13;</b></a>', { b: 'A🌻\r' }],
    ['CDATA as text', '<a><b>1<![CDATA[<c>&lt;]]>2</b></a>', { b: '1<c>&lt;2' }],
  ])('%s', (_name, text, content) => {
    expect(parseXml(text)).toEqual({ name: 'a', content });
  });

  test('elements in elements without using up the stack', () => {
    const depth = 100_000;
    let { content } = parseXml(`${'<a>'.repeat(depth)}text${'</a>'.repeat(depth)}`);
    let levels = 1;
    for (; typeof content.a === 'object' && !Array.isArray(content.a); levels += 1) content = content.a;

    expect(levels).toBe(depth - 1);
    expect(content).toEqual({ a: 'text' });
  });

  test.each(['constructor', 'toString', 'prototype'])('an element named %s without polluting prototypes', (name) => {
    const { content } = parseXml(`<a><${name}><polluted>1</polluted></${name}><b>2</b></a>`);

    expect(content.b).toBe('2');
    expect(Reflect.get({}, 'polluted')).toBeUndefined();
    expect(Reflect.get(content, 'polluted')).toBeUndefined();
  });
});

test.each([
  ['an empty text', ''],
  ['plain text', 'Bad gateway'],
  ['JSON', '{"a": 1}'],
  ['an incomplete document', '<a><b>1</b>'],
  ['an invalid HTML page', '<html><title>Forbidden</html'],
  ['a document type with an entity', '<!DOCTYPE a [<!ENTITY x "boom">]><a><b>&x;</b></a>'],
  ['a document type with nested entities', '<!doctype a [<!ENTITY x "xx"><!ENTITY y "&x;&x;">]><a>&y;</a>'],
  ['deeply nested elements without an end', '<a>'.repeat(100_000)],
  ['an element that would change a prototype', '<a><__proto__><polluted>1</polluted></__proto__></a>'],
  ['a tag without an end', '<a><b'],
  ['an end tag without an end', '<a><b>1</b'],
  ['the end of another element', '<a><b>1</c></a>'],
  ['the end of an element that did not begin', '<a></a></a>'],
  ['a second root', '<a/><a/>'],
  ['text before the root', 'x<a/>'],
  ['text behind the root', '<a/>x'],
  ['text before an element', '<a>x<b/></a>'],
  ['text behind an element', '<a><b/>x</a>'],
  ['an entity that XML does not define', '<a><b>1&copy;</b></a>'],
  ['an entity without a semicolon', '<a><b>1&amp</b></a>'],
  ['an ampersand', '<a><b>1 & 2</b></a>'],
  ['an entity named like a property of objects', '<a>&constructor;</a>'],
  ['a character that does not exist', '<a>&#x110000;</a>'],
  ['the character 0', '<a>&#0;</a>'],
  ['an invalid number of a character', '<a>&#x;</a>'],
  ['a comment without an end', '<a><!-- </a>'],
  ['CDATA without an end', '<a><![CDATA[</a>'],
  ['an attribute without quotes', '<a b=c></a>'],
  ['a name that begins with a digit', '<1></1>'],
])('%s is refused', (_name, text) => {
  expect(() => parseXml(text)).toThrow(XmlError);
});

test('elements below the root are taken one by one, and deeper ones of the same name are not', () => {
  const taken: unknown[] = [];
  const items = { name: 'b', take: (content: unknown) => void taken.push(content) };

  const { content } = parseXml('<a><b><c>1</c></b><d><b>2</b></d><b/></a>', items);

  expect(taken).toEqual([{ c: '1' }, '']);
  expect(content).toEqual({ d: { b: '2' } });
});

test('no beginning of a document is taken for the whole', () => {
  const document = '<?xml version="1.0"?><a x="1"><b>1&lt;2</b><c/><b><![CDATA[x]]></b><!-- y --></a>';
  expect(parseXml(document).content).toEqual({ b: ['1<2', 'x'], c: '' });

  for (let length = 0; length < document.length; length += 1) {
    expect(() => parseXml(document.slice(0, length))).toThrow(XmlError);
  }
});

test('any text is read or refused as an XmlError', async () => {
  const pieces = [
    '<a>',
    '</a>',
    '<b/>',
    '<b x="1">',
    '</b>',
    '&amp;',
    '&#65;',
    '&',
    ';',
    '<',
    '>',
    '<!--',
    '-->',
    '<![CDATA[',
    ']]>',
    '<?',
    '?>',
    ' ',
    'x',
  ];
  await holds(
    fc.property(fc.array(fc.constantFrom(...pieces), { maxLength: 20 }), (parts) => {
      try {
        expect(typeof parseXml(parts.join('')).name).toBe('string');
      } catch (error) {
        expect(error).toBeInstanceOf(XmlError);
      }
    }),
  );
});

test('any texts under any names are read back', async () => {
  const name = fc.stringMatching(/^[A-Za-z][\w.-]{0,8}$/);
  const texts = fc.dictionary(name, fc.array(fc.string({ unit: 'binary' }), { minLength: 1, maxLength: 3 }), {
    noNullPrototype: false,
  });
  await holds(
    fc.property(texts, (given) => {
      const list = Object.entries(given).flatMap(([one, values]) =>
        values.map((value) => element(one, escapeXml(value))),
      );
      const expected = Object.entries(given).map(([one, values]) => [one, values.length === 1 ? values[0] : values]);
      expect(Object.entries(parseXml(element('a', ...list)).content)).toEqual(expected);
    }),
  );
});

test.each([
  [undefined, []],
  [{ c: '1' }, [{ c: '1' }]],
  [
    [{ c: '1' }, ''],
    [{ c: '1' }, {}],
  ],
])('repeated elements with the parsed content %j become the list %j', (content, list) => {
  const schema = v.object({ b: elements(v.object({ c: v.optional(v.string()) })) });

  expect(v.parse(schema, content === undefined ? {} : { b: content }).b).toEqual(list);
});

test('escaped text is read back unchanged', () => {
  const text = 'a<b>&"\'\r é🌻]]>';

  expect(parseXml(element('a', element('b', escapeXml(text))))).toEqual({ name: 'a', content: { b: text } });
});
