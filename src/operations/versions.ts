/** The operations on the version of a dataset, and on its tags. */
import { isDeepStrictEqual } from 'node:util';
import { RefusedError } from '../net/errors.ts';
import { formatAge, formatUsage } from '../net/format.ts';
import { pages } from '../paperspace/paging.ts';
import type { Version } from '../paperspace/schema.ts';
import { newAttempt, PROVENANCE, withMark } from '../paperspace/snapshot-mark.ts';
import {
  addTags,
  describeHolders,
  otherThan,
  readHolders,
  removeExtraDrafts,
  removeFromOthers,
  union,
} from '../paperspace/version-changes.ts';
import { reclaimInputs } from './inputs.ts';
import { defineOperation } from './operation.ts';
import {
  describeChange,
  describeTags,
  reportDryRun,
  reportList,
  reportVersion,
  SizeSeries,
  versionFacts,
  warnIfTagsDiffer,
} from './report.ts';
import { datasetOutputNames, type Outcome, type SummaryBlock, versionOutputNames, versionOutputs } from './step.ts';

/**
 * Lists versions. `limit` counts the versions read from the API. `tags` is sent to it, separated by commas, and both
 * `tags` and `committed` are checked in the response.
 */
export const listVersions = defineOperation({
  name: 'list-versions',
  calls: '`GET /datasets/{id}/versions`, one call per page',
  purpose: 'list the versions of a dataset, newest first',
  target: 'dataset',
  optional: ['tags', 'committed', 'limit', 'after', 'order'],
  outputs: [...datasetOutputNames, 'count', 'versions', 'next-page'],
  run: async (step, { target, tags, committed, limit, after, order }, { paperspace, clock }) => {
    const versions: string[] = [];
    const sizes = new SizeSeries();
    const fetch = (page: { after: string | undefined; limit: number }) =>
      paperspace.listVersions(target.datasetId, { ...page, order, tags: tags?.join(',') });
    return reportList(step, {
      noun: 'version',
      pages: pages('versions', fetch, { after, limit: limit || undefined, ahead: true }),
      columns: {
        Version: ({ version }) => version,
        Tags: (version) => version.tags.join(', '),
        State: ({ isCommitted }) => (isCommitted ? 'committed' : 'draft'),
        Size: ({ usageBytes }) => formatUsage(usageBytes),
        Created: ({ dtCreated }) => formatAge(dtCreated, clock.now()),
        Message: ({ message }) => message ?? '',
      },
      keep: (version) => {
        if (committed !== 'any' && String(version.isCommitted) !== committed) return false;
        if (tags !== undefined && !tags.some((tag) => version.tags.includes(tag))) return false;
        versions.push(version.version);
        sizes.add(version);
        return true;
      },
      outputs: { ...target.outputs, versions },
      sizes,
    });
  },
});

export const createVersion = defineOperation({
  name: 'create-version',
  calls: '`POST /datasets/{id}/versions`',
  purpose: 'create a draft',
  target: 'dataset',
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
    if (created.repeated) await removeExtraDrafts({ paperspace, log: step.log }, version, attempt);
    return reportVersion(step, 'created', `Created draft ${target.describe(version)}`, version, target.outputs);
  },
});

export const getVersion = defineOperation({
  name: 'get-version',
  calls: '`GET /datasets/{id}/versions/{version}`; by tag or `latest`, the list instead',
  purpose: 'read a version by its ID, a tag or `latest`',
  target: 'version',
  outputs: versionOutputNames,
  run: async (step, { target }) => {
    const version = await target.read();
    return reportVersion(step, 'found', `Found version ${target.describe(version)}`, version, target.outputs);
  },
});

export const updateVersion = defineOperation({
  name: 'update-version',
  calls: '`PUT /datasets/{id}/versions/{version}`; with `metadata`, a GET first',
  purpose: 'change the message, the metadata and the tags of a version',
  target: 'version',
  optional: ['message', 'metadata', 'tags', 'dry-run'],
  outputs: versionOutputNames,
  check: ({ message, metadata, tags }) =>
    message === undefined && metadata === undefined && tags === undefined
      ? [{ input: 'message', message: 'is missing, and so are `metadata` and `tags`. Set at least one of them' }]
      : [],
  run: async (step, { target, message, metadata, tags, 'dry-run': dryRun }, { paperspace }) => {
    const { datasetId } = target;
    if (dryRun) {
      const change = describeChange({ message, metadata, tags });
      return reportDryRun(step, `update version ${target.ref}: ${change}`, target.outputs);
    }
    const update = async () => {
      if (metadata === undefined) {
        return target.withId((version) => paperspace.updateVersion(datasetId, version, { message, tags }));
      }
      // The API's PUT may replace the metadata, so the existing keys, above all those of the action, are sent too.
      const read = await target.read();
      const merged = { ...read.metadata, ...metadata };
      return paperspace.updateVersion(datasetId, read.version, { message, tags, metadata: merged });
    };
    const updated = await update();
    if (tags !== undefined) warnIfTagsDiffer(step.log, updated, tags);
    return reportVersion(step, 'updated', `Updated version ${target.describe(updated)}`, updated, target.outputs);
  },
});

