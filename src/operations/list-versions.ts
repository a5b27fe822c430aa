import { pages } from '../paperspace/paging.ts';
import { resolveDataset } from '../paperspace/references.ts';
import type { Version } from '../paperspace/schema.ts';
import { SizeSeries } from './chart.ts';
import { ListReport } from './listing.ts';
import { defineOperation } from './operation.ts';
import { datasetOutputNames, resolvedOutputs } from './outputs.ts';
import { noVersion } from './target.ts';

/**
 * `limit` counts what is read from the API. `tags` is sent to it, one tag alone as it is, several as the API takes
 * them, and both `tags` and `committed` are checked in what comes back.
 */
export const listVersions = defineOperation({
  name: 'list-versions',
  calls: '`GET /datasets/{id}/versions`, a page a call',
  purpose: 'the versions of a dataset, newest first',
  required: ['dataset'],
  optional: ['tags', 'committed', 'limit', 'after', 'order'],
  outputs: [...datasetOutputNames, 'count', 'versions', 'next-page'],
  checks: [noVersion],
  run: async (context, { dataset, tags, committed, limit, after, order }) => {
    const { paperspace } = context;
    const resolved = await resolveDataset(paperspace, dataset.dataset);
    const ids: string[] = [];
    const sizes = new SizeSeries();
    const report = new ListReport<Version>(
      context,
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
      paperspace.listVersions(resolved.id, { ...page, order, tags: tags?.join(',') });
    const keep = (version: Version): boolean => {
      if (committed !== 'any' && String(version.isCommitted) !== committed) return false;
      if (tags !== undefined && !tags.some((tag) => version.tags.includes(tag))) return false;
      ids.push(version.version);
      sizes.add(version);
      return true;
    };
    for await (const page of pages('versions', fetch, { after, limit: limit || undefined, ahead: true })) {
      await report.addPage(page, keep);
    }
    return report.finish('versions', { ...resolvedOutputs(resolved), versions: ids }, sizes.chart());
  },
});
