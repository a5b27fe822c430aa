import type { Log } from '../net/log.ts';
import { versionsByAttempt } from '../paperspace/created.ts';
import type { Version } from '../paperspace/schema.ts';
import { newAttempt, withMark } from '../paperspace/snapshot-mark.ts';
import { PROVENANCE } from './metadata.ts';
import { defineOperation } from './operation.ts';
import { versionOutputNames } from './outputs.ts';
import { removeDraft } from './remove-draft.ts';
import { reportDryRun, reportVersion } from './report.ts';
import type { Services } from './services.ts';
import type { Step } from './step.ts';

export const createVersion = defineOperation({
  name: 'create-version',
  calls: '`POST /datasets/{id}/versions`',
  purpose: 'a new draft',
  target: 'dataset',
  required: [],
  optional: ['message', 'tags', 'metadata', 'provenance', 'on-failure', 'dry-run'],
  outputs: versionOutputNames,
  run: async (step, { target, tags, provenance, ...inputs }, services) => {
    const { paperspace, event } = services;
    const { datasetId } = target;
    const message = inputs.message ?? event.message;
    if (inputs['dry-run']) {
      const described = message === undefined ? '' : ` with the message ${JSON.stringify(message)}`;
      return reportDryRun(step, `create a draft of dataset ${datasetId}${described}`, target.outputs);
    }
    const attempt = newAttempt();
    const given = { ...inputs.metadata, ...(provenance ? { [PROVENANCE]: event.provenance } : {}) };
    const metadata = withMark(given, { attempt, run: event.run });
    services.announceDraft({ datasetId, attempt, onFailure: inputs['on-failure'] });
    const created = await paperspace.createVersion(datasetId, { message, metadata, tags });
    const version = created.value;
    step.output({ ...target.outputs, ref: `${datasetId}:${version.version}`, version: version.version });
    if (created.repeated) await removeTwins(step, services, version, attempt);
    return reportVersion(step, 'created', `Created draft ${target.describe(version)}`, version, target.outputs);
  },
});

/**
 * After a create that was sent more than once: deletes the drafts that its lost attempts left. A create may still be
 * on its way; a snapshot therefore looks once more after its commit.
 */
export async function removeTwins(
  { log }: Step,
  { paperspace }: Services,
  kept: Version,
  attempt: string,
): Promise<void> {
  const twins = await versionsByAttempt(paperspace, kept.datasetId, attempt);
  if (!twins.some(({ version }) => version === kept.version)) {
    warnOfOrphan(log, kept, attempt);
  }
  for (const twin of twins) {
    if (twin.version === kept.version || twin.isCommitted) continue;
    await removeDraft(paperspace, log, twin, 'it was left by a create whose answer was lost');
  }
}

/** Where lists do not show drafts, what a lost create may have left cannot be seen, only said. */
export function warnOfOrphan(log: Log, { datasetId, version }: Version, attempt: string): void {
  log.warning(
    `An answer was lost while version ${datasetId}:${version} was created, and lists do not show drafts here: a second draft with the attempt id ${attempt} may be left`,
  );
}
