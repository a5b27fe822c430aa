import { describe, expect, test } from '@jest/globals';
import { setOutputs } from '../../src/github/output-texts.ts';
import { fakeWorkflow } from '../support/fake-workflow.ts';

describe('outputs', () => {
  test('are texts: numbers and truth values as they are written, tags with commas, ids as JSON', () => {
    const workflow = fakeWorkflow();

    setOutputs(workflow, {
      ref: 'ds1:fo5rp4m',
      count: 0,
      'is-committed': false,
      tags: ['v1', 'production'],
      versions: ['fo5rp4m', 'abcdefg'],
    });

    expect(workflow.outputs).toEqual({
      ref: 'ds1:fo5rp4m',
      count: '0',
      'is-committed': 'false',
      tags: 'v1,production',
      versions: '["fo5rp4m","abcdefg"]',
    });
  });

  test('of empty lists are an empty text and an empty array', () => {
    const workflow = fakeWorkflow();

    setOutputs(workflow, { tags: [], versions: [] });

    expect(workflow.outputs).toEqual({ tags: '', versions: '[]' });
  });

  test('are set up to 100,000 bytes; a larger one is left out, and a notice says so', () => {
    const workflow = fakeWorkflow();

    setOutputs(workflow, { message: 'é'.repeat(50_000), url: `${'é'.repeat(50_000)}x` });

    expect(Object.keys(workflow.outputs)).toEqual(['message']);
    expect(workflow.told('notice')).toEqual(['The output url is left out, since it is larger than 100000 bytes']);
  });
});
