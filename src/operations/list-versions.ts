import { pages } from '../paperspace/paging.ts';
import type { Version } from '../paperspace/schema.ts';
import { SizeSeries } from './chart.ts';
import { defineOperation } from './operation.ts';
import { datasetOutputNames } from './outputs.ts';
import { ListReport } from './report.ts';

/**
 * `limit` counts what is read from the API. `tags` is sent to it, one tag alone as it is, several as the API takes
 * them, and both `tags` and `committed` are checked in what comes back.
 */
export const listVersions = defineOperation({
  name: 'list-versions',
  calls: '`GET /datasets/{id}/versions`, a page a call',
  purpose: 'the versions of a dataset, newest first',
  target: 'dataset',
  required: [],
  optional: ['tags', 'committed', 'limit', 'after', 'order'],
  outputs: [...datasetOutputNames, 'count', 'versions', 'next-page'],
  run: async (step, { target, tags, committed, limit, after, order }, { paperspace }) => {
    const ids: string[] = [];
    const sizes = new SizeSeries();
    const list = new ListReport<Version>(
      step,
      ['Version', 'State', 'Tags', 'Message', 'Bytes', 'Created'],
      (version) => [
        version.version,
        version.isCommitted ? 'committed' : 'draft',
        version.tags.join(', '),
        version.message ?? '',
        version.usageBytes ?? '',
        version.dtCreated,
      ],
    );
    const fetch = (page: { after: string | undefined; limit: number }) =>
      paperspace.listVersions(target.datasetId, { ...page, order, tags: tags?.join(',') });
    const keep = (version: Version): boolean => {
      if (committed !== 'any' && String(version.isCommitted) !== committed) return false;
      if (tags !== undefined && !tags.some((tag) => version.tags.includes(tag))) return false;
      ids.push(version.version);
      sizes.add(version);
      return true;
    };
    for await (const page of pages('versions', fetch, { after, limit: limit || undefined, ahead: true })) {
      await list.addPage(page, keep);
    }
    return list.finish('versions', { ...target.outputs, versions: ids }, sizes.chart());
  },
});
