import { describe, expect, test } from '@jest/globals';
import { renderSummary } from '../../src/github/markup.ts';

const MEBIBYTE = 1024 * 1024;

describe('the summary of a step', () => {
  test('has a heading, the headline, and a table of the known facts', () => {
    const markup = renderSummary('get-version', 'Found version ds1:fo5rp4m', [
      {
        kind: 'facts',
        facts: [
          ['State', 'draft'],
          ['Tags', ''],
          ['Message', 'tulips'],
        ],
      },
    ]);

    expect(markup).toBe(
      [
        '<h3>Paperspace dataset: get-version</h3>',
        '<p>Found version ds1&#58;fo5rp4m</p>',
        '<table><tr><td>State</td><td>draft</td></tr>',
        '<tr><td>Message</td><td>tulips</td></tr></table>',
        '',
      ].join('\n'),
    );
  });

  test('shows a list as a table with a header and the number of omitted items', () => {
    const markup = renderSummary('list-versions', 'Found 3 versions', [
      {
        kind: 'table',
        columns: ['Version', 'Message'],
        rows: [
          ['a', '<b>'],
          ['c', 'd|e'],
        ],
        omitted: 1,
      },
    ]);

    expect(markup).toContain(
      '<table><tr><th>Version</th><th>Message</th></tr>\n<tr><td>a</td><td>&#60;b&#62;</td></tr>',
    );
    expect(markup).toContain('<td>d&#124;e</td>');
    expect(markup).toContain('<p>1 more row: see the output <code>result-path</code>.</p>');
  });

  test('mentions no omitted items if there are none, and has no table without rows', () => {
    const table = { kind: 'table', columns: ['A'], omitted: 0 } as const;

    expect(renderSummary('o', 'h', [{ ...table, rows: [['a']] }])).not.toContain('more row');
    expect(renderSummary('o', 'h', [{ ...table, rows: [] }])).not.toContain('<table');
  });

  test('escapes captions, links and code, and links only to web pages', () => {
    const markup = renderSummary('o', 'h', [
      {
        kind: 'table',
        caption: 'A <b>',
        columns: ['C'],
        rows: [[{ text: '*run*', url: 'https://x.example/"' }]],
        omitted: 0,
      },
      { kind: 'facts', facts: [['Commit', { text: 'abc', url: 'javascript:alert(1)' }]] },
      { kind: 'code', caption: 'Use it', text: 'with:\n\n  dataset: `x`' },
    ]);

    expect(markup).toContain('<h4>A &#60;b&#62;</h4>\n<table><tr><th>C</th></tr>');
    expect(markup).toContain('<td><a href="https&#58;//x.example/&#34;">&#42;run&#42;</a></td>');
    expect(markup).toContain('<tr><td>Commit</td><td>abc</td></tr>');
    expect(markup).toContain('<h4>Use it</h4>\n<pre><code>with&#58;\n\n  dataset&#58; &#96;x&#96;</code></pre>\n');
  });

  test('has no table if no fact is known', () => {
    expect(renderSummary('o', 'h', [{ kind: 'facts', caption: 'c', facts: [['Tags', '']] }])).not.toContain('c</h4>');
  });

  test('shows notes as escaped paragraphs', () => {
    expect(renderSummary('o', 'h', [{ kind: 'note', text: '**x**' }])).toContain('<p>&#42;&#42;x&#42;&#42;</p>');
  });

  test('shows text between backticks in a sentence as escaped code', () => {
    expect(renderSummary('o', 'Set `a<b>`, not `', [])).toContain('<p>Set <code>a&#60;b&#62;</code>, not &#96;</p>');
  });

  test('draws bars from zero, in colors for both themes, with labels without markup', () => {
    const labels = ['v1', '```\n# x', '"] evil [<b>'];
    const chart = { kind: 'chart', title: 'Size "of" `all`', unit: 'GiB', labels, values: [1, 2.5, 3] } as const;

    expect(renderSummary('o', 'h', [chart])).toContain(
      [
        '<p>h</p>',
        '',
        '```mermaid',
        '%%{init: {"xyChart":{"width":800,"height":202,"plotReservedSpacePercent":30},' +
          '"themeVariables":{"xyChart":{"plotColorPalette":"#3b82f6","backgroundColor":"transparent"}}}}%%',
        'xychart-beta horizontal',
        '  title "Size  of   all "',
        '  x-axis ["v1", "      x", "   evil   b "]',
        '  y-axis "GiB" 0 --> 3',
        '  bar [1, 2.5, 3]',
        '```',
        '',
        '',
      ].join('\n'),
    );
  });

  test('draws a chart of empty versions with an axis that is not empty', () => {
    const chart = { kind: 'chart', title: 't', unit: 'bytes', labels: ['a', 'b', 'c'], values: [0, 0, 0] } as const;

    expect(renderSummary('o', 'h', [chart])).toContain('y-axis "bytes" 0 --> 1\n');
  });

  test('shortens a text that is too long for a cell', () => {
    const markup = renderSummary('o', 'h', [{ kind: 'facts', facts: [['Message', 'x'.repeat(3_000)]] }]);

    expect(markup).toContain(`<td>${'x'.repeat(2_000)}&#8230;</td>`);
  });

  test('is cut after a complete element below the maximum size of GitHub, and says so', () => {
    const note = { kind: 'note', text: 'x'.repeat(300_000) } as const;
    const markup = renderSummary('o', 'h', [note, note, note, note]);

    expect(Buffer.byteLength(markup)).toBeLessThanOrEqual(MEBIBYTE);
    expect(markup).toMatch(/x<\/p>\n<p><em>The rest was omitted because a summary is limited to 1 MiB\.<\/em><\/p>\n$/);
    expect(markup.split('<p>x').length - 1).toBe(3);
  });

  test('of a failure has the escaped title and message, and the blocks that were set before', () => {
    const error = { title: 'Failed <b>', message: 'one\ntwo `x`' };

    expect(renderSummary('commit', error, [{ kind: 'note', text: 'plan' }])).toBe(
      '<h3>Paperspace dataset: commit failed</h3>\n<p><strong>Failed &#60;b&#62;</strong></p>\n<p>one<br>two <code>x</code></p>\n<p>plan</p>\n',
    );
  });
});
