import type { Change, ChangeSummary } from '../files/diff.ts';
import type { PaperspaceClient } from '../paperspace/client.ts';
import { newestVersions, readVersion } from '../paperspace/references.ts';
import type { Version } from '../paperspace/schema.ts';
import { type FileAccess, openFiles, type ScanInputs, scan, storageInputs } from './access.ts';
import { changeBlocks, changeLine, changeOutputNames, changeOutputs, changeText, hasNoChanges } from './changes.ts';
import { defineOperation, type VersionTarget } from './operation.ts';
import { versionOutputNames, versionOutputs } from './outputs.ts';
import type { Services } from './services.ts';
import type { Step } from './step.ts';

const MAX_LINES = 100;

export const diff = defineOperation({
  name: 'diff',
  calls: 'GET of both versions, then S3',
  purpose: 'what changed between two versions, or between a version and the files `path`',
  target: 'version',
  required: [],
  optional: [
    'against',
    'path',
    'destination',
    'if-no-files-found',
    'include-hidden-files',
    ...storageInputs,
    'comment',
    'github-token',
    'job-index',
  ],
  outputs: [...versionOutputNames, ...changeOutputNames],
  check: ({ against, path }) =>
    against === undefined || path === undefined
      ? []
      : [{ input: 'against', message: 'cannot be combined with `path`: `dataset` is the version to compare with' }],
  run: async (step, { target, ...inputs }, services) => {
    const access = await openFiles(services, inputs);
    const version = await target.read();
    step.output({ ...target.outputs, ...versionOutputs(version) });
    const comparison = { step, services, access, target, version };
    const { summary, subject, other } = await (inputs.path === undefined
      ? compareWithEarlier(comparison, inputs)
      : compareWithPath(comparison, inputs.path, inputs));
    step.output(changeOutputs(summary));
    const blocks = changeBlocks(summary);
    await step.summary(...blocks);
    const isSame = hasNoChanges(summary);
    const headline = isSame
      ? `No changes: ${subject} has the same files as ${other}`
      : `${subject} compared with ${other}: ${changeText(summary)}`;
    const { comment, 'github-token': token, 'job-index': jobIndex } = inputs;
    if (comment) await services.updateComment({ token, jobIndex, headline, blocks });
    return { outcome: isSame ? 'unchanged' : 'changed', headline };
  },
});

interface Comparison {
  readonly step: Step;
  readonly services: Services;
  readonly access: FileAccess;
  readonly target: VersionTarget;
  readonly version: Version;
}

interface Compared {
  readonly summary: ChangeSummary;
  /** What was compared, and with what, as people read it. */
  readonly subject: string;
  readonly other: string;
}

async function compareWithEarlier(
  { step, services, access, target, version }: Comparison,
  { against, destination }: { readonly against: string | undefined; readonly destination: string },
): Promise<Compared> {
  const { compareVersions } = await import('../files/index.ts');
  const earlier = await versionToCompare(services.paperspace, version, against);
  const before = earlier === undefined ? undefined : access.locate(earlier);
  const options = { destination, onChange: changeReporter(step) };
  const summary = await compareVersions(access.storage, before, access.locate(version), options);
  const other = earlier === undefined ? 'no earlier version' : `version ${target.describe(earlier)}`;
  return { summary, subject: `Version ${target.describe(version)}`, other };
}

async function compareWithPath(
  { step, services, access, target, version }: Comparison,
  path: readonly string[],
  inputs: ScanInputs,
): Promise<Compared> {
  const { compareWithLocalFiles } = await import('../files/index.ts');
  const files = await scan(step, services, path, inputs);
  const options = { destination: inputs.destination, onChange: changeReporter(step) };
  const summary = await compareWithLocalFiles(access.storage, access.locate(version), files, options);
  return { summary, subject: 'The files of `path`', other: `version ${target.describe(version)}` };
}

function changeReporter(step: Step): (change: Change) => Promise<void> {
  let lines = 0;
  return async (change) => {
    lines += 1;
    if (lines <= MAX_LINES) step.log.info(`- ${changeLine(change)}`);
    if (lines === MAX_LINES + 1) step.log.info('- and more, all of which the output result-path has');
    await step.appendResult([change]);
  };
}

/** Reads the version that `against` names; without it, the newest committed version before this one, if there is any. */
async function versionToCompare(
  paperspace: PaperspaceClient,
  version: Version,
  against: string | undefined,
): Promise<Version | undefined> {
  if (against !== undefined) return readVersion(paperspace, version.datasetId, against);
  let isOlder = false;
  for await (const other of newestVersions(paperspace, version.datasetId)) {
    if (other.version === version.version) isOlder = true;
    // A draft may be missing in the list.
    else if (other.isCommitted && (isOlder || Date.parse(other.dtCreated) < Date.parse(version.dtCreated)))
      return other;
  }
  return undefined;
}
