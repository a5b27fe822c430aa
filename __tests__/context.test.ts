import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { createContext } from '../src/context.ts';
import type { Context } from '../src/operations/operation.ts';
import { fakeWorkflow } from './support/fake-workflow.ts';
import { heldPersistence } from './support/retry-context.ts';

let temporary = '';
beforeEach(async () => {
  temporary = await mkdtemp(path.join(tmpdir(), 'context-'));
});
afterEach(() => rm(temporary, { recursive: true }));

const unused = (): never => {
  throw new Error('not used here');
};

async function context(env: Record<string, string>): Promise<Context> {
  const connection = {
    sendRequest: unused,
    openStorage: () => Promise.reject(new Error('opened')),
    close: async () => undefined,
  };
  return createContext(fakeWorkflow({ env }), connection, heldPersistence(), {
    result: { value: unused, item: unused },
    publish: unused,
    preview: unused,
    announce: unused,
  });
}

describe('what an operation may use', () => {
  test('has the facts of the event, read from its file', async () => {
    const file = path.join(temporary, 'event.json');
    await writeFile(file, '{"head_commit":{"message":"Tulips\\n\\nMany."}}');

    const { event } = await context({ GITHUB_EVENT_PATH: file });

    expect(event.message).toBe('Tulips');
  });

  test('finds files of this machine', async () => {
    await writeFile(path.join(temporary, 'a.csv'), 'a');
    const { scan } = await context({});

    const files = await scan({ patterns: temporary, includeHiddenFiles: false, destination: 'train/' });

    expect(files.map(({ key }) => key)).toEqual(['train/a.csv']);
  });

  test('writes a file for later steps into the runner’s own folder', async () => {
    const { writeFile: write } = await context({ RUNNER_TEMP: temporary });

    const files = [await write('manifest.jsonl', 'one'), await write('manifest.jsonl', 'two')];

    expect(await Promise.all(files.map((file) => readFile(file, 'utf8')))).toEqual(['one', 'two']);
    for (const file of files) expect(path.relative(temporary, file)).toMatch(/^paperspace-\w+\/manifest\.jsonl$/);
  });

  test('writes into the system’s own folder where the runner names none', async () => {
    const { writeFile: write } = await context({});

    const file = await write('manifest.jsonl', 'one');

    expect(file.startsWith(path.join(tmpdir(), 'paperspace-'))).toBe(true);
    await rm(path.dirname(file), { recursive: true });
  });

  test('opens the storage by the connection, and knows the platform', async () => {
    const { openStorage, platform } = await context({});

    await expect(openStorage({ endpoint: undefined, region: undefined, concurrency: 1 })).rejects.toThrow('opened');
    expect(platform).toBe(process.platform);
  });
});
