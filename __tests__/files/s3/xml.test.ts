import { describe, expect, test } from '@jest/globals';
import * as v from 'valibot';
import { element, elements, escapeXml, parseXml, XmlError } from '../../../src/files/s3/xml.ts';

describe('the parser reads', () => {
  test.each([
    ['an element', '<a><b>text</b></a>', { b: 'text' }],
    ['a declaration before it', '<?xml version="1.0" encoding="UTF-8"?>\n<a><b>1</b></a>\n', { b: '1' }],
    ['a namespace', '<a xmlns="http://x/"><b>1</b></a>', { xmlns: 'http://x/', b: '1' }],
    ['repeated elements as a list', '<a><b>1</b><b>2</b></a>', { b: ['1', '2'] }],
    ['nested elements', '<a><b><c>1</c></b></a>', { b: { c: '1' } }],
    ['an empty document', '<a/>', {}],
    ['an empty element', '<a><b/><c></c></a>', { b: '', c: '' }],
    ['numbers and booleans as text', '<a><b>007</b><c>1e5</c><d>true</d></a>', { b: '007', c: '1e5', d: 'true' }],
    ['spaces around a text', '<a><b> x </b></a>', { b: ' x ' }],
    ['the entities of XML', '<a><b>&lt;&gt;&amp;&quot;&apos;&amp;lt;</b></a>', { b: '<>&"\'&lt;' }],
    ['numeric character references', '<a><b>&#65;&#x1F33B;&#13;</b></a>', { b: 'A🌻\r' }],
    ['unknown entities as nothing', '<a><b>1&copy;&x;&</b></a>', { b: '1&' }],
    ['CDATA as text', '<a><b><![CDATA[<c>&lt;]]></b></a>', { b: '<c>&lt;' }],
  ])('%s', (_name, text, content) => {
    expect(parseXml(text)).toEqual({ name: 'a', content });
  });

  test.each(['__proto__', 'constructor', 'toString'])('an element named %s without polluting prototypes', (name) => {
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
  ['deeply nested elements', '<a>'.repeat(100_000)],
])('%s is refused', (_name, text) => {
  expect(() => parseXml(text)).toThrow(XmlError);
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
