import { describe, expect, test } from '@jest/globals';
import { releaseOf } from '../../emulator/release-event.ts';
import { temporaryFolder, writeFiles } from '../support/folders.ts';
import { startJob } from '../support/job.ts';
import { useS3Bed } from '../support/s3-bed.ts';

const bed = useS3Bed();

const listOf = (dataset: string): string => `GET /datasets/${dataset}/versions?limit=120&orderBy=dtCreated&order=desc`;

describe('a snapshot on a release', () => {
  test('commits one version with all files and tags it in the same request', async () => {
    const { step, dataset, emulator } = await startJob({ bed });
    const folder = temporaryFolder({ 'a.csv': 'a', 'deep/b.csv': 'bb' });

    const { exit, requests, lines, outputs, summary } = await step({ dataset, path: folder });

    const [version, ...others] = emulator.paperspace.versions(dataset);
    const changes = emulator.requests.filter(({ method }) => method !== 'GET');
    expect(exit).toBe(0);
    expect(others).toEqual([]);
    expect(version).toMatchObject({ isCommitted: true, tags: ['v1.2.3'], message: 'Spring data' });
    expect(requests.filter((request) => !request.startsWith('GET '))).toEqual([
      `POST /datasets/${dataset}/versions`,
      `PUT /datasets/${dataset}/versions/${version?.version}`,
    ]);
    expect(changes.map(({ body }) => body?.includes('"tags"'))).toEqual([false, true]);
    const keys = (await bed.keys('')).flatMap((key) => key.split(`/versions/${version?.version}/`)[1] ?? []);
    expect(keys.sort()).toEqual(['data.SHA256SUMS', 'data.manifest.jsonl', 'data/a.csv', 'data/deep/b.csv']);
    expect(lines).toContain(`Committed version ${dataset}:${version?.version}`);
    expect(outputs).toMatchObject({
      outcome: 'created',
      ref: `${dataset}:${version?.version}`,
      tags: 'v1.2.3',
      'is-committed': 'true',
      files: '2',
      bytes: '3',
      'files-uploaded': '2',
      'manifest-digest': expect.stringMatching(/^[0-9a-f]{64}$/),
    });
    expect(summary).toContain('<td>Tags</td><td>v1.2.3</td>');
  });

  test('changes nothing when it runs again', async () => {
    const { step, dataset, emulator } = await startJob({ bed });
    const folder = temporaryFolder({ 'a.csv': 'a' });

    const first = await step({ dataset, path: folder });
    const again = await step({ dataset, path: folder });

    expect(again.exit).toBe(0);
    expect(again.requests.filter((request) => !request.startsWith('GET '))).toEqual([]);
    expect(again.outputs).toMatchObject({ outcome: 'unchanged', ref: first.outputs.ref, 'files-unchanged': '1' });
    expect(emulator.paperspace.versions(dataset)).toHaveLength(1);
  });

  test('fails when the same key has other files', async () => {
    const { step, dataset, emulator } = await startJob({ bed });
    const folder = temporaryFolder({ 'a.csv': 'a' });
    await step({ dataset, path: folder });
    writeFiles(folder, { 'a.csv': 'other' });

    const { exit, messages, outputs } = await step({ dataset, path: folder });

    expect(exit).toBe(1);
    expect(messages('error')).toHaveLength(1);
    expect(outputs.outcome).not.toBe('unchanged');
    expect(emulator.paperspace.versions(dataset)).toHaveLength(1);
  });

  test('resumes the draft of a cancelled attempt when the job is re-run', async () => {
    const { step, again, dataset, emulator, arrived } = await startJob({ bed });
    const folder = temporaryFolder({ 'a.csv': 'a' });
    emulator.addFault({ kind: 'hang', method: 'PUT' });

    const cancelled = await step(
      { dataset, path: folder },
      { started: (kill) => void arrived(1, 'PUT').then(() => kill('SIGTERM')) },
    );
    const left = emulator.paperspace.versions(dataset);
    const resumed = await again({ dataset, path: folder });

    expect(cancelled.exit).toBe(1);
    expect(cancelled.messages('error').join()).toContain(`Version ${dataset}:${left[0]?.version} remains.`);
    expect(left).toMatchObject([{ isCommitted: false, tags: [] }]);
    expect(resumed.exit).toBe(0);
    expect(resumed.outputs).toMatchObject({ outcome: 'resumed', version: left[0]?.version, 'files-uploaded': '0' });
    expect(emulator.paperspace.versions(dataset)).toMatchObject([{ isCommitted: true, tags: ['v1.2.3'] }]);
  });

  test('of the next tag uploads only the changed files', async () => {
    const { step, dataset } = await startJob({ bed });
    const folder = temporaryFolder({ 'a.csv': 'a', 'b.csv': 'b' });
    await step({ dataset, path: folder });
    writeFiles(folder, { 'a.csv': 'changed' });

    const { exit, outputs } = await step({ dataset, path: folder }, releaseOf('v1.3.0'));

    expect(exit).toBe(0);
    expect(outputs).toMatchObject({ outcome: 'created', tags: 'v1.3.0', 'files-uploaded': '1', 'files-copied': '1' });
  });
});

