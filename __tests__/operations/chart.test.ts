import { expect, test } from '@jest/globals';
import { SizeSeries } from '../../src/operations/chart.ts';

const DAY_MS = 86_400_000;

function seriesOf(...sizes: readonly (string | null)[]): SizeSeries {
  const series = new SizeSeries();
  for (const [day, usageBytes] of sizes.entries()) {
    series.add({
      dtCreated: new Date(Date.UTC(2026, 0, 1) + day * DAY_MS).toISOString(),
      usageBytes,
      isCommitted: true,
    });
  }
  return series;
}

test('a chart has a point for each version, the oldest first, in the largest unit that fits', () => {
  expect(seriesOf('1024', '1536').chart()).toEqual([
    { kind: 'chart', title: 'Size of versions (KiB)', labels: ['2026-01-01', '2026-01-02'], values: [1, 1.5] },
  ]);
});

test('versions come in any order', () => {
  const series = new SizeSeries();
  for (const [dtCreated, usageBytes] of [
    ['2026-02-01T00:00:00Z', '2'],
    ['2026-01-01T00:00:00Z', '1'],
  ] as const) {
    series.add({ dtCreated, usageBytes, isCommitted: true });
  }

  expect(series.chart()).toMatchObject([{ labels: ['2026-01-01', '2026-02-01'], values: [1, 2] }]);
});

test.each([
  ['0', 'B', 0],
  ['1023', 'B', 1023],
  [String(2 ** 20), 'MiB', 1],
  [String(3 * 2 ** 30), 'GiB', 3],
  [String(2 ** 50), 'TiB', 1024],
])('%s bytes are drawn in %s', (bytes, unit, value) => {
  expect(seriesOf('0', bytes).chart()).toMatchObject([{ title: `Size of versions (${unit})`, values: [0, value] }]);
});

test.each([
  ['none', []],
  ['one', ['1']],
  ['one that is known', ['1', null, '', '-1', '1e3', '1'.repeat(19)]],
])('%s makes no chart', (_what, sizes) => {
  expect(seriesOf(...sizes).chart()).toEqual([]);
});

test('drafts are left out', () => {
  const series = seriesOf('1');
  series.add({ dtCreated: '2026-03-01T00:00:00Z', usageBytes: '2', isCommitted: false });

  expect(series.chart()).toEqual([]);
});

test('the newest fifty are drawn, however many there are', () => {
  const sizes = Array.from({ length: 1_000 }, (_, index) => String(index));

  expect(seriesOf(...sizes).chart()).toMatchObject([{ values: sizes.slice(-50).map(Number) }]);
});
