import { parseXML } from '@aws-sdk/xml-builder';
import * as v from 'valibot';

/** A text that is not XML as S3 sends it. */
export class XmlError extends Error {
  override readonly name = 'XmlError';
}

const documentSchema = v.record(v.string(), v.unknown());

/** The root of an XML document. */
export interface XmlRoot {
  readonly name: string;
  /** Elements by name: text, more elements, or an array where there are several. */
  readonly content: Readonly<Record<string, unknown>>;
}

/**
 * Reads a document with one root that holds elements or nothing, with the parser of AWS's own clients. Texts stay
 * texts, since a key may look like a number; the five entities of XML are decoded, and numbers of characters.
 *
 * @throws XmlError where it is anything else, be it half a document
 */
export function parseXml(text: string): XmlRoot {
  if (/<!DOCTYPE/i.test(text)) throw new XmlError('unexpected document type declaration');
  const [[name, content] = ['', undefined]] = Object.entries(parse(text));
  return { name, content: v.is(documentSchema, content) ? content : {} };
}

function parse(text: string): Record<string, unknown> {
  try {
    return v.parse(documentSchema, parseXML(decodeAstral(text)));
  } catch (error) {
    // It goes down into elements by recursion, which hostile ones can let run out of stack.
    throw new XmlError(`not XML: ${String(error)}`, { cause: error });
  }
}

/** Decodes the numbers of characters above U+FFFF, such as emoji, which the parser would cut off. */
function decodeAstral(text: string): string {
  return text.replace(/&#(?:x([0-9a-f]{5,6})|(\d{5,7}));/gi, (entity, hex: string | undefined, decimal: string) => {
    const code = hex === undefined ? Number(decimal) : Number.parseInt(hex, 16);
    return code > 0xffff && code <= 0x10ffff ? String.fromCodePoint(code) : entity;
  });
}

/** The elements of one name, each of which holds elements: none, one, or several. */
export function elements<TSchema extends v.GenericSchema>(item: TSchema) {
  const list = v.pipe(
    v.unknown(),
    // What is empty was read as a text.
    v.transform((value) => [value].flat().map((one) => (one === '' ? {} : one))),
    v.array(item),
  );
  return v.optional(list, []);
}

/** Writes an element, whose content is XML already. */
export function element(name: string, ...content: readonly string[]): string {
  return `<${name}>${content.join('')}</${name}>`;
}

/** Escapes a text for use in an element. A carriage return would be read as a line feed. */
export function escapeXml(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('\r', '&#13;');
}
