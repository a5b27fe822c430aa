import * as core from '@actions/core';
import type { Log } from '../net/log.ts';
import { type InputName, inputs, type RawInputs } from '../operations/inputs.ts';
import { plainHtml, plainLine, plainLines } from './plain-text.ts';

/** The environment variables of the process. */
export type Environment = Readonly<Record<string, string | undefined>>;

/**
 * What GitHub's runner offers a step. Everything that the action says to the runner goes through here, so that tests
 * can listen. Texts may hold anything: the implementation sees to it that none becomes a command.
 */
export interface Workflow extends Log {
  readonly env: Environment;
  /** The text of an input as the workflow gives it, trimmed; empty where it is not given. */
  input(name: string): string;
  setOutput(name: string, value: string): void;
  /** Hands a value on to the post step. */
  saveState(name: string, value: string): void;
  /** What the main step handed on; empty where it did not. */
  state(name: string): string;
  /** From now on the runner replaces this text by `***` in the log. */
  mask(secret: string): void;
  /** An error annotation. The exit status is not its concern. */
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

/** What must never be printed. The runner masks it in the log, but not in the job summary, and not where it is quoted. */
const secrets = new Set<string>();

/** The text without any secret, which an API that repeats what it was sent might bring back. */
function clean(text: string): string {
  return [...secrets].reduce((cleaned, secret) => cleaned.replaceAll(secret, '***'), text);
}

/** The runner that this process is a step of, spoken to through GitHub's own toolkit. */
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
