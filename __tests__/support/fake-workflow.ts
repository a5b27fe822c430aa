/** A runner that only listens: gives a step its inputs, and writes down what it says. */
import type { Environment, Workflow } from '../../src/github/workflow.ts';

export interface FakeWorkflowOptions {
  readonly inputs?: Readonly<Record<string, string>>;
  readonly env?: Environment;
  readonly state?: Readonly<Record<string, string>>;
  /** What the runner says when the step writes its summary. */
  readonly summaryFails?: Error;
}

export interface FakeWorkflow extends Workflow {
  /** Everything that was said, in order, each as `kind: text`. */
  readonly said: readonly string[];
  /** The texts of one kind. */
  told(kind: string): string[];
  readonly outputs: Readonly<Record<string, string>>;
  readonly saved: Readonly<Record<string, string>>;
  readonly summary: string;
}

export function fakeWorkflow({
  inputs = {},
  env = {},
  state = {},
  summaryFails,
}: FakeWorkflowOptions = {}): FakeWorkflow {
  const entries: { readonly kind: string; readonly text: string }[] = [];
  const outputs: Record<string, string> = {};
  const saved: Record<string, string> = {};
  let written = '';
  const say =
    (kind: string) =>
    (text: string): void => {
      entries.push({ kind, text });
    };
  return {
    env,
    input: (name) => (inputs[name] ?? '').trim(),
    state: (name) => state[name] ?? '',
    setOutput: (name, value) => {
      outputs[name] = value;
      say('output')(`${name}=${value}`);
    },
    saveState: (name, value) => {
      saved[name] = value;
      say('state')(`${name}=${value}`);
    },
    mask: say('mask'),
    debug: say('debug'),
    info: say('info'),
    notice: say('notice'),
    warning: say('warning'),
    error: (title, message) => say('error')(`${title} | ${message}`),
    group: say('group'),
    endGroup: () => say('endgroup')(''),
    writeSummary: async (markup) => {
      if (summaryFails !== undefined) throw summaryFails;
      written = markup;
    },
    get said() {
      return entries.map(({ kind, text }) => `${kind}: ${text}`);
    },
    told: (kind) => entries.filter((entry) => entry.kind === kind).map(({ text }) => text),
    outputs,
    saved,
    get summary() {
      return written;
    },
  };
}
