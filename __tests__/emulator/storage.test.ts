import { PutObjectCommand } from '@aws-sdk/client-s3';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { emulateInProcess } from '../../emulator/in-process.ts';
import { type EmulatedStorage, startStorage } from '../../emulator/storage.ts';
import { requestsThrough } from '../support/api.ts';

let storage: EmulatedStorage;
beforeAll(async () => {
  storage = await startStorage({ bucket: 'models' });
});
afterAll(() => storage.close());

const put = (Key: string, Body: string) =>
  storage.client.send(new PutObjectCommand({ Bucket: storage.bucket, Key, Body }));

test('the storage listens only on the loopback interface', () => {
  expect(storage.endpoint).toMatch(/^http:\/\/127\.0\.0\.1:\d+$/);
});

test('the usage of a version counts only what is stored under its URL', async () => {
  const { usageBytes, bucket } = storage;
  const { sendRequest, paperspace } = emulateInProcess({ usageBytes, bucket });
  const { id } = paperspace.addDataset({ name: 'faces' });
  const { url, version } = paperspace.addVersion(id);
  const key = url?.slice(`s3://${bucket}/`.length);
  await put(`${key}/data/a`, '12345');
  await put(`${key}/data/b/c`, '678');
  await put(`${key}x/data/a`, 'another');

  const read = await requestsThrough(sendRequest).version('GET', `/datasets/${id}/versions/${version}`);

  expect(read.usageBytes).toBe('8');
});

test('the usage counts objects beyond the first page of the list', async () => {
  const count = 1001;
  for (let start = 0; start < count; start += 50) {
    const keys = Array.from({ length: Math.min(50, count - start) }, (_, index) => `many/${start + index}`);
    await Promise.all(keys.map((key) => put(key, 'x')));
  }

  expect(await storage.usageBytes('s3://models/many')).toBe(count);
});

test('the usage of a missing folder is zero', async () => {
  expect(await storage.usageBytes('s3://models/none')).toBe(0);
});
