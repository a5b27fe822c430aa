/** Percent-encodes all but RFC 3986's unreserved characters, as signatures of S3 are made over. */
export function encodeText(text: string): string {
  return encodeURIComponent(text).replace(/[!'()*]/g, (c) => `%${c.charCodeAt(0).toString(16).toUpperCase()}`);
}

/** The same for a path, whose slashes stay. */
export function encodePath(path: string): string {
  return path.split('/').map(encodeText).join('/');
}

/** A query without the question mark, sorted by name. */
export function encodeQuery(query: Readonly<Record<string, string | readonly string[] | null>>): string {
  const pairs = Object.entries(query).flatMap(([name, value]) => {
    const values = value === null ? [''] : typeof value === 'string' ? [value] : value;
    return values.map((one) => `${encodeText(name)}=${encodeText(one)}`);
  });
  return pairs.sort().join('&');
}
