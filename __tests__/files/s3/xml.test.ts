import { describe, expect, test } from '@jest/globals';
import * as v from 'valibot';
import { element, elements, escapeXml, parseXml, XmlError } from '../../../src/files/s3/xml.ts';

describe('what is read', () => {
  test.each([
    ['an element', '<a><b>text</b></a>', { b: 'text' }],
    ['a declaration before it', '<?xml version="1.0" encoding="UTF-8"?>\n<a><b>1</b></a>\n', { b: '1' }],
    ['a name space', '<a xmlns="http://x/"><b>1</b></a>', { xmlns: 'http://x/', b: '1' }],
    ['elements of one name', '<a><b>1</b><b>2</b></a>', { b: ['1', '2'] }],
    ['elements in elements', '<a><b><c>1</c></b></a>', { b: { c: '1' } }],
    ['nothing', '<a/>', {}],
    ['an empty element', '<a><b/><c></c></a>', { b: '', c: '' }],
    ['texts that look like other things', '<a><b>007</b><c>1e5</c><d>true</d></a>', { b: '007', c: '1e5', d: 'true' }],
    ['spaces around a text', '<a><b> x </b></a>', { b: ' x ' }],
    ['the entities of XML', '<a><b>&lt;&gt;&amp;&quot;&apos;&amp;lt;</b></a>', { b: '<>&"\'&lt;' }],
    ['numbers of characters', '<a><b>&#65;&#x1F33B;&#13;</b></a>', { b: 'A🌻\r' }],
    ['no other entity', '<a><b>1&copy;&x;&</b></a>', { b: '1&' }],
    ['text that is not to be read as XML', '<a><b><![CDATA[<c>&lt;]]></b></a>', { b: '<c>&lt;' }],
  ])('%s', (_name, text, content) => {
    expect(parseXml(text)).toEqual({ name: 'a', content });
  });

  test.each(['__proto__', 'constructor', 'toString'])('an element named %s, which does no harm', (name) => {
    const { content } = parseXml(`<a><${name}><polluted>1</polluted></${name}><b>2</b></a>`);

    expect(content.b).toBe('2');
    expect(Reflect.get({}, 'polluted')).toBeUndefined();
    expect(Reflect.get(content, 'polluted')).toBeUndefined();
  });
});

test.each([
  ['nothing', ''],
  ['no XML', 'Bad gateway'],
  ['JSON', '{"a": 1}'],
  ['half a document', '<a><b>1</b>'],
  ['half a page', '<html><title>Forbidden</html'],
  ['a document type', '<!DOCTYPE a [<!ENTITY x "boom">]><a><b>&x;</b></a>'],
  ['entities of entities', '<!doctype a [<!ENTITY x "xx"><!ENTITY y "&x;&x;">]><a>&y;</a>'],
  ['elements without an end', '<a>'.repeat(100_000)],
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
])('elements of one name that are read as %j are %j', (content, list) => {
  const schema = v.object({ b: elements(v.object({ c: v.optional(v.string()) })) });

  expect(v.parse(schema, content === undefined ? {} : { b: content }).b).toEqual(list);
});

test('what is written is read again as it was', () => {
  const text = 'a<b>&"\'\r é🌻]]>';

  expect(parseXml(element('a', element('b', escapeXml(text))))).toEqual({ name: 'a', content: { b: text } });
});
