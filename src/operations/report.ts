import type { Dataset, Version } from '../paperspace/schema.ts';
import type { Context, Report, SummaryBlock } from './operation.ts';
import { datasetOutputs, type Outcome, type Outputs, versionOutputs } from './outputs.ts';

/** Reports one dataset: its outputs, the answer as `result`, and its facts. */
export async function reportDataset(
  { result }: Context,
  outcome: Outcome,
  headline: string,
  dataset: Dataset,
): Promise<Report> {
  await result.value(dataset);
  return { outcome, headline, outputs: datasetOutputs(dataset), summary: [datasetFacts(dataset)] };
}

/** Reports one version: its outputs, the answer as `result`, and its facts. */
export async function reportVersion(
  { result }: Context,
  outcome: Outcome,
  headline: string,
  version: Version,
  extra: Outputs = {},
): Promise<Report> {
  await result.value(version);
  const outputs = { ...versionOutputs(version), ...extra };
  return { outcome, headline, outputs, summary: [versionFacts(version, extra)] };
}

/** Reports what a dry run would have done. What is known already is put out, and nothing else. */
export async function reportDryRun({ result }: Context, would: string, outputs: Outputs): Promise<Report> {
  const headline = `Dry run: would ${would}`;
  await result.value({ 'dry-run': true, would });
  return { outcome: 'none', headline, outputs, summary: [{ kind: 'note', text: 'Nothing was changed.' }] };
}

export function datasetFacts(dataset: Dataset): SummaryBlock {
  return {
    kind: 'facts',
    facts: [
      ['Dataset', dataset.name ?? '(no name)'],
      ['Id', dataset.id],
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
