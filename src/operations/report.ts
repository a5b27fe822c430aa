import type { Dataset, Version } from '../paperspace/schema.ts';
import { datasetOutputs, type Outcome, type Outputs, versionOutputs } from './outputs.ts';
import type { Report, Step, SummaryBlock } from './step.ts';

/** Reports one dataset: its outputs, the answer as `result`, and its facts. */
export async function reportDataset(step: Step, outcome: Outcome, headline: string, dataset: Dataset): Promise<Report> {
  step.output(datasetOutputs(dataset));
  await step.summary(datasetFacts(dataset));
  await step.result(dataset);
  return { outcome, headline };
}

/** Reports one version: its outputs, the answer as `result`, and its facts. */
export async function reportVersion(
  step: Step,
  outcome: Outcome,
  headline: string,
  version: Version,
  more: Outputs = {},
): Promise<Report> {
  step.output({ ...versionOutputs(version), ...more });
  await step.summary(versionFacts(version, more));
  await step.result(version);
  return { outcome, headline };
}

/** Reports what a dry run would have done. What is known already becomes outputs, and nothing else. */
export async function reportDryRun(step: Step, would: string, outputs: Outputs): Promise<Report> {
  step.output(outputs);
  await step.summary({ kind: 'note', text: 'Nothing was changed.' });
  await step.result({ 'dry-run': true, would });
  return { outcome: 'none', headline: `Dry run: would ${would}` };
}

export function datasetFacts(dataset: Dataset): SummaryBlock {
  return {
    kind: 'facts',
    facts: [
      ['Dataset', dataset.name ?? '(no name)'],
      ['ID', dataset.id],
      ['Description', dataset.description ?? ''],
      ['Public', dataset.isPublic ? 'yes' : 'no'],
      ['Storage provider', dataset.storageProviderId ?? ''],
      ['Created', dataset.dtCreated],
    ],
  };
}

/** The facts of a version, and of what the step did with its files. */
export function versionFacts(version: Version, { files, bytes, ...outputs }: Outputs = {}): SummaryBlock {
  const transfer = [
    ['Files', bytes === undefined ? String(files ?? '') : `${files} (${bytes} bytes)`],
    ['Uploaded', String(outputs['files-uploaded'] ?? '')],
    ['Copied', String(outputs['files-copied'] ?? '')],
    ['There already', String(outputs['files-unchanged'] ?? '')],
    ['SHA-256 of the manifest', outputs['manifest-digest'] ?? ''],
  ] as const;
  return {
    kind: 'facts',
    facts: [
      ['Reference', `${version.datasetId}:${version.version}`],
      ['State', version.isCommitted ? 'committed' : 'draft'],
      ['Tags', version.tags.join(', ')],
      ['Message', version.message ?? ''],
      ['Bytes', version.usageBytes ?? ''],
      ['URL', version.url ?? ''],
      ['Created', version.dtCreated],
      ...transfer.filter(([, value]) => value !== ''),
    ],
  };
}
