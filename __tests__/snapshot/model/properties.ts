/** What must hold in every state that the model checker reaches. Each check returns what is violated, if anything. */
import { markOf } from '../../../src/paperspace/snapshot-mark.ts';
import type { ApiState, ModelVersion } from './api.ts';
import { type Identity, KEY, type LocalState } from './process.ts';
import { EARLIER, type Scenario } from './scenarios.ts';

/** More than any meeting of three processes takes. */
const MAX_ROUNDS = 25;

export function ofKey({ versions }: ApiState): ModelVersion[] {
  return versions.filter(({ metadata }) => markOf(metadata).key === KEY);
}

function committedOf(api: ApiState): ModelVersion[] {
  return ofKey(api).filter(({ isCommitted }) => isCommitted);
}

function isMadeBy(version: ModelVersion, { run }: Identity): boolean {
  return markOf(version.metadata).run === run;
}

/** A process deletes what its own step made, and only if the key keeps a committed version. */
export function checkDeletion(
  scenario: Scenario,
  by: Identity,
  deleted: ModelVersion,
  api: ApiState,
): string | undefined {
  if (!isMadeBy(deleted, by)) return `${by.name} deleted ${deleted.id}, which another run made`;
  if (committedOf(api).length === 0 && !hasConcurrentReRun(scenario))
    return `${by.name} deleted ${deleted.id}, and the key has no committed version`;
  return undefined;
}

export function checkCommit({ name, commit }: Identity, version: string): string | undefined {
  return commit ? undefined : `${name} committed ${version} despite commit: false`;
}

/** No two processes work on one draft. */
export function checkFilling(states: readonly (LocalState | undefined)[]): string | undefined {
  const drafts = states.flatMap((state) =>
    state?.end.kind === 'running' ? (state.standing?.progress.draft?.version ?? []) : [],
  );
  return new Set(drafts).size === drafts.length ? undefined : `two processes work on one draft (${drafts.join(', ')})`;
}

/** A process ends, and one that succeeds names a version with its own files. */
export function checkProcess(
  { name, content, commit }: Identity,
  state: LocalState,
  api: ApiState,
): string | undefined {
  if (state.rounds > MAX_ROUNDS) return `${name} does not end`;
  if (state.end.kind !== 'succeeded') return undefined;
  const { version, isCommitted } = state.end;
  if (commit && !isCommitted) return `${name} succeeded with the draft ${version}`;
  const found = api.versions.find(({ id }) => id === version);
  return found !== undefined && found.content !== content
    ? `${name} succeeded with ${version}, which holds ${found.content}`
    : undefined;
}

/** What must hold once every process has ended. */
export function checkEnd(
  scenario: Scenario,
  states: readonly LocalState[],
  api: ApiState,
  faults: number,
): string | undefined {
  const wanted = states.filter((_, at) => scenario.processes[at]?.commit);
  const committed = committedOf(api);
  // Where the API does not move tags, a process that dies while it moves one leaves it on no version until the next run.
  const isMoving = scenario.rules.tagHolder === 'conflict' && faults > 0;
  const isWhole = committed.some(({ tags }) => isMoving || tagsOf(scenario).every((tag) => tags.includes(tag)));
  if (wanted.some(({ end }) => end.kind === 'succeeded') && !isWhole && !hasConcurrentReRun(scenario)) {
    return 'a process succeeded, and the key has no committed version with all tags';
  }
  const failed = states.find(({ end }) => end.kind === 'failed');
  if (faults === 0 && failed?.end.kind === 'failed' && !isExpected(scenario, failed.end.error)) {
    return `a process failed without a fault: ${failed.end.error}`;
  }
  const wrong = committed.find(({ content, metadata }) => content !== markOf(metadata).files?.digest);
  if (wrong !== undefined) return `${wrong.id} is committed, and its files are not those that its mark names`;
  return undefined;
}

/**
 * A re-run that settles two committed versions while the other run does the same can delete both, until one of them or a
 * later run creates the version anew: docs/snapshot.md says so.
 */
function hasConcurrentReRun({ processes }: Scenario): boolean {
  return processes.length > 2 && processes.some(({ after }) => after.length > 0);
}

function tagsOf({ processes }: Scenario): readonly string[] {
  return processes[0]?.tags ?? [];
}

/**
 * Of two runs with different files one fails, or both versions are named where neither may be deleted. A third run that
 * finds two committed versions of others names both: docs/snapshot.md says so.
 */
function isExpected(scenario: Scenario, error: string): boolean {
  if (scenario.processes.length > 2) return error.includes('has two committed versions');
  const isMixed = new Set(scenario.processes.map(({ content }) => content)).size > 1;
  return isMixed && /but with different files|has two committed versions/.test(error);
}

/** What must hold once all have ended and a process ran alone after them, without a fault. */
export function checkAfterOneMore(
  scenario: Scenario,
  by: Identity,
  state: LocalState,
  before: ApiState,
  api: ApiState,
): string | undefined {
  const isReRun = scenario.processes.some(({ run }) => run === by.run);
  if (state.end.kind === 'failed') {
    if (isExpected(scenario, state.end.error)) return undefined;
    return isReRun || committedOf(before).length < 2 ? `the re-run ${by.run} failed: ${state.end.error}` : undefined;
  }
  const committed = committedOf(api);
  const [version] = committed;
  if (version === undefined || committed.length > 1)
    return `the key has ${committed.length} committed versions after ${by.run} ran again`;
  const holders = (tag: string): string =>
    api.versions
      .filter(({ tags }) => tags.includes(tag))
      .map(({ id }) => id)
      .join();
  for (const tag of tagsOf(scenario))
    if (holders(tag) !== version.id) return `the tag ${tag} is on ${holders(tag)}, not on ${version.id} alone`;
  if (holders('v1') !== EARLIER) return `the tag v1 is on ${holders('v1')}`;
  // What lists do not show cannot be found again.
  if (!scenario.rules.draftsInLists) return undefined;
  const drafts = ofKey(api).filter((one) => !one.isCommitted && isMadeBy(one, by));
  if (drafts.length > 0) return `the re-run of ${by.run} left its drafts ${drafts.map(({ id }) => id).join()}`;
  const resumable = ofKey(before).some((one) => isMadeBy(one, by));
  if (committedOf(before).length === 0 && resumable && api.created > before.created) {
    return `the re-run of ${by.run} created another draft instead of resuming the one that is there`;
  }
  return undefined;
}
