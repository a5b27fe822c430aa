/** Deletes a version or a dataset, with or without its files. */
import type { KnownVersion } from '../files/reclaim.ts';
import { freedText, listKnown, type ReclaimInputs } from './freed.ts';
import { reportDryRun } from './report.ts';
import type { Services } from './services.ts';
import type { Outputs, Report, Step } from './step.ts';

/** The deletion of a version or of a dataset. */
export interface Deletion {
  readonly datasetId: string;
  /** The name of what is deleted, for people: `version dst364npcw6ccok:fo5rp4m`. */
  readonly subject: string;
  readonly outputs: Outputs;
  /** Deletes it by the API. */
  readonly remove: () => Promise<unknown>;
  /** Returns the versions that are deleted by it, of all that the API lists. */
  readonly versions: (known: readonly KnownVersion[]) => Promise<readonly KnownVersion[]>;
}

interface DeletionInputs extends ReclaimInputs {
  readonly 'delete-files': boolean;
  readonly 'dry-run': boolean;
}

/**
 * Deletes a version or a dataset, and then the files of its versions where they are to be deleted too.
 *
 * @throws FilesLeftError, or a PartialFailure where several versions have files left
 */
export async function deleteAndReport(
  step: Step,
  services: Services,
  inputs: DeletionInputs,
  deletion: Deletion,
): Promise<Report> {
  const { subject, outputs, remove } = deletion;
  if (inputs['delete-files']) return deleteWithFiles(step, services, inputs, deletion);
  if (inputs['dry-run']) return reportDryRun(step, `delete ${subject}`, outputs);
  await step.result(await remove());
  step.output(outputs);
  return { outcome: 'deleted', headline: `Deleted ${subject}` };
}

async function deleteWithFiles(
  step: Step,
  services: Services,
  inputs: DeletionInputs,
  { datasetId, subject, outputs, remove, versions: select }: Deletion,
): Promise<Report> {
  const { measureAll, Reclaimer, reclaimAll } = await import('./reclaim.ts');
  const known = await listKnown(services, datasetId);
  const reclaimer = await Reclaimer.open(services, inputs, datasetId, known);
  const versions = await select(known);
  if (inputs['dry-run']) {
    const total = await measureAll(step, reclaimer, versions);
    return reportDryRun(step, `delete ${subject} and ${freedText(total)}`, { ...outputs, ...total });
  }
  await step.result(await remove());
  step.output(outputs);
  const total = await reclaimAll(step, reclaimer, versions);
  step.output(total);
  return { outcome: 'deleted', headline: `Deleted ${subject} and ${freedText(total)}` };
}
