import { describe, expect, test } from '@jest/globals';
import { answerChoices } from '../../emulator/answers.ts';
import { startJob } from '../support/job.ts';

const tagHolders = answerChoices.tagHolder.flatMap((tagHolder) =>
  answerChoices.putTags.map((putTags) => ({ tagHolder, putTags })),
);
/** Where PUT only adds tags, one can only leave a version by the API's own doing. */
const movable = ({ tagHolder, putTags }: (typeof tagHolders)[number]): boolean =>
  putTags === 'replace' || tagHolder === 'moves';

describe('promote', () => {
  test.each(tagHolders.filter(movable))('moves a tag, and back by its result: %j', async (answers) => {
    const { step, dataset, emulator } = await startJob({ answers });
    const { paperspace } = emulator;
    const old = paperspace.addVersion(dataset, { isCommitted: true, tags: ['v1', 'production'] }).version;
    const fresh = paperspace.addVersion(dataset, { isCommitted: true, tags: ['v2'] }).version;
    const holders = (): string[] =>
      paperspace.versions(dataset).flatMap(({ version, tags }) => (tags.includes('production') ? [version] : []));

    const there = await step({ operation: 'promote', dataset: `${dataset}:v2`, tags: 'production' });
    expect([there.exit, there.outputs.outcome, holders()]).toEqual([0, 'updated', [fresh]]);
    const { from } = JSON.parse(there.outputs.result ?? '');
    expect(from).toEqual({ production: old });
    expect(there.outputs).toMatchObject({ version: fresh, tags: 'v2,production', 'is-committed': 'true' });
    expect(there.summary).toContain(`<td>production</td><td>${old}</td>`);

    const back = await step({ operation: 'promote', dataset, version: from.production, tags: 'production' });
    expect([back.exit, holders()]).toEqual([0, [old]]);
    const again = await step({ operation: 'promote', dataset, version: old, tags: 'production' });
    expect([again.exit, again.outputs.outcome]).toEqual([0, 'unchanged']);
  });

  test.each(tagHolders.filter((answers) => !movable(answers)))('says that no tag can move: %j', async (answers) => {
    const { step, dataset, emulator } = await startJob({ answers });
    emulator.paperspace.addVersion(dataset, { isCommitted: true, tags: ['production'] });
    const { version } = emulator.paperspace.addVersion(dataset, { isCommitted: true });

    const { exit, messages, outputs } = await step({ operation: 'promote', dataset, version, tags: 'production' });

    expect([exit, outputs.outcome]).toEqual([1, 'none']);
    expect(messages('error')).toEqual([expect.stringContaining('the API only adds tags')]);
  });

  test('refuses a draft', async () => {
    const { step, dataset, emulator } = await startJob();
    const { version } = emulator.paperspace.addVersion(dataset);

    const { exit, messages } = await step({ operation: 'promote', dataset, version, tags: 'production' });

    expect(exit).toBe(1);
    expect(messages('error')).toEqual([
      expect.stringMatching(/is a draft, whose files may still change\nUse `commit` first/),
    ]);
  });

  test('moves the tag even when the response to any request is lost', async () => {
    const numbers = [1, 2, 3, 4, 5, 6, 7, 8];
    const jobs = await Promise.all(
      numbers.map((nth) =>
        startJob({ answers: { tagHolder: 'conflict' }, faults: [{ kind: 'drop', when: 'after', nth }] }),
      ),
    );

    const ends = await Promise.all(
      jobs.map(async ({ step, dataset, emulator }) => {
        emulator.paperspace.addVersion(dataset, { isCommitted: true, tags: ['production'] });
        const { version } = emulator.paperspace.addVersion(dataset, { isCommitted: true });
        const { exit } = await step({ operation: 'promote', dataset, version, tags: 'production' });
        const tags = emulator.paperspace.versions(dataset).map((one) => one.tags);
        return [exit, tags];
      }),
    );

    expect(ends).toEqual(numbers.map(() => [0, [[], ['production']]]));
  });

  test('reports missing tags and a missing version before any request', async () => {
    const { step, dataset } = await startJob();

    const { exit, requests, messages } = await step({ operation: 'promote', dataset });

    expect([exit, requests]).toEqual([1, []]);
    expect(messages('error').join('\n')).toMatch(/`tags` is missing/);
  });
});
