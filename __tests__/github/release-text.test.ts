import { describe, expect, test } from '@jest/globals';
import * as fc from 'fast-check';
import { sectionLines, withSection } from '../../src/github/release-text.ts';
import { holds } from '../support/property.ts';

const ID = 'ds364npcw6ccok0';
const OTHER = 'ds0000000000000';
const begin = `<!-- paperspace-dataset-action:begin ${ID} -->`;
const end = `<!-- paperspace-dataset-action:end ${ID} -->`;

describe('the section in the text of a release', () => {
  test.each([
    ['no text at all', '', `${begin}\nnew\n${end}`],
    ['no line break at the end', 'Tulips.', `Tulips.\n\n${begin}\nnew\n${end}`],
    ['a line break at the end', 'Tulips.\n', `Tulips.\n\n${begin}\nnew\n${end}`],
    ['an empty line at the end', 'Tulips.\n\n', `Tulips.\n\n${begin}\nnew\n${end}`],
    ['Windows line breaks', 'Tulips.\r\nRoses.', `Tulips.\r\nRoses.\r\n\r\n${begin}\r\nnew\r\n${end}`],
    ['a Windows line break at the end', 'Tulips.\r\n', `Tulips.\r\n\r\n${begin}\r\nnew\r\n${end}`],
  ])('is appended after one empty line to a text with %s', (_what, body, wanted) => {
    expect(withSection(body, ID, ['new'])).toBe(wanted);
  });

  test('replaces the existing section in place', () => {
    expect(withSection(`Above\t\n\n${begin}\r\nold\n${end}\n\n Below `, ID, ['new'])).toBe(
      `Above\t\n\n${begin}\r\nnew\r\n${end}\n\n Below `,
    );
  });

  test('is written once even if the text contained it twice', () => {
    const body = `A${begin}old${end}B${begin}older${end}C`;

    expect(withSection(body, ID, ['new'])).toBe(`A${begin}\nnew\n${end}BC`);
  });

  test('leaves the section of another dataset unchanged', () => {
    const body = withSection('Tulips.', OTHER, ['other']);

    expect(withSection(body, ID, ['new'])).toBe(`${body}\n\n${begin}\nnew\n${end}`);
  });

  test.each([
    ['a begin marker without an end marker', `Tulips ${begin} roses`],
    ['an end marker without a begin marker', `Tulips ${end} roses`],
    ['an end marker before its begin marker', `${end} roses ${begin}`],
  ])('is appended to a text with %s', (_what, body) => {
    expect(withSection(body, ID, ['new'])).toBe(`${body}\n\n${begin}\nnew\n${end}`);
  });

  test('begins at the last begin marker before the end marker', () => {
    const body = `${begin} mine ${begin}old${end}`;

    expect(withSection(body, ID, ['new'])).toBe(`${begin} mine ${begin}\nnew\n${end}`);
  });

  test('leaves the rest of the text unchanged, and is idempotent', async () => {
    const piece = fc.oneof(fc.string(), fc.constantFrom('\r\n', '\n', '\n\n', '`', '<!--', '-->', begin.slice(0, 12)));
    const text = fc.array(piece).map((pieces) => pieces.join(''));
    await holds(
      fc.property(text, text, (above, below) => {
        const first = withSection(above + withSection('', ID, ['old']) + below, ID, ['new']);

        expect(first.startsWith(above)).toBe(true);
        expect(first.endsWith(below)).toBe(true);
        expect(withSection(first, ID, ['new'])).toBe(first);
      }),
    );
  });
});

describe('the lines of a section', () => {
  test('describe the version, its content, and how to use it', () => {
    const lines = sectionLines({
      'dataset-id': ID,
      'dataset-name': 'flowers',
      version: 'fo5rp4m',
      ref: `${ID}:fo5rp4m`,
      tags: ['v1.2.3', 'production'],
      url: 's3://bucket/team/datasets/x',
      files: 3,
      bytes: 1024,
      'manifest-digest': 'abc',
    });

    expect(lines).toEqual([
      '### Paperspace dataset',
      '',
      `- Dataset: \`flowers\` (\`${ID}\`)`,
      '- Version: `fo5rp4m`',
      '- Tags: `v1.2.3`, `production`',
      '- Files: 3 (1.0 KiB)',
      '- Manifest SHA-256: `abc`',
      '- Storage: `s3://bucket/team/datasets/x`',
      '',
      `Use it in a notebook, a workflow or a deployment as \`flowers:v1.2.3\`, or by its ID, which never changes, as \`${ID}:fo5rp4m\`.`,
    ]);
  });

  test('omit unknown facts', () => {
    expect(sectionLines({ 'dataset-id': ID, ref: `${ID}:fo5rp4m`, files: 3 })).toEqual([
      '### Paperspace dataset',
      '',
      `- Dataset: \`${ID}\``,
      '- Files: 3',
      '',
      `Use it in a notebook, a workflow or a deployment as \`${ID}:fo5rp4m\`.`,
    ]);
    expect(sectionLines({}).at(-1)).toBe('Use it in a notebook, a workflow or a deployment as ``.');
  });

  test.each([
    ['a mention', '@octocat', '`@octocat`'],
    ['markup', '**bold** <img src=x>', '`**bold** <img src=x>`'],
    ['a backtick', 'a`b', '``a`b``'],
    ['backticks at its ends', '``x`', '``` ``x` ```'],
    ['a line break', 'a\n\n# b', '`a\\n\\n# b`'],
    ['a marker', begin, `\`<! -- paperspace-dataset-action:begin ${ID} -->\``],
  ])('show %s as code', (_what, name, wanted) => {
    expect(sectionLines({ 'dataset-id': ID, 'dataset-name': name })[2]).toBe(`- Dataset: ${wanted} (\`${ID}\`)`);
  });
});