export const deleteVersion = defineOperation({
  name: 'delete-version',
  calls: '`DELETE /datasets/{id}/versions/{version}`',
  purpose: 'delete a version (by IDs only)',
  target: 'version-id',
  optional: [...reclaimInputs, 'dry-run'],
  outputs: ['dataset-id', 'version', 'ref', 'files', 'bytes'],
  run: async (step, { target, ...inputs }, services) => {
    const { deleteAndReport } = await import('./deletion.ts');
    return deleteAndReport(step, services, inputs, target);
  },
});

export const setTags = defineOperation({
  name: 'set-tags',
  calls: '`PUT /datasets/{id}/versions/{version}`; with `tags-mode: add` or `remove`, a GET first',
  purpose: 'set, add or remove tags of a version',
  target: 'version',
  optional: ['tags', 'tags-mode', 'dry-run'],
  outputs: versionOutputNames,
  check: ({ tags, 'tags-mode': mode }) => {
    if (mode === 'clear' && tags !== undefined) {
      return [{ input: 'tags', message: 'conflicts with `tags-mode: clear`, which removes all tags' }];
    }
    if (mode !== 'clear' && tags === undefined) {
      return [{ input: 'tags', message: 'is missing. To remove all tags, set `tags-mode: clear`' }];
    }
    return [];
  },
  run: async (step, { target, tags = [], 'tags-mode': mode, 'dry-run': dryRun }, { paperspace }) => {
    const version = `version ${target.ref}`;
    if (dryRun) {
      const would = {
        replace: `replace the tags of ${version} with ${describeTags(tags)}`,
        add: `add ${describeTags(tags)} to ${version}`,
        remove: `remove ${describeTags(tags)} from ${version}`,
        clear: `remove all tags from ${version}`,
      };
      return reportDryRun(step, would[mode], target.outputs);
    }
    const report = (outcome: Outcome, version: Version) => {
      const has = outcome === 'unchanged' ? 'already has' : 'now has';
      const headline = `Version ${target.describe(version)} ${has} ${describeTags(version.tags)}`;
      return reportVersion(step, outcome, headline, version, target.outputs);
    };
    const put = async (versionId: string, wanted: readonly string[]): Promise<Version> => {
      const updated = await paperspace.updateVersion(target.datasetId, versionId, { tags: wanted });
      warnIfTagsDiffer(step.log, updated, wanted);
      return updated;
    };
    if (mode === 'replace' || mode === 'clear') {
      return report('updated', await target.withId((versionId) => put(versionId, tags)));
    }
    const read = await target.read();
    const wanted = mode === 'add' ? union(read.tags, tags) : read.tags.filter((tag) => !tags.includes(tag));
    if (isDeepStrictEqual(wanted, read.tags)) return report('unchanged', read);
    return report('updated', await put(read.version, wanted));
  },
});

export const promote = defineOperation({
  name: 'promote',
  calls:
    'GET, one list by `?tags=` per tag, PUT, one list by `?tags=` per tag; a PUT for each other version that still has one of the tags',
  purpose: 'move tags to a committed version and remove them from all others',
  target: 'version',
  required: ['tags'],
  optional: ['dry-run'],
  outputs: versionOutputNames,
  run: async (step, { target, tags, 'dry-run': dryRun }, { paperspace }) => {
    const { datasetId } = target;
    const [version, holders] = await Promise.all([target.read(), readHolders(paperspace, datasetId, tags)]);
    const ref = `${datasetId}:${version.version}`;
    if (!version.isCommitted) {
      throw new RefusedError(`Version ${ref} is a draft, whose files may still change`, 'Use `commit` first.');
    }
    const others = otherThan(version, holders);
    const wanted = union(version.tags, tags);
    const done = others.length === 0 && wanted.length === version.tags.length;
    const has = done ? 'already has' : 'now has';
    const tagList = describeTags(tags);
    if (dryRun) {
      const would = done
        ? `change nothing: version ${ref} already has ${tagList}`
        : `move ${tagList} to version ${ref}`;
      return reportDryRun(step, would, { ...target.outputs, ...versionOutputs(version) });
    }
    const dependencies = { paperspace, log: step.log };
    const promoted = await addTags(dependencies, version, tags);
    const now = promoted === version ? holders : await readHolders(paperspace, datasetId, tags);
    const stuck = await removeFromOthers(dependencies, promoted, tags, now);
    if (stuck.length > 0) throw heldError(promoted, describeHolders(stuck, tags));
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

function heldError({ datasetId, version }: Version, held: string): RefusedError {
  return new RefusedError(
    `Version ${datasetId}:${version} has the tags, but they could not be removed from every other version (${held}): the API only adds tags`,
    'Remove the tags from the other versions. Until then, references by these tags are ambiguous.',
  );
}

/** Returns the previous version of each tag, or null. Promoting that version rolls back. */
function formerHolders(tags: readonly string[], others: readonly Version[]): Record<string, string | null> {
  return Object.fromEntries(
    tags.map((tag) => [tag, others.find((other) => other.tags.includes(tag))?.version ?? null]),
  );
}

function movesTable(from: Readonly<Record<string, string | null>>, to: string): SummaryBlock {
  const rows = Object.entries(from).map(([tag, version]) => [tag, version ?? 'none', to]);
  return { kind: 'table', caption: 'Tags', columns: ['Tag', 'Previous version', 'Version'], rows, omitted: 0 };
}
