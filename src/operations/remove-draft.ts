import type { Log } from '../net/log.ts';
import type { PaperspaceClient } from '../paperspace/client.ts';
import { isRefusal } from '../paperspace/errors.ts';
import type { Version } from '../paperspace/schema.ts';

/** Deletes a draft, and says why. That it is gone already, by another process's hand, is as good. */
export async function removeDraft(
  paperspace: PaperspaceClient,
  log: Log,
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