describe('the operations around a release', () => {
  test('promote moves a tag from one version to another', async () => {
    const { step, dataset, emulator } = await startJob({ bed, answers: { tagHolder: 'stays' } });
    const old = emulator.paperspace.addVersion(dataset, { isCommitted: true, tags: ['production'] });
    const fresh = emulator.paperspace.addVersion(dataset, { isCommitted: true });

    const { exit, requests, lines, outputs } = await step({
      operation: 'promote',
      dataset: `${dataset}:${fresh.version}`,
      tags: 'production',
    });

    const path = `/datasets/${dataset}/versions`;
    expect(exit).toBe(0);
    expect(requests.filter((request) => !request.startsWith('GET '))).toEqual([
      `PUT ${path}/${fresh.version}`,
      `PUT ${path}/${old.version}`,
    ]);
    expect(emulator.paperspace.versions(dataset).map(({ tags }) => tags)).toEqual([[], ['production']]);
    expect(lines).toContain(`Version ${dataset}:${fresh.version} now has tag \`production\``);
    expect(outputs).toMatchObject({ outcome: 'updated', tags: 'production' });
  });

  test('prune deletes the versions that its rules select', async () => {
    const { step, dataset, emulator } = await startJob({ bed });
    const old = emulator.paperspace.addVersion(dataset, { isCommitted: true, createdMs: 0 });
    emulator.paperspace.addVersion(dataset, { isCommitted: true });

    const { exit, requests, lines, outputs, summary } = await step({ operation: 'prune', dataset, 'keep-last': '1' });

    const version = `/datasets/${dataset}/versions/${old.version}`;
    expect(exit).toBe(0);
    expect(requests).toEqual([listOf(dataset), `GET ${version}`, `DELETE ${version}`]);
    expect(lines).toContain('1 of 2 versions will be deleted');
    expect(outputs).toMatchObject({ outcome: 'deleted', versions: JSON.stringify([old.version]), count: '1' });
    expect(summary).toMatch(/Deleted 1 of 2 versions[\s\S]*<td>deleted<\/td>/);
  });

  test('file operations upload, list, download and delete the files of a draft', async () => {
    const { step, dataset, emulator } = await startJob({ bed });
    const folder = temporaryFolder({ 'a.csv': 'a' });
    const draft = await step({ operation: 'create-version', dataset });
    const ref = { dataset: draft.outputs.ref ?? '' };

    const uploaded = await step({ operation: 'upload-files', ...ref, path: folder, destination: 'train' });
    const listed = await step({ operation: 'list-files', ...ref });
    const downloaded = await step({ operation: 'download-files', ...ref, path: `${folder}/down` });
    const deleted = await step({ operation: 'delete-files', ...ref, path: '**' });

    expect([uploaded, listed, downloaded, deleted].map(({ exit }) => exit)).toEqual([0, 0, 0, 0]);
    expect(uploaded.outputs).toMatchObject({ files: '1', 'files-uploaded': '1' });
    expect(listed.outputs.result).toContain('"key":"train/a.csv"');
    expect(downloaded.outputs).toMatchObject({ files: '1', bytes: '1' });
    expect(deleted.outputs).toMatchObject({ outcome: 'deleted', files: '1' });
    expect(await bed.contents(emulator.paperspace.versions(dataset)[0])).toEqual({});
  });

  test('a snapshot with files fails without credentials and names the variables', async () => {
    const { step, dataset } = await startJob({ bed });
    const folder = temporaryFolder({ 'a.csv': 'a' });

    const { exit, messages } = await step(
      { dataset, path: folder },
      { env: { AWS_ACCESS_KEY_ID: '', AWS_SECRET_ACCESS_KEY: '' } },
    );

    expect(exit).toBe(1);
    expect(messages('error')).toEqual([
      expect.stringMatching(/Access to the storage requires AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY\n.*`env`/),
    ]);
  });
});
