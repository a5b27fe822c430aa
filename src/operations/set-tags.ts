import { isDeepStrictEqual } from 'node:util';
import type { Log } from '../net/log.ts';
import { readVersion, resolveDataset, withVersionId } from '../paperspace/references.ts';
import type { Version } from '../paperspace/schema.ts';
import { InputError } from './errors.ts';
import { defineOperation } from './operation.ts';
import { resolvedOutputs, versionOutputNames } from './outputs.ts';
import { reportDryRun, reportVersion } from './report.ts';
import { requiredVersion } from './target.ts';

export const setTags = defineOperation({
  name: 'set-tags',
  calls: '`PUT /datasets/{id}/versions/{version}`; `tags-mode` `add` and `remove`: a GET before it',
  purpose: 'the tags of one version',
  required: ['dataset'],
  optional: ['version', 'tags', 'tags-mode', 'dry-run'],
  outputs: versionOutputNames,
  checks: [
    (inputs) => void requiredVersion(inputs),
    ({ tags, 'tags-mode': mode }) => {
      if (mode === 'clear' && tags !== undefined) {
        throw new InputError([{ input: 'tags', message: 'is given, but `tags-mode: clear` takes all tags off' }]);
      }
      if (mode !== 'clear' && tags === undefined) {
        const message = 'is missing: to take all tags off, say `tags-mode: clear`';
        throw new InputError([{ input: 'tags', message }]);
      }
    },
  ],
  run: async (context, { tags = [], 'tags-mode': mode, 'dry-run': dryRun, ...target }) => {
    const { paperspace, log } = context;
    const resolved = await resolveDataset(paperspace, target.dataset.dataset);
    const { id } = resolved;
    const name = resolvedOutputs(resolved);
    const version = requiredVersion(target);
    if (dryRun) {
      const would = {
        replace: `set the tags to ${tags.join(', ')}`,
        add: `add the tags ${tags.join(', ')}`,
        remove: `take off the tags ${tags.join(', ')}`,
        clear: 'take off all tags',
      };
      return reportDryRun(context, `${would[mode]} of version ${id}:${version}`, name);
    }
    const put = async (versionId: string, wanted: readonly string[]): Promise<Version> => {
      const updated = await paperspace.updateVersion(id, versionId, { tags: wanted });
      warnWhereTagsDiffer(log, updated, wanted);
      return updated;
    };
    if (mode === 'replace' || mode === 'clear') {
      const updated = await withVersionId(paperspace, id, version, (versionId) => put(versionId, tags));
      return reportVersion(context, 'updated', headline(updated), updated, name);
    }
    const read = await readVersion(paperspace, id, version);
    const wanted = mode === 'add' ? union(read.tags, tags) : read.tags.filter((tag) => !tags.includes(tag));
    if (isDeepStrictEqual(wanted, read.tags)) {
      return reportVersion(context, 'unchanged', headline(read), read, name);
    }
    const updated = await put(read.version, wanted);
    return reportVersion(context, 'updated', headline(updated), updated, name);
  },
});

/** The tags of both lists, each once, those of the first in front. */
export function union(some: readonly string[], others: readonly string[]): string[] {
  return [...new Set([...some, ...others])];
}

/** What the API says it is now counts; that it is not what was asked for should be seen. */
export function warnWhereTagsDiffer(log: Log, version: Version, wanted: readonly string[]): void {
  if (isDeepStrictEqual(new Set(version.tags), new Set(wanted))) return;
  const shown = (tags: readonly string[]): string => (tags.length === 0 ? 'no tags' : tags.join(', '));
  log.warning(
    `Version ${version.datasetId}:${version.version} was to have ${shown(wanted)}, but the API says it has ${shown(version.tags)}`,
  );
}

function headline({ datasetId, version, tags }: Version): string {
  return `Version ${datasetId}:${version} has ${tags.length === 0 ? 'no tags' : `the tags ${tags.join(', ')}`}`;
}
