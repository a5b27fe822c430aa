import * as core from '@actions/core';
import { plainHtml, plainLine, plainLines } from './plain-text.ts';
import type { Workflow } from './workflow.ts';

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
