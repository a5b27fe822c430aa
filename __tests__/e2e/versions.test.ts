import { describe, expect, test } from '@jest/globals';
import { startJob } from '../support/job.ts';

describe('version operations', () => {
  test('list-versions returns versions newest first with their IDs for a matrix', async () => {
    const { step, dataset, emulator } = await startJob();
    const old = emulator.paperspace.addVersion(dataset, { isCommitted: true, tags: ['v1'], message: 'Roses' });
    const fresh = emulator.paperspace.addVersion(dataset);

    const { exit, requests, lines, outputs, summary } = await step({ operation: 'list-versions', dataset });

    expect(exit).toBe(0);
    expect(requests).toEqual([`GET /datasets/${dataset}/versions?limit=100&orderBy=dtCreated&order=desc`]);
    expect(lines).toContain('Found 2 versions');
    expect(outputs).toMatchObject({
      outcome: 'found',
      'dataset-id': dataset,
      count: '2',
      versions: JSON.stringify([fresh.version, old.version]),
      'next-page': '',
    });
    expect(summary).toContain(`<td>${old.version}</td><td>v1</td><td>committed</td>`);
  });

  test('list-versions filters by tag and state', async () => {
    const { step, dataset, emulator } = await startJob({ answers: { tagsFilterMatch: 'prefix' } });
    const wanted = emulator.paperspace.addVersion(dataset, { isCommitted: true, tags: ['v1'] });
    emulator.paperspace.addVersion(dataset, { isCommitted: true, tags: ['v10'] });
    emulator.paperspace.addVersion(dataset, { tags: ['v11'] });

    const { requests, outputs } = await step({ operation: 'list-versions', dataset, tags: 'v1', committed: 'true' });

    expect(requests).toEqual([`GET /datasets/${dataset}/versions?limit=100&orderBy=dtCreated&order=desc&tags=v1`]);
    expect(outputs).toMatchObject({ count: '1', versions: JSON.stringify([wanted.version]) });
  });

  test('list-versions reports that nothing matched', async () => {
    const { step, dataset } = await startJob();

    const { exit, lines, outputs, summary } = await step({ operation: 'list-versions', dataset });

    expect(exit).toBe(0);
    expect(lines).toContain('Found 0 versions');
    expect(outputs).toMatchObject({ outcome: 'none', count: '0', versions: '[]', result: '[]' });
    expect(summary).not.toContain('<table');
  });

  test('create-version creates a draft with the name of the release as message and its provenance', async () => {
    const { step, dataset, emulator } = await startJob();

    const created = await step({ operation: 'create-version', dataset, metadata: 'images: 12' });

    const [version] = emulator.paperspace.versions(dataset);
    expect(created.exit).toBe(0);
    expect(created.requests).toEqual([`POST /datasets/${dataset}/versions`]);
    expect(version).toMatchObject({
      isCommitted: false,
      message: 'Spring data',
      tags: [],
      metadata: { images: 12, github: { repository: 'acme/flowers', releaseTag: 'v1.2.3', runId: '4242' } },
    });
    expect(created.lines).toContain(`Created draft ${dataset}:${version?.version}`);
    expect(created.outputs).toMatchObject({
      outcome: 'created',
      'dataset-id': dataset,
      version: version?.version,
      ref: `${dataset}:${version?.version}`,
      tags: '',
      url: version?.url,
      'is-committed': 'false',
      message: 'Spring data',
    });
    expect(created.summary).toContain('<td>State</td><td>draft</td>');
  });

  test('create-version sends all given fields and no others', async () => {
    const { step, dataset, emulator } = await startJob();

    const inputs = { message: 'Roses', tags: 'a, b\nc', metadata: '{"n":1}', provenance: 'false' };
    const { exit } = await step({ operation: 'create-version', dataset: 'flowers', ...inputs });

    const [version] = emulator.paperspace.versions(dataset);
    expect(exit).toBe(0);
    expect(version).toMatchObject({ message: 'Roses', tags: ['a', 'b', 'c'] });
    expect(Object.keys(version?.metadata ?? {}).sort()).toEqual(['n', 'snapshot']);
  });

  test('get-version reads a version by ID, by tag and by latest', async () => {
    const { step, dataset, emulator } = await startJob();
    const { version } = emulator.paperspace.addVersion(dataset, { isCommitted: true, tags: ['v1'] });
    const ref = `${dataset}:${version}`;

    const byId = await step({ operation: 'get-version', dataset: ref });
    const byTag = await step({ operation: 'get-version', dataset: `${dataset}:v1` });
    const latest = await step({ operation: 'get-version', dataset, version: 'latest' });

    expect(byId.requests).toEqual([`GET /datasets/${dataset}/versions/${version}`]);
    expect(byTag.requests).toEqual([
      `GET /datasets/${dataset}/versions?limit=120&orderBy=dtCreated&order=desc&tags=v1`,
    ]);
    expect(latest.requests).toEqual([`GET /datasets/${dataset}/versions?limit=120&orderBy=dtCreated&order=desc`]);
    for (const { exit, outputs, lines, summary } of [byId, byTag, latest]) {
      expect(exit).toBe(0);
      expect(outputs).toMatchObject({ outcome: 'found', ref, version, tags: 'v1', 'is-committed': 'true' });
      expect(lines).toContain(`Found version ${ref}`);
      expect(summary).toContain('<td>State</td><td>committed</td>');
    }
  });

  test('update-version merges metadata into the existing metadata', async () => {
    const { step, dataset, emulator } = await startJob();
    const { version } = emulator.paperspace.addVersion(dataset, { metadata: { a: 1, github: { sha: 'x' } } });

    const updated = await step({ operation: 'update-version', dataset: `${dataset}:${version}`, metadata: 'b: 2' });

    expect(updated.exit).toBe(0);
    expect(updated.requests).toEqual([
      `GET /datasets/${dataset}/versions/${version}`,
      `PUT /datasets/${dataset}/versions/${version}`,
    ]);
    expect(emulator.paperspace.versions(dataset)).toMatchObject([{ metadata: { a: 1, b: 2, github: { sha: 'x' } } }]);
    expect(updated.outputs.outcome).toBe('updated');
  });

  test('update-version without metadata sends one request', async () => {
    const { step, dataset, emulator } = await startJob();
    const { version } = emulator.paperspace.addVersion(dataset);

    const updated = await step({ operation: 'update-version', dataset, version, message: 'Roses', tags: 'a' });

    expect(updated.exit).toBe(0);
    expect(updated.requests).toEqual([`PUT /datasets/${dataset}/versions/${version}`]);
    expect(emulator.requests.find(({ method }) => method === 'PUT')?.body).toBe('{"message":"Roses","tags":"a"}');
    expect(updated.lines).toContain(`Updated version ${dataset}:${version}`);
    expect(updated.outputs).toMatchObject({ outcome: 'updated', message: 'Roses', tags: 'a' });
    expect(updated.summary).toContain('<td>Message</td><td>Roses</td>');
  });

  test('delete-version deletes the version', async () => {
    const { step, dataset, emulator } = await startJob();
    const { version } = emulator.paperspace.addVersion(dataset);

    const deleted = await step({ operation: 'delete-version', dataset: `${dataset}:${version}` });

    expect(deleted.exit).toBe(0);
    expect(deleted.requests).toEqual([`DELETE /datasets/${dataset}/versions/${version}`]);
    expect(emulator.paperspace.versions(dataset)).toEqual([]);
    expect(deleted.lines).toContain(`Deleted version ${dataset}:${version}`);
    expect(deleted.outputs).toMatchObject({ outcome: 'deleted', ref: `${dataset}:${version}`, version });
    expect(deleted.summary).toContain(`<p>Deleted version ${dataset}&#58;${version}</p>`);
  });

  test.each([
    ['replace', 'c', 'c', ['PUT']],
    ['add', 'b, c', 'a,b,c', ['GET', 'PUT']],
    ['add', 'a', 'a,b', ['GET']],
    ['remove', 'a', 'b', ['GET', 'PUT']],
    ['clear', '', '', ['PUT']],
  ])('set-tags with tags-mode %s and tags "%s" results in "%s" through %j', async (mode, tags, left, methods) => {
    const { step, dataset, emulator } = await startJob();
    const { version } = emulator.paperspace.addVersion(dataset, { tags: ['a', 'b'] });

    const set = await step({ operation: 'set-tags', dataset: `${dataset}:${version}`, tags, 'tags-mode': mode });

    expect(set.exit).toBe(0);
    expect(set.requests).toEqual(methods.map((method) => `${method} /datasets/${dataset}/versions/${version}`));
    expect(emulator.paperspace.versions(dataset)[0]?.tags.join()).toBe(left);
    expect(set.outputs).toMatchObject({ outcome: methods.includes('PUT') ? 'updated' : 'unchanged', tags: left });
    const has = methods.includes('PUT') ? 'now has' : 'already has';
    expect(set.lines.join('\n')).toContain(`Version ${dataset}:${version} ${has} ${left === '' ? 'no tags' : 'tag'}`);
  });

  test('commit commits and tags a version in one request', async () => {
    const { step, dataset, emulator } = await startJob();
    const { version } = emulator.paperspace.addVersion(dataset);

    const committed = await step({ operation: 'commit', dataset: `${dataset}:${version}`, tags: 'production' });

    expect(committed.exit).toBe(0);
    expect(committed.requests).toEqual([`PUT /datasets/${dataset}/versions/${version}`]);
    expect(emulator.requests.find(({ method }) => method === 'PUT')?.body).toBe(
      '{"isCommitted":true,"tags":"production"}',
    );
    expect(committed.lines).toContain(`Committed version ${dataset}:${version}`);
    expect(committed.outputs).toMatchObject({ outcome: 'updated', 'is-committed': 'true', tags: 'production' });
    expect(committed.summary).toContain('<td>State</td><td>committed</td>');
  });

  test('commit of a committed version succeeds even if the API reports a conflict', async () => {
    const { step, dataset, emulator } = await startJob({ answers: { commitTwice: 'error' } });
    const { version } = emulator.paperspace.addVersion(dataset, { isCommitted: true });

    const committed = await step({ operation: 'commit', dataset: `${dataset}:${version}` });

    expect(committed.exit).toBe(0);
    expect(committed.lines).toContain(`Version ${dataset}:${version} was already committed`);
    expect(committed.outputs).toMatchObject({ outcome: 'unchanged', 'is-committed': 'true' });
  });
});

