import { describe, expect, test } from '@jest/globals';
import { startJob } from '../support/job.ts';
import { httpServer } from '../support/servers.ts';

/**
 * What a name, a message or an answer may hold. `startJob` asserts after each step that no line of the log is a command
 * of anybody else, and that no control character got through.
 */
const hostile = [
  '::set-output name=ref::evil',
  '::error::evil',
  '  ::stop-commands::evil',
  '##[group]evil',
  '##vso[task.setvariable]evil',
  '\u001b[31mred\u001b[0m',
  'a\r::error::evil',
  '<script>evil()</script><img src=x onerror=evil()>',
  '| a | b |',
  '`code` **bold** [link](http://evil.example) # heading',
  '</td></tr></table>',
  'GITHUB_OUTPUT<<EOF',
].join('\n');

/** The summary holds no markup and no entity but those of the action. */
function expectHarmlessMarkup(summary: string): void {
  const markup = summary.replaceAll(/<\/?(?:h3|p|strong|em|code|table|tr|th|td|br)>/g, '');
  expect(markup).not.toMatch(/[<>`*_[\]|"]/);
  expect(markup.replaceAll(/&#\d+;/g, '')).not.toMatch(/[&#]/);
  expect(summary).not.toMatch(/\n\s*\n./);
}

describe('hostile text', () => {
  test('is kept unchanged as the message of a version', async () => {
    const { step, dataset, emulator } = await startJob();

    const created = await step({ operation: 'create-version', dataset, message: hostile });
    const read = await step({ operation: 'get-version', dataset: created.outputs.ref ?? '' });
    const listed = await step({ operation: 'list-versions', dataset });

    expect(emulator.paperspace.versions(dataset)).toMatchObject([{ message: hostile }]);
    for (const { exit, outputs, summary } of [created, read, listed]) {
      expect(exit).toBe(0);
      expect(outputs.ref ?? `${dataset}:`).toContain(dataset);
      expect(outputs.result).toContain(JSON.stringify(hostile).slice(1, -1));
      expectHarmlessMarkup(summary);
    }
    expect(read.outputs.message).toBe(hostile);
  });

  test('is harmless as the message in a dry run', async () => {
    const { step, dataset } = await startJob();

    const { exit, summary } = await step({ operation: 'create-version', dataset, message: hostile, 'dry-run': 'true' });

    expect(exit).toBe(0);
    expectHarmlessMarkup(summary);
  });

  test('is harmless as the name and the description of a dataset', async () => {
    const { step, emulator } = await startJob();

    const created = await step({ operation: 'create-dataset', name: hostile, description: hostile });
    const listed = await step({ operation: 'list-datasets' });

    expect(emulator.paperspace.datasets()[1]).toMatchObject({ name: hostile, description: hostile });
    expect(created.outputs['dataset-name']).toBe(hostile);
    for (const { exit, summary } of [created, listed]) {
      expect(exit).toBe(0);
      expectHarmlessMarkup(summary);
    }
  });

  test('is harmless as a tag', async () => {
    const { step, dataset, emulator } = await startJob();
    const { version } = emulator.paperspace.addVersion(dataset);
    const tags = hostile.split(/[\r\n]/).join(',');

    const set = await step({ operation: 'set-tags', dataset: `${dataset}:${version}`, tags });
    const odd = await step({ operation: 'get-version', dataset, version: '##[group]evil' });

    expect(set.exit).toBe(0);
    expect(set.outputs.tags).toContain('::set-output name=ref::evil');
    expectHarmlessMarkup(set.summary);
    expect([odd.exit, odd.outputs.version]).toEqual([0, version]);
  });

  test('is harmless as a reference that is not found', async () => {
    const { step } = await startJob();

    const failed = await step({ operation: 'get-dataset', dataset: hostile.replaceAll(':', ';') });
    const refused = await step({ operation: hostile });

    for (const { exit, messages, summary } of [failed, refused]) {
      expect(exit).toBe(1);
      expect(messages('error').join()).toContain('evil');
      expectHarmlessMarkup(summary);
    }
  });

  test('is harmless as an error message of the API and in the log line of a retry', async () => {
    const { step } = await startJob();
    const body = JSON.stringify({ code: hostile, message: hostile, details: [{ message: hostile }] });
    const headers = { 'content-type': 'application/json', 'x-request-id': 'a##[b]' };
    await using server = await httpServer((_request, response) => response.writeHead(503, headers).end(body));

    const failed = await step({
      operation: 'get-dataset',
      dataset: 'dst364npcw6ccok',
      'api-url': `http://127.0.0.1:${server.port}`,
      retries: '1',
    });

    expect(failed.exit).toBe(1);
    expect(failed.lines.filter((line) => line.startsWith('Retrying'))).toHaveLength(1);
    expect(failed.messages('error').join()).toContain('set-output name=ref');
    expectHarmlessMarkup(failed.summary);
  });

  test('is harmless as the location of a redirect', async () => {
    const location = "https://evil.example/'><b>##[group]**x**";
    const { step } = await startJob({ faults: [{ kind: 'redirect', location }] });

    const failed = await step({ operation: 'list-datasets' });

    expect(failed.exit).toBe(1);
    expect(failed.messages('error').join()).toContain('evil.example');
    expectHarmlessMarkup(failed.summary);
  });

  test('is harmless in every field of the event', async () => {
    const { step, dataset, emulator } = await startJob();
    const event = { release: { name: hostile, tag_name: 'v1`<b>', html_url: hostile } };

    const { exit, summary } = await step({ operation: 'create-version', dataset }, { event });

    expect(exit).toBe(0);
    expect(emulator.paperspace.versions(dataset)).toMatchObject([
      { message: hostile, metadata: { github: { releaseTag: 'v1`<b>', releaseUrl: hostile } } },
    ]);
    expectHarmlessMarkup(summary);
  });
});
