/** Folders of versions that the API no longer returns: `prune` with `orphans: true` deletes them. */
import type { Folder } from '../files/index.ts';
import { forEachConcurrently } from '../net/concurrency.ts';
import { formatCount } from '../net/format.ts';
import { isVersionId } from '../paperspace/references.ts';
import { type Freed, freedText, type Reclaimer } from './deletion.ts';
import { folderOfVersions, isAbandoned, type KnownVersion } from './deletion-rules.ts';
import type { Services, Step, SummaryBlock } from './step.ts';

/** A folder that holds the files of no version. */
interface Orphan {
  readonly version: string;
  readonly folder: Folder;
  readonly files: number;
  readonly bytes: number;
}

/**
 * Finds the orphans of a dataset: folders that are named like a version, that the API listed neither before nor after
 * they were found, that it does not return by their ID either, and to which nothing was written for an hour. Searches
 * only next to the folders of versions that the API returns.
 */
async function findOrphans({ log }: Step, services: Services, reclaimer: Reclaimer): Promise<Orphan[]> {
  const { listFolders } = await import('../files/index.ts');
  const roots = rootsOf(reclaimer.datasetId, reclaimer.known);
  if (roots.length === 0)
    log.notice(
      'Did not search for orphaned folders: no version has a storage URL that shows where the files of the dataset are stored',
    );
  const found: KnownVersion[] = [];
  for (const { bucket, prefix } of roots) {
    for await (const version of listFolders(reclaimer.storage, { bucket, prefix })) {
      found.push({ version, url: `s3://${bucket}/${prefix}${version}` });
    }
  }
  await reclaimer.listAgain();
  const known = new Set(reclaimer.known.map(({ version }) => version));
  const candidates = found.filter(({ version }) => isVersionId(version) && !known.has(version));
  const orphans: Orphan[] = [];
  await forEachConcurrently(candidates, reclaimer.storage.limit, services.signal, async (candidate) => {
    const orphan = await findOrphan(services, reclaimer, candidate);
    if (orphan !== undefined) orphans.push(orphan);
  });
  return orphans.sort((a, b) => (a.version < b.version ? -1 : 1));
}

/** Checks a folder with the API and the storage; returns undefined if it is not an orphan. */
async function findOrphan(
  { clock }: Services,
  reclaimer: Reclaimer,
  candidate: KnownVersion,
): Promise<Orphan | undefined> {
  const { version } = candidate;
  const found = reclaimer.folderOf(candidate);
  if ('reason' in found || (await reclaimer.isKnown(version))) return undefined;
  const { measureFolder } = await import('../files/index.ts');
  const { newestMs, files, bytes } = await measureFolder(reclaimer.storage, found.folder);
  return isAbandoned(newestMs, clock.now()) ? { version, folder: found.folder, files, bytes } : undefined;
}

/** Deletes an orphan, except in a dry run, unless the API now returns it or another process now writes to it. */
async function deleteOrphan(
  { log }: Step,
  services: Services,
  reclaimer: Reclaimer,
  { version, folder }: Orphan,
  isDryRun: boolean,
): Promise<Freed> {
  const url = `s3://${folder.bucket}/${folder.prefix}`;
  const orphan = await findOrphan(services, reclaimer, { version, url });
  const freed: Freed =
    orphan === undefined ? { reason: 'it is in use again' } : await reclaimer.freeFolder(orphan.folder, isDryRun);
  const ref = `${reclaimer.datasetId}:${version}`;
  if ('reason' in freed) log.warning(`Skipped the folder of ${ref}: ${freed.reason}`);
  else if (!isDryRun) {
    log.info(`Deleted ${freedText(freed)} from the folder of ${ref}, which does not exist in the API`);
  }
  return freed;
}

/** Returns the folders that contain versions of the dataset, each once. */
function rootsOf(datasetId: string, versions: Reclaimer['known']): Folder[] {
  const roots = new Map<string, Folder>();
  for (const version of versions) {
    const root = folderOfVersions(datasetId, version);
    if (root !== undefined) roots.set(`${root.bucket}/${root.prefix}`, root);
  }
  return [...roots.values()];
}

/** An orphan, and the files of it that were or would be deleted. */
export interface OrphanResult {
  readonly orphan: Orphan;
  readonly freed: Freed;
}

/** Finds the orphans of a dataset and deletes them, except in a dry run. */
export async function deleteOrphans(
  step: Step,
  services: Services,
  reclaimer: Reclaimer,
  isDryRun: boolean,
): Promise<OrphanResult[]> {
  const results: OrphanResult[] = [];
  const orphans = await findOrphans(step, services, reclaimer);
  step.log.info(`Found ${formatCount(orphans.length, 'orphaned folder')}`);
  for (const orphan of orphans) {
    const { folder, files, bytes } = orphan;
    step.log.info(`- s3://${folder.bucket}/${folder.prefix}: ${freedText({ files, bytes })}`);
    const freed = await deleteOrphan(step, services, reclaimer, orphan, isDryRun);
    results.push({ orphan, freed });
  }
  return results;
}

const MAX_ROWS = 100;

/** Returns a table of the orphans, or nothing if there are none. */
export function orphanTable(results: readonly OrphanResult[], isDryRun: boolean): SummaryBlock[] {
  if (results.length === 0) return [];
  const rows = results
    .slice(0, MAX_ROWS)
    .map(({ orphan: { folder }, freed }) => [`s3://${folder.bucket}/${folder.prefix}`, freedText(freed)]);
  const columns = ['Folder of a version that does not exist in the API', isDryRun ? 'Would be deleted' : 'Deleted'];
  return [{ kind: 'table', columns, rows, omitted: results.length - rows.length }];
}
