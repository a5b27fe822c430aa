import { expect, test } from '@jest/globals';
import { SizeSeries } from '../../src/operations/report.ts';

const DAY_MS = 86_400_000;

interface Sample {
  readonly usageBytes: string | null;
  readonly tags?: readonly string[];
  readonly isCommitted?: boolean;
}

/** Versions `fo5rp00`, `fo5rp01` and so on, created a day apart. */
function seriesOf(...samples: readonly Sample[]): SizeSeries {
  const series = new SizeSeries();
  for (const [day, { usageBytes, tags = [], isCommitted = true }] of samples.entries()) {
    const version = `fo5rp${String(day).padStart(2, '0')}`;
    const dtCreated = new Date(Date.UTC(2026, 0, 1) + day * DAY_MS).toISOString();
    series.add({ version, tags: [...tags], dtCreated, usageBytes, isCommitted });
  }
  return series;
}

function sizes(...all: readonly (string | null)[]): Sample[] {
  return all.map((usageBytes) => ({ usageBytes }));
}

function tagged(...all: readonly (readonly string[])[]): Sample[] {
  return all.map((tags) => ({ usageBytes: '1', tags }));
}

test('draws a bar for each version, the newest first, in the largest unit that fits', () => {
  expect(seriesOf(...sizes('1024', '1536', '2048')).chart()).toEqual([
    {
      kind: 'chart',
      title: 'Size of versions',
      unit: 'KiB',
      labels: ['fo5rp02', 'fo5rp01', 'fo5rp00'],
      values: [2, 1.5, 1],
    },
  ]);
});

test('takes versions in any order', () => {
  const series = new SizeSeries();
  for (const month of ['02', '03', '01']) {
    series.add({
      version: `fo5rp${month}`,
      tags: [],
      dtCreated: `2026-${month}-01T00:00:00Z`,
      usageBytes: String(Number(month)),
      isCommitted: true,
    });
  }

  expect(series.chart()).toMatchObject([{ labels: ['fo5rp03', 'fo5rp02', 'fo5rp01'], values: [3, 2, 1] }]);
});

test.each([
  ['0', 'bytes', 0],
  ['1023', 'bytes', 1023],
  [String(2 ** 20), 'MiB', 1],
  [String(3 * 2 ** 30), 'GiB', 3],
  [String(2 ** 50), 'TiB', 1024],
])('draws %s bytes in %s', (bytes, unit, value) => {
  expect(seriesOf(...sizes('0', '0', bytes)).chart()).toMatchObject([{ unit, values: [value, 0, 0] }]);
});

test.each([
  ['none', []],
  ['one', ['1']],
  ['two', ['1', '2']],
  ['two that are known', ['1', '2', null, '', '-1', '1e3', '1'.repeat(19)]],
])('draws nothing for few sizes: %s', (_what, all) => {
  expect(seriesOf(...sizes(...all)).chart()).toEqual([]);
});

test('leaves drafts out', () => {
  const draft = { usageBytes: '3', isCommitted: false };

  expect(seriesOf(...sizes('1', '2'), draft).chart()).toEqual([]);
  expect(seriesOf(...sizes('1', '2', '4'), draft).chart()).toMatchObject([{ values: [4, 2, 1] }]);
});

test('draws the newest twenty, however many there are', () => {
  const all = Array.from({ length: 1_000 }, (_, index) => String(index));

  expect(seriesOf(...sizes(...all)).chart()).toMatchObject([{ values: all.slice(-20).reverse().map(Number) }]);
});

test('labels a version with its first tag, and one without tags with its ID', () => {
  expect(seriesOf(...tagged(['v1.0.0', 'production'], [], ['data/2026_01+x'])).chart()).toMatchObject([
    { labels: ['data/2026_01+x', 'fo5rp01', 'v1.0.0'] },
  ]);
});

test.each(['"] bar [9', 'Blüte', 'a b', '%%', 'x'.repeat(25)])('does not label a version with the tag %j', (tag) => {
  expect(seriesOf(...tagged([tag, 'plain'], [tag], [])).chart()).toMatchObject([
    { labels: ['fo5rp02', 'fo5rp01', 'plain'] },
  ]);
});

test('uses no label twice, because Mermaid would draw one bar for both', () => {
  expect(seriesOf(...tagged(['v1'], ['v1'], ['v1', 'v2'], ['fo5rp00'])).chart()).toMatchObject([
    { labels: ['fo5rp03', 'v1', 'fo5rp01', 'fo5rp00'] },
  ]);
});