describe('chained steps', () => {
  test('create, tag and commit one version by ref in three requests', async () => {
    const { step, dataset, emulator } = await startJob();

    const draft = await step({ operation: 'create-version', dataset });
    const tagged = await step({ operation: 'set-tags', dataset: draft.outputs.ref ?? '', tags: 'v1.2.3, staging' });
    const committed = await step({ operation: 'commit', dataset: tagged.outputs.ref ?? '' });

    const versions = `/datasets/${dataset}/versions`;
    expect([draft, tagged, committed].map(({ exit }) => exit)).toEqual([0, 0, 0]);
    expect(emulator.requests.map(({ method, target }) => `${method} ${target}`)).toEqual([
      `POST ${versions}`,
      `PUT ${versions}/${draft.outputs.version}`,
      `PUT ${versions}/${draft.outputs.version}`,
    ]);
    expect(emulator.paperspace.versions(dataset)).toMatchObject([{ isCommitted: true, tags: ['v1.2.3', 'staging'] }]);
  });

  test('create and commit with tags in two requests without ever tagging a draft', async () => {
    const { step, dataset, emulator } = await startJob();

    const draft = await step({ operation: 'create-version', dataset });
    const committed = await step({ operation: 'commit', dataset: draft.outputs.ref ?? '', tags: 'production' });

    expect(emulator.requests).toHaveLength(2);
    expect(draft.outputs.tags).toBe('');
    expect(committed.outputs).toMatchObject({ tags: 'production', 'is-committed': 'true', ref: draft.outputs.ref });
  });
});

test('list-versions with limit 0 reads 10,000 versions with 84 requests', async () => {
  const { step, dataset, emulator } = await startJob();
  for (let at = 0; at < 10_000; at += 1) emulator.paperspace.addVersion(dataset, { isCommitted: true });

  const { exit, requests, lines, outputs, summary } = await step({ operation: 'list-versions', dataset, limit: '0' });

  expect(exit).toBe(0);
  expect(requests).toHaveLength(84);
  expect(lines).toContain('Found 10,000 versions');
  expect(outputs).toMatchObject({ outcome: 'found', count: '10000', 'next-page': '' });
  expect(outputs).not.toHaveProperty('result');
  expect(summary).toContain('<p>9,900 more rows');
});
