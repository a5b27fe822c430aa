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
  const drafts = states.flatMap((state) => {
    if (state?.end.kind !== 'running') return [];
    // A resumed draft is part of the progress only after the files are in it.
    return state.progress.draft?.version ?? state.pending.find((one) => one?.kind === 'fill')?.draft ?? [];
  });
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
  const committed = committedOf(api);
  for (const success of successesOf(scenario, states)) {
    const wrong = checkSuccess(scenario, success, committed, faults);
    if (wrong !== undefined) return `${success.name} succeeded with ${success.version}, and ${wrong}`;
  }
  const failed = states.find(({ end }) => end.kind === 'failed');
  if (faults === 0 && failed?.end.kind === 'failed' && !isExpected(scenario, failed.end.error)) {
    return `a process failed without a fault: ${failed.end.error}`;
  }
  const wrong = committed.find(({ content, metadata }) => content !== markOf(metadata).files?.digest);
  if (wrong !== undefined) return `${wrong.id} is committed, and its files are not those that its mark names`;
  return (
    checkContents(scenario, states) ?? checkTagsOfFiles(scenario, committed) ?? checkRefused(scenario, states, api)
  );
}

interface Success {
  readonly name: string;
  readonly version: string;
  readonly content: string;
  readonly tags: readonly string[];
}

/** The processes that committed, or adopted a committed version. */
function successesOf({ processes }: Scenario, states: readonly LocalState[]): Success[] {
  return processes.flatMap(({ name, content, tags, commit }, at) => {
    const end = states[at]?.end;
    return commit && end?.kind === 'succeeded' ? [{ name, version: end.version, content, tags }] : [];
  });
}

/**
 * A version that a process succeeded with is committed and holds its files. Only its own step may have deleted it, in
 * favor of another version with the same files.
 */
function checkSuccess(
  scenario: Scenario,
  { version, content, tags: wanted }: Success,
  committed: readonly ModelVersion[],
  faults: number,
): string | undefined {
  if (faults > 0 && hasConcurrentReRun(scenario)) return undefined;
  const holding = committed.filter((one) => one.content === content);
  if (holding.length === 0) return `no committed version has its files`;
  if (committed.some(({ id }) => id === version) && !holding.some(({ id }) => id === version)) {
    return 'that version has other files';
  }
  // Where the API does not move tags, a process that dies while it moves one leaves it on no version until the next run.
  const isMoving = scenario.rules.tagHolder === 'conflict' && faults > 0;
  const hasTags = committed.some(({ tags }) => wanted.every((tag) => tags.includes(tag)));
  return isMoving || hasTags ? undefined : 'no committed version has all tags';
}

/** Of processes with different files, those of one content at most succeed. */
function checkContents(scenario: Scenario, states: readonly LocalState[]): string | undefined {
  const contents = new Set(successesOf(scenario, states).map(({ content }) => content));
  return contents.size > 1 ? `processes succeeded with ${[...contents].join(' and with ')}` : undefined;
}

/** A version has no tags that only processes with other files want. */
function checkTagsOfFiles({ processes }: Scenario, committed: readonly ModelVersion[]): string | undefined {
  for (const { id, content, tags } of committed) {
    const wanted = processes.filter((process) => process.content === content).flatMap((process) => process.tags);
    const stray = tags.find((tag) => !wanted.includes(tag));
    if (stray !== undefined) return `${id} has the tag ${stray}, which no process with its files wants`;
  }
  return undefined;
}

/** A process that is refused because the key has a version with other files leaves no draft. */
function checkRefused(
  { processes, rules }: Scenario,
  states: readonly LocalState[],
  api: ApiState,
): string | undefined {
  const refused = processes.filter((_, at) => {
    const end = states[at]?.end;
    return end?.kind === 'failed' && end.error.includes('but with different files');
  });
  const drafts = ofKey(api).filter(({ isCommitted }) => !isCommitted);
  const by = refused.find(({ name }) => drafts.some(({ metadata }) => markOf(metadata).attempt === `${name}-1`));
  return by !== undefined && rules.draftsInLists ? `${by.name} was refused and left its draft` : undefined;
}

/**
 * Where the API can move a tag in one request, a process that is alone leaves a tag that a version had on a version at
 * every moment. (Of two that commit at the same moment, one can remove a tag that the other has just moved, and then adds
 * it again: docs/snapshot.md says so.)
 */
export function checkHeldTags(scenario: Scenario, { versions }: ApiState): string | undefined {
  if (scenario.rules.tagHolder === 'conflict' || scenario.processes.length > 1) return undefined;
  const held = scenario.initial.versions.flatMap(({ tags }) => tags);
  const lost = held.find((tag) => !versions.some(({ tags }) => tags.includes(tag)));
  return lost === undefined ? undefined : `the tag ${lost} is on no version`;
}

/**
 * A re-run that settles two committed versions while the other run does the same can delete both, until one of them or a
 * later run creates the version anew: docs/snapshot.md says so.
 */
function hasConcurrentReRun({ processes }: Scenario): boolean {
  return processes.length > 2 && processes.some(({ after }) => after.length > 0);
}

/**
 * Of two runs with different files one fails, or both versions are named where neither may be deleted. A third run that
 * finds two committed versions of others names both: docs/snapshot.md says so.
 */
function isExpected(scenario: Scenario, error: string): boolean {
  const isMixed = new Set(scenario.processes.map(({ content }) => content)).size > 1;
  if (scenario.processes.length > 2 || isMixed) {
    return error.includes('has two committed versions') || (isMixed && error.includes('but with different files'));
  }
  return false;
}

/** A process that runs alone is refused only where two versions exist that it may not delete, or one with other files. */
function checkRefusal({ processes }: Scenario, by: Identity, error: string, before: ApiState): string | undefined {
  const committed = committedOf(before);
  const differ = committed.some(({ content }) => content !== by.content);
  if (error.includes('but with different files') && committed.length === 1 && differ) return undefined;
  const isReRun = processes.some(({ run }) => run === by.run);
  const mayDeleteNone = differ || !isReRun || processes.length > 2;
  if (error.includes('has two committed versions') && committed.length > 1 && mayDeleteNone) return undefined;
  return error;
}

/** Checks the state after all processes have ended and another ran alone, without a fault. */
export function checkAfterReRun(
  scenario: Scenario,
  by: Identity,
  state: LocalState,
  states: readonly LocalState[],
  before: ApiState,
  api: ApiState,
): string | undefined {
  const wrongRefusal = state.end.kind === 'failed' ? checkRefusal(scenario, by, state.end.error, before) : undefined;
  if (wrongRefusal !== undefined) return `the re-run of ${by.run} failed: ${wrongRefusal}`;
  const committed = committedOf(api);
  for (const { name, content } of successesOf(scenario, states)) {
    if (!committed.some((one) => one.content === content))
      return `${by.run} deleted the files of ${name}, which succeeded`;
    if (state.end.kind === 'succeeded' && content !== by.content)
      return `${by.run} and ${name} succeeded with different files`;
  }
  if (state.end.kind === 'failed') return undefined;
  const [version] = committed;
  if (version === undefined || committed.length > 1)
    return `the key has ${committed.length} committed versions after ${by.run} ran again`;
  const holders = (tag: string): string =>
    api.versions
      .filter(({ tags }) => tags.includes(tag))
      .map(({ id }) => id)
      .join();
  for (const tag of by.tags)
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
