import * as core from '@actions/core';
import packageJson from '../../package.json' with { type: 'json' };
import type { ProxyEnvironment } from '../net/dispatcher.ts';
import type { Log } from '../net/system.ts';

/** The name of this action for servers. */
export const USER_AGENT = `paperspace-dataset-action/${packageJson.version}`;

/** The environment variables of the process. */
export type Environment = Readonly<Record<string, string | undefined>>;

/** Returns the proxies that the environment names. */
export function proxyEnvironment(env: Environment): ProxyEnvironment {
  return {
    httpProxy: env.http_proxy || env.HTTP_PROXY,
    httpsProxy: env.https_proxy || env.HTTPS_PROXY,
    noProxy: env.no_proxy || env.NO_PROXY,
  };
}

/**
 * The interface of GitHub's runner to a step. Everything that the action tells the runner passes through it, so
 * that tests can record it. Texts may contain anything: the implementation escapes them, and none becomes a command.
 */
export interface Workflow extends Log {
  readonly env: Environment;
  /** Returns the text of an input, trimmed; empty if it is not set. */
  input(name: string): string;
  setOutput(name: string, value: string): void;
  /** Saves a value for the post step. */
  saveState(name: string, value: string): void;
  /** Returns a value that the main step saved; empty if it did not. */
  state(name: string): string;
  /** Makes the runner replace this text with `***` in the log. */
  mask(secret: string): void;
  /** Prints an error annotation. Does not set the exit status. */
  error(title: string, message: string): void;
  group(title: string): void;
  endGroup(): void;
  /** Replaces the job summary of this step; rejects if there is no summary to write to. */
  writeSummary(markup: string): Promise<void>;
}

/** Wraps the runner so that a group opens with its first line: a group without lines is not printed. */
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

/**
 * Escapes a text from outside for the log. The runner takes a line that begins with `::` (after white space) or
 * holds `##[` for a workflow command, and a terminal obeys control characters: so line breaks, control characters and
 * such sequences are replaced. The text stays readable.
 */
export function plainLine(text: string): string {
  return (
    text
      // biome-ignore lint/suspicious/noControlCharactersInRegex: this expression matches control characters
      .replace(/[\u0000-\u001f\u007f-\u009f\u2028\u2029\u202a-\u202e\u2066-\u2069]/g, escaped)
      .replaceAll('##[', '## [')
      .replace(/^(\s*)::/, '$1: :')
  );
}

/** Escapes like {@link plainLine}, but keeps line breaks: each line is escaped separately. */
export function plainLines(text: string): string {
  return text.split('\n').map(plainLine).join('\n');
}

function escaped(character: string): string {
  if (character === '\n') return '\\n';
  if (character === '\r') return '\\r';
  if (character === '\t') return ' ';
  return `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`;
}

/**
 * Escapes a text for the job summary: inside HTML, every character that HTML or Markdown could take for markup
 * is an entity, and line breaks are kept as such.
 */
export function plainHtml(text: string): string {
  return text
    .split(/\r\n|\r|\n/)
    .map((line) => plainLine(line).replace(/[^\p{L}\p{N} ,.;?+=/-]/gu, entity))
    .join('<br>');
}

function entity(character: string): string {
  return `&#${character.codePointAt(0)};`;
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
