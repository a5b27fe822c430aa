import { expect, test } from '@jest/globals';
import { union, warnIfTagsDiffer } from '../../src/paperspace/tags.ts';
import { RecordingLog } from '../support/recording.ts';
import { sampleVersion } from '../support/responses.ts';

test('a union has each tag once, in order of appearance', () => {
  expect(union(['b', 'a'], ['c', 'a', 'b'])).toEqual(['b', 'a', 'c']);
});

test('tags are compared regardless of their order', () => {
  const log = new RecordingLog();

  warnIfTagsDiffer(log, sampleVersion({ tags: ['a', 'b'] }), ['b', 'a']);
  expect(log.warnings).toEqual([]);

  warnIfTagsDiffer(log, sampleVersion({ tags: [] }), ['a']);
  expect(log.warnings).toEqual([expect.stringMatching(/should have a, but the API reports no tags$/)]);
});
