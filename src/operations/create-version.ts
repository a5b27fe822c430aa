import type { Log } from '../net/log.ts';
import { versionsByAttempt } from '../paperspace/created.ts';
import { resolveDataset } from '../paperspace/references.ts';
import type { Version } from '../paperspace/schema.ts';
import { newAttempt, withMark } from '../paperspace/snapshot-mark.ts';
import { PROVENANCE } from './metadata.ts';
import { type Context, defineOperation } from './operation.ts';
import { resolvedOutputs, versionOutputNames } from './outputs.ts';
import { removeDraft } from './remove-draft.ts';
import { reportDryRun, reportVersion } from './report.ts';
import { noVersion } from './target.ts';

export const createVersion = defineOperation({
  name: 'create-version',
  calls: '`POST /datasets/{id}/versions`',
  purpose: 'a new draft',
  required: ['dataset'],
  optional: ['message', 'tags', 'metadata', 'provenance', 'on-failure', 'dry-run'],
  outputs: versionOutputNames,
  checks: [noVersion],
  run: async (context, { dataset: reference, tags, provenance, ...inputs }) => {
    const { paperspace, event } = context;
    const resolved = await resolveDataset(paperspace, reference.dataset);
    const { id } = resolved;
    const name = resolvedOutputs(resolved);
    const message = inputs.message ?? event.message;
    if (inputs['dry-run']) {
      const described = message === undefined ? '' : ` with the message ${JSON.stringify(message)}`;
      return reportDryRun(context, `create a draft of dataset ${id}${described}`, name);
    }
    const attempt = newAttempt();
    const given = { ...inputs.metadata, ...(provenance ? { [PROVENANCE]: event.provenance } : {}) };
    const metadata = withMark(given, { attempt, run: event.run });
    context.announce({ datasetId: id, attempt, onFailure: inputs['on-failure'] });
    const created = await paperspace.createVersion(id, { message, metadata, tags });
    const version = created.value;
    context.publish({ ...name, ref: `${id}:${version.version}`, version: version.version });
    if (created.repeated) await removeTwins(context, version, attempt);
    return reportVersion(context, 'created', `Created draft ${id}:${version.version}`, version, name);
  },
});

/**
 * After a create that was sent more than once: deletes the drafts that its lost attempts left. A create may still be
 * on its way; a snapshot therefore looks once more after its commit.
 */
export async function removeTwins({ paperspace, log }: Context, kept: Version, attempt: string): Promise<void> {
  const twins = await versionsByAttempt(paperspace, kept.datasetId, attempt);
  if (!twins.some(({ version }) => version === kept.version)) {
    warnOfOrphan(log, kept, attempt);
  }
  for (const twin of twins) {
    if (twin.version === kept.version || twin.isCommitted) continue;
    await removeDraft({ paperspace, log }, twin, 'it was left by a create whose answer was lost');
  }
}

/** Where lists do not show drafts, what a lost create may have left cannot be seen, only said. */
export function warnOfOrphan(log: Log, { datasetId, version }: Version, attempt: string): void {
  log.warning(
    `An answer was lost while version ${datasetId}:${version} was created, and lists do not show drafts here: a second draft with the attempt id ${attempt} may be left`,
  );
}
