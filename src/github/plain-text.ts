/**
 * Escapes a text from outside for the log. The runner takes a line that begins with `::` (after white space) or
 * holds `##[` for a workflow command, and a terminal obeys control characters: so line breaks, control characters and
 * such sequences are replaced. The text stays readable.
 */
export function plainLine(text: string): string {
  return (
    text
      // biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what this is about
      .replace(/[\u0000-\u001f\u007f-\u009f\u2028\u2029\u202a-\u202e\u2066-\u2069]/g, escaped)
      .replaceAll('##[', '## [')
      .replace(/^(\s*)::/, '$1: :')
  );
}

/** Escapes like {@link plainLine}, but keeps line breaks: each line is escaped by itself. */
export function plainLines(text: string): string {
  return text.split('\n').map(plainLine).join('\n');
}

function escaped(character: string): string {
  if (character === '\n') return '\\n';
  if (character === '\r') return '\\r';
  if (character === '\t') return ' ';
  return `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`;
}

/**
 * Escapes a text for the job summary: inside HTML, every character that HTML or Markdown could take for markup
 * is an entity, and line breaks are kept as such.
 */
export function plainHtml(text: string): string {
  return text
    .split(/\r\n|\r|\n/)
    .map((line) => plainLine(line).replace(/[^\p{L}\p{N} ,.;?+=/-]/gu, entity))
    .join('<br>');
}

function entity(character: string): string {
  return `&#${character.codePointAt(0)};`;
}
