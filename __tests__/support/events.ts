/** What GitHub's runner tells a job, by the event that started it: the environment beside the payload. */
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { releaseEnv } from '../../emulator/release-event.ts';

const folder = path.join(import.meta.dirname, '..', 'fixtures', 'events');

const branchEnv = { GITHUB_REF: 'refs/heads/main', GITHUB_REF_NAME: 'main', GITHUB_REF_TYPE: 'branch' };

/** The environment of each event, where it is another than that of a release. */
const environments = {
  'release-published': {},
  'push-tag': { GITHUB_EVENT_NAME: 'push' },
  'push-branch': { GITHUB_EVENT_NAME: 'push', ...branchEnv },
  schedule: { GITHUB_EVENT_NAME: 'schedule', ...branchEnv },
  'workflow-dispatch': { GITHUB_EVENT_NAME: 'workflow_dispatch', ...branchEnv },
  'repository-dispatch': { GITHUB_EVENT_NAME: 'repository_dispatch', ...branchEnv },
  'pull-request-fork': {
    GITHUB_EVENT_NAME: 'pull_request',
    GITHUB_REF: 'refs/pull/17/merge',
    GITHUB_REF_NAME: '17/merge',
    GITHUB_REF_TYPE: 'branch',
  },
} as const;
export type EventName = keyof typeof environments;

export interface StartedBy {
  readonly event: unknown;
  readonly env: Readonly<Record<string, string>>;
}

/** A job that the event started. */
export function startedBy(name: EventName): StartedBy {
  const event: unknown = JSON.parse(readFileSync(path.join(folder, `${name}.json`), 'utf8'));
  return { event, env: { ...releaseEnv, ...environments[name] } };
}
