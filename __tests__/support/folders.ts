/**
 * Temporary folders:
 *
 *     const folder = temporaryFolder();
 *     await writeFile(path.join(folder, 'a.csv'), 'a');
 */
import { mkdtempSync, realpathSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll } from '@jest/globals';

const created: string[] = [];
afterAll(() => {
  for (const folder of created.splice(0)) rmSync(folder, { recursive: true, force: true });
});

/** Creates an empty folder, which is deleted after the tests of the file. Its path has no symbolic links. */
export function temporaryFolder(): string {
  const folder = mkdtempSync(path.join(realpathSync(tmpdir()), 'test-'));
  created.push(folder);
  return folder;
}
