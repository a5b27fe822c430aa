import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { MAX_OUTPUT_BYTES, ResultFile } from '../../src/github/result-file.ts';

let temporary = '';
beforeEach(async () => {
  temporary = await mkdtemp(path.join(tmpdir(), 'result-file-'));
});
afterEach(() => rm(temporary, { recursive: true }));

/** Ends the file; gives its text as it was kept for the output, and what is in it. */
async function finish(result: ResultFile): Promise<{ text: string | undefined; content: string; file: string }> {
  const { path: file, text } = await result.finish();
  return { text, content: await readFile(file, 'utf8'), file };
}

describe('the result of an operation', () => {
  test('is written as JSON to a file in RUNNER_TEMP', async () => {
    const result = new ResultFile(temporary);

    await result.value({ id: 'ds1', name: null });
    const { text, content, file } = await finish(result);

    expect(path.relative(temporary, file)).toMatch(/^paperspace-\w+\/result\.json$/);
    expect(content).toBe('{"id":"ds1","name":null}');
    expect(text).toBe(content);
  });

  test('of a list is a JSON array with one item per line', async () => {
    const result = new ResultFile(temporary);

    await result.append([1]);
    await result.append([{ a: 'b' }]);
    const { text, content } = await finish(result);

    expect(content).toBe('[1,\n{"a":"b"}]');
    expect(text).toBe(content);
  });

  test('of an empty list is an empty JSON array', async () => {
    const { text, content } = await finish(new ResultFile(temporary));

    expect([text, content]).toEqual(['[]', '[]']);
  });

  test('is returned for the output up to 100,000 bytes', async () => {
    const result = new ResultFile(temporary);

    await result.value('x'.repeat(MAX_OUTPUT_BYTES - 2));

    expect((await finish(result)).text).toHaveLength(MAX_OUTPUT_BYTES);
  });

  test('above 100,000 bytes is complete in the file and omitted from the output', async () => {
    const items = Array.from({ length: 3_000 }, (_, index) => ({ index, text: 'é'.repeat(30) }));
    const result = new ResultFile(temporary);

    await result.append(items);
    const { text, content } = await finish(result);

    expect(text).toBeUndefined();
    expect(JSON.parse(content)).toEqual(items);
  });

  test('is a separate file for each step of a job', async () => {
    const files = await Promise.all([finish(new ResultFile(temporary)), finish(new ResultFile(temporary))]);

    expect(new Set(files.map(({ file }) => file)).size).toBe(2);
    expect(await readdir(temporary)).toHaveLength(2);
  });

  test.each([
    undefined,
    '',
  ])('is written to the temporary folder of the system if RUNNER_TEMP is not set (%j)', async (none) => {
    const { file } = await finish(new ResultFile(none));

    expect(file.startsWith(path.join(tmpdir(), 'paperspace-'))).toBe(true);
    await rm(path.dirname(file), { recursive: true });
  });
});
