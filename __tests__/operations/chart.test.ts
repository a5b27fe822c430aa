import { describe, expect, test } from '@jest/globals';
import { SizeSeries } from '../../src/operations/chart.ts';

const at = (day: number): string => new Date(Date.UTC(2026, 0, day)).toISOString();
const size = (usageBytes: string | null, day = 1, isCommitted = true) => ({
  dtCreated: at(day),
  usageBytes,
  isCommitted,
});

function chartOf(...versions: readonly ReturnType<typeof size>[]) {
  const series = new SizeSeries();
  for (const version of versions) series.add(version);
  return series.chart();
}

describe('a chart of sizes', () => {
  test('goes from the oldest version to the newest, in whatever order they came', () => {
    expect(chartOf(size('2', 3), size('1', 1), size('3', 2))).toEqual([
      {
        kind: 'chart',
        title: 'Size of versions (B)',
        labels: ['2026-01-01', '2026-01-02', '2026-01-03'],
        values: [1, 3, 2],
      },
    ]);
  });

  test.each([
    ['B', '1023', 1_023],
    ['KiB', '1536', 1.5],
    ['MiB', String(1024 ** 2), 1],
    ['GiB', String(5 * 1024 ** 3), 5],
    ['TiB', String(1024 ** 4), 1],
    ['TiB', String(1024 ** 5), 1_024],
    ['B', '0', 0],
  ])('is in %s where the largest is %s bytes', (unit, bytes, value) => {
    expect(chartOf(size('0', 1), size(bytes, 2))).toMatchObject([
      { title: `Size of versions (${unit})`, values: [0, value] },
    ]);
  });

  test.each([
    ['no version', []],
    ['one version', [size('1')]],
    ['drafts', [size('1', 1, false), size('2', 2)]],
    ['sizes that nobody knows', [size(null, 1), size('2', 2)]],
    ['sizes that are no numbers', [size('-1', 1), size('1.5', 2), size('', 3), size('2', 4)]],
    ['sizes beyond all measure', [size('1'.repeat(19), 1), size('2', 2)]],
  ])('is not drawn of %s', (_name, versions) => {
    expect(chartOf(...versions)).toEqual([]);
  });

  test('shows the newest 50, however many there are', () => {
    const versions = Array.from({ length: 500 }, (_, index) => size(String(index), index + 1));

    expect(chartOf(...versions)).toMatchObject([{ values: Array.from({ length: 50 }, (_, index) => 450 + index) }]);
    expect(chartOf(...versions.toReversed())).toEqual(chartOf(...versions));
  });
});
