import { describe, expect, test } from '@jest/globals';
import { startJob } from '../support/job.ts';

describe('dataset operations', () => {
  test('list-datasets returns the datasets of the key and their count', async () => {
    const { step, dataset, emulator } = await startJob();
    const second = emulator.paperspace.addDataset({ name: 'faces' });

    const { exit, requests, lines, outputs, summary } = await step({ operation: 'list-datasets' });

    expect(exit).toBe(0);
    expect(requests).toEqual(['GET /datasets?limit=100&orderBy=dtCreated&order=desc']);
    expect(lines).toContain('Found 2 datasets');
    expect(outputs).toMatchObject({ outcome: 'found', count: '2', 'next-page': '' });
    expect(JSON.parse(outputs.result ?? '')).toMatchObject([{ id: second.id }, { id: dataset }]);
    expect(summary).toContain(`<td>flowers</td><td>${dataset}</td><td>no</td>`);
  });

  test('list-datasets continues at the cursor of an earlier step', async () => {
    const { step, emulator } = await startJob();
    emulator.paperspace.addDataset({ name: 'faces' });

    const first = await step({ operation: 'list-datasets', limit: '1', order: 'asc' });
    const cursor = first.outputs['next-page'] ?? '';
    const second = await step({ operation: 'list-datasets', limit: '1', order: 'asc', after: cursor });

    expect(cursor).not.toBe('');
    expect(JSON.parse(first.outputs.result ?? '')).toMatchObject([{ name: 'flowers' }]);
    expect(JSON.parse(second.outputs.result ?? '')).toMatchObject([{ name: 'faces' }]);
    expect(second.outputs['next-page']).toBe('');
  });

  test('list-datasets asks for the given privacy and team', async () => {
    const { step } = await startJob();

    const { exit, requests } = await step({ operation: 'list-datasets', privacy: 'PUBLIC', 'team-id': 'te1234567' });

    expect(exit).toBe(0);
    expect(requests).toEqual(['GET /datasets?limit=100&orderBy=dtCreated&order=desc&teamId=te1234567&privacy=PUBLIC']);
  });

  test('create-dataset sends every given field, including false and null', async () => {
    const { step, emulator } = await startJob();

    const created = await step({ operation: 'create-dataset', name: 'faces', description: 'null', public: 'false' });

    const [, dataset] = emulator.paperspace.datasets();
    expect(created.exit).toBe(0);
    expect(created.requests).toEqual(['POST /datasets']);
    expect(emulator.requests.map(({ body }) => body)).toEqual(['{"name":"faces","isPublic":false,"description":null}']);
    expect(created.lines).toContain(`Created dataset faces (${dataset?.id})`);
    expect(created.outputs).toMatchObject({ outcome: 'created', 'dataset-id': dataset?.id, 'dataset-name': 'faces' });
    expect(created.summary).toContain(`<td>ID</td><td>${dataset?.id}</td>`);
  });

  test('get-dataset reads a dataset by ID with one request', async () => {
    const { step, dataset } = await startJob();

    const { exit, requests, lines, outputs, summary } = await step({ operation: 'get-dataset', dataset });

    expect(exit).toBe(0);
    expect(requests).toEqual([`GET /datasets/${dataset}`]);
    expect(lines).toContain(`Found dataset flowers (${dataset})`);
    expect(outputs).toMatchObject({ outcome: 'found', 'dataset-id': dataset, 'dataset-name': 'flowers' });
    expect(summary).toContain('<td>Dataset</td><td>flowers</td>');
  });

  test('get-dataset finds a dataset by name with the list request alone', async () => {
    const { step, dataset } = await startJob();

    const { requests, outputs } = await step({ operation: 'get-dataset', dataset: 'flowers' });

    expect(requests).toEqual(['GET /datasets?limit=120&orderBy=dtCreated&order=desc']);
    expect(outputs).toMatchObject({ outcome: 'found', 'dataset-id': dataset });
  });

  test('update-dataset changes only the given fields', async () => {
    const { step, dataset, emulator } = await startJob();

    const updated = await step({ operation: 'update-dataset', dataset, description: 'Tulips' });

    expect(updated.exit).toBe(0);
    expect(updated.requests).toEqual([`PUT /datasets/${dataset}`]);
    expect(emulator.requests.find(({ method }) => method === 'PUT')?.body).toBe('{"description":"Tulips"}');
    expect(emulator.paperspace.datasets()).toMatchObject([{ name: 'flowers', description: 'Tulips' }]);
    expect(updated.lines).toContain(`Updated dataset flowers (${dataset})`);
    expect(updated.outputs).toMatchObject({ outcome: 'updated', 'dataset-id': dataset, 'dataset-name': 'flowers' });
    expect(updated.summary).toContain('<td>Description</td><td>Tulips</td>');
  });

  test('delete-dataset deletes the dataset', async () => {
    const { step, dataset, emulator } = await startJob();

    const deleted = await step({ operation: 'delete-dataset', dataset });

    expect(deleted.exit).toBe(0);
    expect(deleted.requests).toEqual([`DELETE /datasets/${dataset}`]);
    expect(emulator.paperspace.datasets()).toEqual([]);
    expect(deleted.lines).toContain(`Deleted dataset ${dataset}`);
    expect(deleted.outputs).toMatchObject({ outcome: 'deleted', 'dataset-id': dataset });
    expect(deleted.summary).toContain(`<p>Deleted dataset ${dataset}</p>`);
  });
});
