import { pages } from '../paperspace/paging.ts';
import type { Dataset } from '../paperspace/schema.ts';
import { defineOperation } from './operation.ts';
import { ListReport } from './report.ts';

export const listDatasets = defineOperation({
  name: 'list-datasets',
  calls: '`GET /datasets`, a page a call',
  purpose: 'the datasets of the key',
  target: 'none',
  required: [],
  optional: ['limit', 'after', 'order', 'privacy', 'team-id'],
  outputs: ['count', 'next-page'],
  run: async (step, { limit, after, order, privacy, 'team-id': teamId }, { paperspace }) => {
    const list = new ListReport<Dataset>(step, ['Name', 'ID', 'Public', 'Created'], (dataset) => [
      dataset.name ?? '',
      dataset.id,
      dataset.isPublic ? 'yes' : 'no',
      dataset.dtCreated,
    ]);
    const fetch = (page: { after: string | undefined; limit: number }) =>
      paperspace.listDatasets({ ...page, order, privacy, teamId });
    for await (const page of pages('datasets', fetch, { after, limit: limit || undefined, ahead: true })) {
      await list.addPage(page);
    }
    return list.finish('datasets', {});
  },
});
