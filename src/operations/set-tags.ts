import { isDeepStrictEqual } from 'node:util';
import type { Version } from '../paperspace/schema.ts';
import { union, warnIfTagsDiffer } from '../paperspace/tags.ts';
import { defineOperation } from './operation.ts';
import { type Outcome, versionOutputNames } from './outputs.ts';
import { reportDryRun, reportVersion } from './report.ts';

export const setTags = defineOperation({
  name: 'set-tags',
  calls: '`PUT /datasets/{id}/versions/{version}`; `tags-mode` `add` and `remove`: a GET before it',
  purpose: 'the tags of one version',
  target: 'version',
  required: [],
  optional: ['tags', 'tags-mode', 'dry-run'],
  outputs: versionOutputNames,
  check: ({ tags, 'tags-mode': mode }) => {
    if (mode === 'clear' && tags !== undefined) {
      return [{ input: 'tags', message: 'is given, but `tags-mode: clear` removes all tags' }];
    }
    if (mode !== 'clear' && tags === undefined) {
      return [{ input: 'tags', message: 'is missing. To remove all tags, set `tags-mode: clear`' }];
    }
    return [];
  },
  run: async (step, { target, tags = [], 'tags-mode': mode, 'dry-run': dryRun }, { paperspace }) => {
    if (dryRun) {
      const would = {
        replace: `set the tags to ${tags.join(', ')}`,
        add: `add the tags ${tags.join(', ')}`,
        remove: `remove the tags ${tags.join(', ')}`,
        clear: 'remove all tags',
      };
      return reportDryRun(step, `${would[mode]} of version ${target.ref}`, target.outputs);
    }
    const report = (outcome: Outcome, version: Version) => {
      const tagged = version.tags.length === 0 ? 'no tags' : `the tags ${version.tags.join(', ')}`;
      const headline = `Version ${target.describe(version)} has ${tagged}`;
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
