import { describe, expect, test } from '@jest/globals';
import { mainRan, noteMainRan, saveDrafts, savedDrafts } from '../../src/github/state.ts';
import { fakeWorkflow } from '../support/recording.ts';

describe('the state of a step', () => {
  test('tells the post step that the main step ran', () => {
    const main = fakeWorkflow();

    expect(mainRan(main)).toBe(false);
    noteMainRan(main);

    expect(mainRan(fakeWorkflow({ state: main.saved }))).toBe(true);
  });

  test('passes the drafts to the post step', () => {
    const main = fakeWorkflow();
    const drafts = [
      { datasetId: 'ds1', attempt: 'a', onFailure: 'keep' },
      { datasetId: 'ds2', attempt: 'b', onFailure: 'delete' },
    ] as const;

    saveDrafts(main, drafts);

    expect(savedDrafts(fakeWorkflow({ state: main.saved }))).toEqual(drafts);
  });

  test('has no drafts if the main step announced none', () => {
    expect(savedDrafts(fakeWorkflow())).toEqual([]);
  });

  test.each([
    '[{"datasetId":"ds1"}]',
    '{"drafts":',
    '[{"datasetId":"ds1","attempt":"a","onFailure":"maybe"}]',
  ])('with an invalid list of drafts is an error: %s', (drafts) => {
    expect(() => savedDrafts(fakeWorkflow({ state: { drafts } }))).toThrow();
  });
});
