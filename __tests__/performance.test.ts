/** What must not get worse without anybody noticing: requests and bytes, which are the same on every machine. */
import { afterAll, expect, test } from '@jest/globals';
import { removeTemporary } from '../bench/action.ts';
import { chunks } from '../bench/bundle.ts';
import { countRequests } from '../bench/requests.ts';

const MAX_FIRST_CHUNK_BYTES = 515_000;
/** Of the chunks that a step with files loads, if no proxy is set. */
const MAX_FILES_BYTES = 800_000;

afterAll(removeTemporary);

test('no operation sends more requests than its minimum', async () => {
  const counted = await countRequests();

  expect(counted.length).toBeGreaterThan(15);
  expect(counted.filter(({ made, least }) => made !== least)).toEqual([]);
}, 120_000);

test('the first chunk of the bundle stays small and has no heavy packages', async () => {
  const [first, ...others] = (await chunks()).toSorted((a) => (a.file === 'index.js' ? -1 : 1));

  expect(first?.file).toBe('index.js');
  expect(first?.bytes).toBeLessThan(MAX_FIRST_CHUNK_BYTES);
  const contents = others.map(({ content }) => content).join('\n');
  for (const heavy of ['undici', "AWS's signer", 'credentials', 'YAML', 'globs']) expect(contents).toContain(heavy);
  const forFiles = others.filter(({ content }) => /for file transfers|globs/.test(content));
  expect(forFiles.length).toBeGreaterThan(2);
  expect(forFiles.reduce((sum, { bytes }) => sum + bytes, 0)).toBeLessThan(MAX_FILES_BYTES);
});
