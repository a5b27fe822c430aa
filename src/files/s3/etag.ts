import { createHash } from 'node:crypto';

/**
 * What an ETag can be. Only its form is known: encrypted objects have ETags that look like an MD5 and are none, so that
 * an equal one proves equal content, and a different one proves nothing.
 */
export type EtagForm =
  | { readonly kind: 'md5' }
  | { readonly kind: 'composed'; readonly parts: number }
  | { readonly kind: 'opaque' };

/** An ETag without its quotes; empty where the storage gave none. */
export function bareEtag(etag = ''): string {
  return etag.replace(/^(W\/)?"(.*)"$/, '$2');
}

/** The form of an ETag without quotes. */
export function etagForm(etag: string): EtagForm {
  if (/^[0-9a-f]{32}$/.test(etag)) return { kind: 'md5' };
  const [, parts] = /^[0-9a-f]{32}-([1-9]\d{0,4})$/.exec(etag) ?? [];
  return parts === undefined ? { kind: 'opaque' } : { kind: 'composed', parts: Number(parts) };
}

/** The ETag of a multipart upload, from its parts' MD5s in hexadecimal: the MD5 of them all, and their number. */
export function composedEtag(partMd5s: readonly string[]): string {
  const hash = createHash('md5');
  for (const md5 of partMd5s) hash.update(md5, 'hex');
  return `${hash.digest('hex')}-${partMd5s.length}`;
}
