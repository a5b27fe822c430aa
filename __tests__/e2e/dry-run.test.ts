import { describe, expect, test } from '@jest/globals';
import { startJob } from './job.ts';

const versionId = 'fo5rp4m';

describe('a dry run', () => {
  test.each([
    ['create-dataset', { name: 'faces' }, 'create the private dataset faces'],
    ['update-dataset', { dataset: 'ID', description: 'null' }, 'set of dataset ID the description to null'],
    ['delete-dataset', { dataset: 'ID' }, 'delete dataset ID'],
    ['create-version', { dataset: 'ID' }, 'create a draft of dataset ID with the message "Spring data"'],
    [
      'update-version',
      { dataset: `ID:${versionId}`, message: 'm' },
      `set of version ID:${versionId} the message to "m"`,
    ],
    ['delete-version', { dataset: `ID:${versionId}` }, `delete version ID:${versionId}`],
    ['set-tags', { dataset: `ID:${versionId}`, tags: 'a,b' }, `set the tags to a, b of version ID:${versionId}`],
    ['commit', { dataset: `ID:${versionId}`, tags: 'a' }, `commit version ID:${versionId} with the tags a`],
  ])('of %s says what it would do, and sends nothing', async (operation, inputs, would) => {
    const { step, dataset, emulator } = await startJob();
    const withId = (text: string): string => text.replaceAll('ID', dataset);
    const filled = Object.fromEntries(Object.entries(inputs).map(([name, value]) => [name, withId(value)]));

    const { exit, requests, lines, outputs, summary } = await step({ operation, 'dry-run': 'true', ...filled });

    expect(exit).toBe(0);
    expect(requests).toEqual([]);
    expect(emulator.paperspace.datasets()).toHaveLength(1);
    expect(lines.filter((line) => line.startsWith('Dry run'))).toEqual([`Dry run: would ${withId(would)}`]);
    expect(outputs.outcome).toBe('none');
    expect(JSON.parse(outputs.result ?? '')).toEqual({ 'dry-run': true, would: withId(would) });
    expect(summary).toContain('<p>Nothing was changed.</p>');
  });

  test('looks a name up, and puts out the id that it is', async () => {
    const { step, dataset, emulator } = await startJob();

    const { requests, outputs } = await step({ operation: 'create-version', dataset: 'flowers', 'dry-run': 'true' });

    expect(requests).toEqual(['GET /datasets?limit=120&orderBy=dtCreated&order=desc']);
    expect(outputs).toMatchObject({ 'dataset-id': dataset, 'dataset-name': 'flowers' });
    expect(emulator.paperspace.versions(dataset)).toEqual([]);
  });

  test('hands no draft on to the post step', async () => {
    const { step, dataset } = await startJob();

    const { state } = await step({ operation: 'create-version', dataset, 'dry-run': 'true' });

    expect(state).toEqual({ 'main-ran': 'true' });
  });
});
