import { isRefusal } from '../paperspace/errors.ts';
import type { Version } from '../paperspace/schema.ts';
import type { Context } from './operation.ts';

/** Deletes a draft, and says why. That it is gone already, by another process's hand, is as good. */
export async function removeDraft(
  { paperspace, log }: Pick<Context, 'paperspace' | 'log'>,
  { datasetId, version }: Version,
  reason: string,
): Promise<void> {
  try {
    await paperspace.deleteVersion(datasetId, version);
    log.info(`Deleted draft ${datasetId}:${version}: ${reason}`);
  } catch (error) {
    if (!isRefusal(error, 404)) throw error;
  }
}
