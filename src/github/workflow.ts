import * as core from '@actions/core';
import type { Log } from '../net/log.ts';
import { type InputName, inputs, type RawInputs } from '../operations/inputs.ts';
import { plainHtml, plainLine, plainLines } from './plain-text.ts';

/** The environment variables of the process. */
export type Environment = Readonly<Record<string, string | undefined>>;

/**
 * What GitHub's runner offers a step. Everything that the action tells the runner passes through here, so that tests
 * can record it. Texts may contain anything: the implementation escapes them, so that none becomes a command.
 */
export interface Workflow extends Log {
  readonly env: Environment;
  /** Returns the text of an input, trimmed; empty where it is not set. */
  input(name: string): string;
  setOutput(name: string, value: string): void;
  /** Saves a value for the post step. */
  saveState(name: string, value: string): void;
  /** Returns a value that the main step saved; empty where it did not. */
  state(name: string): string;
  /** Makes the runner replace this text by `***` in the log. */
  mask(secret: string): void;
  /** Prints an error annotation. Does not set the exit status. */
  error(title: string, message: string): void;
  group(title: string): void;
  endGroup(): void;
  /** Replaces the job summary of this step; rejects where there is none to write to. */
  writeSummary(markup: string): Promise<void>;
}

/** The environment variables that stand in for empty inputs. */
const variables: Readonly<Partial<Record<InputName, readonly string[]>>> = {
  'api-key': ['PAPERSPACE_API_KEY'],
  's3-endpoint': ['AWS_ENDPOINT_URL_S3', 'AWS_ENDPOINT_URL'],
  's3-region': ['AWS_REGION', 'AWS_DEFAULT_REGION'],
};

/** The inputs of a step, as texts. */
export interface GivenInputs {
  readonly raw: RawInputs;
  /** The environment variables that texts of `raw` come from. */
  readonly sources: Readonly<Partial<Record<InputName, string>>>;
}

/** Reads the texts of all inputs. Where an input is empty, its environment variable stands in. */
export function readGivenInputs({ input, env }: Workflow): GivenInputs {
  const raw: Partial<Record<InputName, string>> = {};
  const sources: Partial<Record<InputName, string>> = {};
  for (const name of inputNames()) {
    const text = input(name);
    const variable = variables[name]?.find((one) => env[one]?.trim());
    if (text.trim() !== '') {
      raw[name] = text;
    } else if (variable !== undefined) {
      raw[name] = env[variable] ?? '';
      sources[name] = variable;
    }
  }
  return { raw, sources };
}

/** Returns the names of all inputs. */
export function inputNames(): InputName[] {
  return Object.keys(inputs).filter((name): name is InputName => name in inputs);
}

/** Returns the same runner, whose groups open with their first line: a group without lines is not printed. */
export function withoutEmptyGroups(workflow: Workflow): Workflow {
  let pendingTitle: string | undefined;
  let isOpen = false;
  const inGroup =
    (print: (message: string) => void) =>
    (message: string): void => {
      if (pendingTitle !== undefined) {
        workflow.group(pendingTitle);
        pendingTitle = undefined;
        isOpen = true;
      }
      print(message);
    };
  return {
    ...workflow,
    info: inGroup(workflow.info),
    notice: inGroup(workflow.notice),
    warning: inGroup(workflow.warning),
    group: (title) => {
      pendingTitle = title;
    },
    endGroup: () => {
      pendingTitle = undefined;
      if (isOpen) workflow.endGroup();
      isOpen = false;
    },
  };
}

/** Secrets. The runner masks them in the log, but neither in the job summary nor in an escaped form. */
const secrets = new Set<string>();

/** Removes secrets from a text, which an API that echoes requests might return. */
function clean(text: string): string {
  return [...secrets].reduce((cleaned, secret) => cleaned.replaceAll(secret, '***'), text);
}

/** The runner of this process, through GitHub's toolkit. */
export const toolkit: Workflow = {
  env: process.env,
  input: (name) => core.getInput(name),
  setOutput: (name, value) => core.setOutput(name, value),
  saveState: (name, value) => core.saveState(name, value),
  state: (name) => core.getState(name),
  mask: (secret) => {
    core.setSecret(secret);
    secrets.add(secret).add(plainHtml(secret));
  },
  debug: (message) => core.debug(plainLine(clean(message))),
  info: (message) => core.info(plainLines(clean(message))),
  notice: (message) => core.notice(plainLines(clean(message))),
  warning: (message) => core.warning(plainLines(clean(message))),
  error: (title, message) => core.error(plainLines(clean(message)), { title: plainLine(clean(title)) }),
  group: (title) => core.startGroup(plainLine(clean(title))),
  endGroup: () => core.endGroup(),
  writeSummary: async (markup) => {
    await core.summary.emptyBuffer().addRaw(clean(markup), true).write({ overwrite: true });
  },
};
