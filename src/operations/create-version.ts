import { removeTwins } from '../paperspace/drafts.ts';
import { newAttempt, PROVENANCE, withMark } from '../paperspace/snapshot-mark.ts';
import { defineOperation } from './operation.ts';
import { versionOutputNames } from './outputs.ts';
import { reportDryRun, reportVersion } from './report.ts';

export const createVersion = defineOperation({
  name: 'create-version',
  calls: '`POST /datasets/{id}/versions`',
  purpose: 'a new draft',
  target: 'dataset',
  required: [],
  optional: ['message', 'tags', 'metadata', 'provenance', 'on-failure', 'dry-run'],
  outputs: versionOutputNames,
  run: async (step, { target, tags, provenance, ...inputs }, { paperspace, event, announceDraft }) => {
    const { datasetId } = target;
    const message = inputs.message ?? event.message;
    if (inputs['dry-run']) {
      const described = message === undefined ? '' : ` with the message ${JSON.stringify(message)}`;
      return reportDryRun(step, `create a draft of dataset ${datasetId}${described}`, target.outputs);
    }
    const attempt = newAttempt();
    const given = { ...inputs.metadata, ...(provenance ? { [PROVENANCE]: event.provenance } : {}) };
    const metadata = withMark(given, { attempt, run: event.run });
    announceDraft({ datasetId, attempt, onFailure: inputs['on-failure'] });
    const created = await paperspace.createVersion(datasetId, { message, metadata, tags });
    const version = created.value;
    step.output({ ...target.outputs, ref: `${datasetId}:${version.version}`, version: version.version });
    if (created.repeated) await removeTwins(paperspace, step.log, version, attempt);
    return reportVersion(step, 'created', `Created draft ${target.describe(version)}`, version, target.outputs);
  },
});
