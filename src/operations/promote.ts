import { RefusedError } from '../net/errors.ts';
import type { Log } from '../net/system.ts';
import type { PaperspaceClient } from '../paperspace/client.ts';
import { addTags, describeHoldings, readHoldings, type TagHolding, takeOff, union } from '../paperspace/tags.ts';
import { defineOperation } from './operation.ts';
import { reportDryRun, versionFacts } from './report.ts';
import { type SummaryBlock, versionOutputNames, versionOutputs } from './step.ts';

export const promote = defineOperation({
  name: 'promote',
  calls:
    'GET, one list by `?tags=` per tag, PUT, one list by `?tags=` per tag; a PUT for each version that keeps a tag',
  purpose: 'move tags to a committed version and remove them from all others',
  target: 'version',
  required: ['tags'],
  optional: ['dry-run'],
  outputs: versionOutputNames,
  run: async (step, { target, tags, 'dry-run': dryRun }, { paperspace }) => {
    const { datasetId } = target;
    const [version, holdings] = await Promise.all([target.read(), readHoldings(paperspace, datasetId, tags)]);
    const ref = `${datasetId}:${version.version}`;
    if (!version.isCommitted) {
      throw new RefusedError(`Version ${ref} is a draft, whose files may still change`, 'Use `commit` first.');
    }
    const others = holdings.filter(({ holder }) => holder.version !== version.version);
    const wanted = union(version.tags, tags);
    const done = others.length === 0 && wanted.length === version.tags.length;
    const has = done ? 'already has' : 'now has';
    const tagList = `tag${tags.length === 1 ? '' : 's'} ${tags.map((tag) => `\`${tag}\``).join(', ')}`;
    if (dryRun) {
      const would = done
        ? `change nothing: version ${ref} already has ${tagList}`
        : `move ${tagList} to version ${ref}`;
      return reportDryRun(step, would, { ...target.outputs, ...versionOutputs(version) });
    }
    const promoted = done ? version : await addTags(paperspace, step.log, version, tags);
    if (!done) await takeOffOthers(paperspace, step.log, promoted.version, datasetId, tags);
    const from = formerHolders(tags, others);
    step.output({ ...target.outputs, ...versionOutputs(promoted) });
    await step.summary(versionFacts(promoted), movesTable(from, promoted.version));
    await step.result({ datasetId, version: version.version, tags: promoted.tags, from });
    return {
      outcome: done ? 'unchanged' : 'updated',
      headline: `Version ${target.describe(promoted)} ${has} ${tagList}`,
    };
  },
});

/** Removes the tags from all other versions. Throws if that is not possible. */
async function takeOffOthers(
  paperspace: PaperspaceClient,
  log: Log,
  version: string,
  datasetId: string,
  tags: readonly string[],
): Promise<void> {
  const holdings = await readHoldings(paperspace, datasetId, tags);
  const others = holdings.filter(({ holder }) => holder.version !== version);
  const stuck = await takeOff(paperspace, log, others);
  if (stuck.length === 0) return;
  throw new RefusedError(
    `Version ${datasetId}:${version} has the tags, but they could not be removed from every other version (${describeHoldings(stuck)}): the API only adds tags`,
    'Remove the tags from the other versions. Until then, references by these tags are ambiguous.',
  );
}

/** Returns the previous version of each tag, or null. Promoting that version rolls back. */
function formerHolders(tags: readonly string[], others: readonly TagHolding[]): Record<string, string | null> {
  return Object.fromEntries(
    tags.map((tag) => [tag, others.find((holding) => holding.tag === tag)?.holder.version ?? null]),
  );
}

function movesTable(from: Readonly<Record<string, string | null>>, to: string): SummaryBlock {
  const rows = Object.entries(from).map(([tag, version]) => [tag, version ?? 'none', to]);
  return { kind: 'table', caption: 'Tags', columns: ['Tag', 'Previous version', 'Version'], rows, omitted: 0 };
}
