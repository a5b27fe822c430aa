/** A second snapshot over a slow link, which sends only what changed. */
import { step } from './action.ts';
import { changeFiles, MIB, makeFiles, nameOf } from './files.ts';
import { measured } from './measure.ts';
import { startServers } from './servers.ts';
import { openLink } from './slow-link.ts';
import { milliseconds, type Section } from './table.ts';

/** Measures a snapshot with one file in a hundred changed, over a link of 50 Mbit/s and 10 ms each way. */
export async function benchIncremental(): Promise<Section> {
  const workload = { files: 400, bytes: MIB };
  const folder = await makeFiles(workload);
  const servers = await startServers();
  const link = await openLink({ target: servers.aws.AWS_ENDPOINT_URL_S3 ?? '', delayMs: 10, bytesPerSecond: 50e6 / 8 });
  const env = { ...servers.aws, AWS_ENDPOINT_URL_S3: link.url };
  try {
    const dataset = await servers.createDataset('flowers');
    const rows: string[][] = [];
    const take = async (name: string, tag: string): Promise<void> => {
      const before = await link.sent();
      const inputs = { operation: 'snapshot', dataset, tags: tag, key: tag, path: folder };
      const { ms } = await measured(await step(name, servers, inputs, env));
      rows.push([name, milliseconds(ms), (((await link.sent()) - before) / MIB).toFixed(2)]);
    };
    await take('the first snapshot', 'v1');
    await changeFiles(folder, workload);
    await take('the second, 1% changed', 'v2');
    return {
      title: 'Incremental snapshots',
      text: `${nameOf(workload)} over a link of 50 Mbit/s with a round trip of 20 ms. Unchanged files are copied inside the storage.`,
      columns: ['Snapshot', 'Time', 'MiB sent'],
      rows,
    };
  } finally {
    link.close();
    await servers.close();
  }
}
