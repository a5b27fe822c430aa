import * as v from 'valibot';
import { ActionError } from '../../net/errors.ts';

/** A text that is not XML as S3 sends it. */
export class XmlError extends ActionError {
  constructor(message: string) {
    super(message, { title: 'Invalid XML' });
  }
}

export type XmlContent = string | XmlElements;

/** Elements by name: each a text or more elements, or an array of these if several have the same name. */
export interface XmlElements {
  [name: string]: XmlContent | XmlContent[];
}

/** The root of an XML document. */
export interface XmlRoot {
  readonly name: string;
  readonly content: Readonly<XmlElements>;
}

/**
 * Reads a document as S3 sends it: elements that contain either a text or other elements. Texts stay texts, because a
 * key may look like a number. Attributes, such as namespaces, are ignored. Anything that makes a text ambiguous is
 * rejected: an incomplete document, an unknown entity, or a document type, which could define entities.
 *
 * @param items the elements of a long list, which the caller takes one by one, so that they are never all in memory
 * @throws XmlError, or whatever `items.take` throws
 */
export function parseXml(document: string, items?: XmlItems): XmlRoot {
  return new XmlReader(document.replace(/^\ufeff/, ''), items).read();
}

/** Elements right below the root that are taken as soon as they are read. */
export interface XmlItems {
  readonly name: string;
  take(content: XmlContent): void;
}

/** An element whose end has not been read yet. */
interface OpenElement {
  readonly name: string;
  text: string;
  elements: XmlElements | undefined;
}

const namePattern = /^[A-Za-z_][\w.:-]*$/;
/** The value of an attribute may contain `>`. */
const tagPattern = /<([A-Za-z_][\w.:-]*)(?:\s+[\w.:-]+\s*=\s*(?:"[^"<]*"|'[^'<]*'))*\s*(\/?)>/y;

/** Reads a document once, without using more of the stack for nested elements. */
class XmlReader {
  readonly #document: string;
  readonly #items: XmlItems | undefined;
  readonly #open: OpenElement[] = [];
  #at = 0;
  #root: XmlRoot | undefined;

  constructor(document: string, items: XmlItems | undefined) {
    this.#document = document;
    this.#items = items;
  }

  read(): XmlRoot {
    const document = this.#document;
    while (this.#at < document.length) {
      const markup = document.indexOf('<', this.#at);
      this.#addText(document.slice(this.#at, markup === -1 ? document.length : markup), true);
      if (markup === -1) break;
      this.#at = markup;
      this.#readMarkup();
    }
    if (this.#root === undefined) throw new XmlError('unexpected end of the document');
    return this.#root;
  }

  #readMarkup(): void {
    const document = this.#document;
    const kind = document[this.#at + 1] ?? '';
    if (kind === '/') this.#endElement(this.#readTo('>', 2).trimEnd());
    else if (kind !== '?' && kind !== '!') this.#beginElement();
    else if (kind === '?') this.#readTo('?>', 2);
    else if (document.startsWith('<!--', this.#at)) this.#readTo('-->', 4);
    else if (document.startsWith('<![CDATA[', this.#at)) this.#addText(this.#readTo(']]>', 9), false);
    else throw new XmlError('unexpected declaration');
  }

  /** Returns the text between the beginning of some markup and its end, and continues after it. */
  #readTo(end: string, beginning: number): string {
    const start = this.#at + beginning;
    const found = this.#document.indexOf(end, start);
    if (found === -1) throw new XmlError('unexpected end of the document');
    this.#at = found + end.length;
    return this.#document.slice(start, found);
  }

  #addText(text: string, hasEntities: boolean): void {
    const element = this.#open.at(-1);
    if (element !== undefined && element.elements === undefined) {
      element.text += hasEntities ? decodeEntities(text) : text;
    } else if (text.trim() !== '') throw new XmlError('text beside elements');
  }

  #beginElement(): void {
    if (this.#root !== undefined) throw new XmlError('more than one root');
    const [name, isEmpty] = this.#readTag();
    if (name === '__proto__') throw new XmlError('an element that no S3 response has');
    const parent = this.#open.at(-1);
    if (parent !== undefined && parent.elements === undefined) {
      if (parent.text.trim() !== '') throw new XmlError('text beside elements');
      parent.elements = {};
    }
    this.#open.push({ name, text: '', elements: undefined });
    if (isEmpty) this.#endElement(name);
  }

  #readTag(): readonly [name: string, isEmpty: boolean] {
    const end = this.#document.indexOf('>', this.#at);
    const plain = this.#document.slice(this.#at + 1, Math.max(end, this.#at));
    if (namePattern.test(plain)) {
      this.#at = end + 1;
      return [plain, false];
    }
    tagPattern.lastIndex = this.#at;
    const [, name, slash] = tagPattern.exec(this.#document) ?? [];
    if (name === undefined) throw new XmlError('invalid or unexpected markup');
    this.#at = tagPattern.lastIndex;
    return [name, slash === '/'];
  }

  #endElement(name: string): void {
    const element = this.#open.pop();
    if (element?.name !== name) throw new XmlError('unexpected end of an element');
    const parent = this.#open.at(-1)?.elements;
    const content = element.elements ?? element.text;
    if (this.#open.length === 1 && name === this.#items?.name) this.#items.take(content);
    else if (parent !== undefined) addElement(parent, name, content);
    else this.#root = { name, content: element.elements ?? {} };
  }
}

function addElement(parent: XmlElements, name: string, content: XmlContent): void {
  const other = Object.hasOwn(parent, name) ? parent[name] : undefined;
  if (other === undefined) parent[name] = content;
  else if (Array.isArray(other)) other.push(content);
  else parent[name] = [other, content];
}

const namedEntities = new Map(Object.entries({ amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" }));

function decodeEntities(text: string): string {
  let decoded = '';
  let at = 0;
  for (let next = text.indexOf('&'); next !== -1; next = text.indexOf('&', at)) {
    const end = text.indexOf(';', next);
    decoded += text.slice(at, next) + decodeEntity(text.slice(next + 1, Math.max(end, next)));
    at = end + 1;
  }
  return at === 0 ? text : decoded + text.slice(at);
}

function decodeEntity(name: string): string {
  const [, hex, decimal] = /^#(?:x([\da-f]{1,6})|(\d{1,7}))$/i.exec(name) ?? [];
  const decoded = namedEntities.get(name) ?? characterOf(Number(hex === undefined ? decimal : `0x${hex}`));
  if (decoded === undefined) throw new XmlError(`unknown entity &${name}`);
  return decoded;
}

function characterOf(code: number): string | undefined {
  return code > 0 && code <= 0x10ffff ? String.fromCodePoint(code) : undefined;
}

/** Returns the schema of all elements with one name (none, one, or several), each of which contains elements. */
export function elements<TSchema extends v.GenericSchema>(item: TSchema) {
  const list = v.pipe(
    v.unknown(),
    // Empty elements were read as texts.
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
