import * as core from '@actions/core';
import { plainLine, plainLines } from './plain-text.ts';
import type { Workflow } from './workflow.ts';

/** The runner that this process is a step of, spoken to through GitHub's own toolkit. */
export const toolkit: Workflow = {
  env: process.env,
  input: (name) => core.getInput(name),
  setOutput: (name, value) => core.setOutput(name, value),
  saveState: (name, value) => core.saveState(name, value),
  state: (name) => core.getState(name),
  mask: (secret) => core.setSecret(secret),
  debug: (message) => core.debug(plainLine(message)),
  info: (message) => core.info(plainLines(message)),
  notice: (message) => core.notice(plainLines(message)),
  warning: (message) => core.warning(plainLines(message)),
  error: (title, message) => core.error(plainLines(message), { title: plainLine(title) }),
  group: (title) => core.startGroup(plainLine(title)),
  endGroup: () => core.endGroup(),
  addSummary: async (markup) => {
    await core.summary.addRaw(markup, true).write();
  },
};
