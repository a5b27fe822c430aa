/** The runner's own commands as they are printed, with everything else that a step hands on, in this process. */
import { jest } from '@jest/globals';
import { toolkit } from '../../src/github/toolkit.ts';
import { type FakeWorkflow, type FakeWorkflowOptions, fakeWorkflow } from './fake-workflow.ts';

export interface ListeningRunner {
  readonly workflow: FakeWorkflow;
  /** The lines that a runner would read. */
  lines(): string[];
}

/** A workflow whose log goes through GitHub's toolkit, and is listened to instead of printed. */
export function listeningRunner(options: FakeWorkflowOptions): ListeningRunner {
  let printed = '';
  const keep = (text: unknown): boolean => {
    printed += String(text);
    return true;
  };
  const said =
    <T extends unknown[]>(say: (...texts: T) => void) =>
    (...texts: T): void => {
      const spy = jest.spyOn(process.stdout, 'write').mockImplementation(keep);
      try {
        say(...texts);
      } finally {
        spy.mockRestore();
      }
    };
  const fake = fakeWorkflow(options);
  const log = {
    mask: said(toolkit.mask),
    debug: said(toolkit.debug),
    info: said(toolkit.info),
    notice: said(toolkit.notice),
    warning: said(toolkit.warning),
    error: said(toolkit.error),
    group: said(toolkit.group),
    endGroup: said(toolkit.endGroup),
  };
  // The getters of the fake must stay getters.
  const workflow = Object.defineProperties({ ...fake, ...log }, { summary: { get: () => fake.summary } });
  return { workflow, lines: () => printed.split('\n') };
}
