import { spawnSync } from 'node:child_process';
import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { parseCommandFile } from '../emulator/runner.ts';
import { temporaryFolder } from './support/folders.ts';

describe('the last line of a CI run', () => {
  const folder = temporaryFolder();

  const count = (report: string): { lines: string[]; status: number | null } => {
    const script = path.join(import.meta.dirname, '..', 'scripts', 'count-tests.js');
    const { stdout, status } = spawnSync(process.execPath, [script, report], { encoding: 'utf8' });
    return { lines: stdout.trimEnd().split('\n'), status };
  };

  test.each([
    ['all passed', { numPassedTests: 7, numFailedTests: 0 }, ['7 passed, 0 failed'], 0],
    ['one failed', { numPassedTests: 6, numFailedTests: 1 }, ['6 passed, 1 failed'], 1],
    ['a file did not load', { numPassedTests: 7, numRuntimeErrorTestSuites: 1 }, ['7 passed, 1 failed'], 1],
    [
      'one was skipped',
      { numPassedTests: 6, numPendingTests: 1 },
      [expect.stringMatching(/^1 tests did not run/), '6 passed, 0 failed'],
      1,
    ],
    ['none ran', {}, ['0 passed, 0 failed'], 1],
  ])('reports the counts of Jest: %s', async (_what, report, lines, status) => {
    const file = path.join(folder, 'report.json');
    await writeFile(file, JSON.stringify(report));

    expect(count(file)).toEqual({ lines, status });
  });

  test('reports that nothing ran when there is no report', () => {
    expect(count(path.join(folder, 'none.json'))).toEqual({ lines: ['0 passed, 0 failed'], status: 1 });
  });
});

describe('a file that a step writes its outputs into', () => {
  test('is parsed as the runner does, including values of several lines', () => {
    expect(parseCommandFile('a<<x\n1\nx\nb<<y\n1\n\nx\ny\nc<<z\n\nz\n')).toEqual({ a: '1', b: '1\n\nx', c: '' });
  });

  test.each(['a=1\n', 'a<<x\n1\n', '<<x\nx\n'])('of another form is an error: %j', (text) => {
    expect(() => parseCommandFile(text)).toThrow(/not a workflow command/);
  });
});
