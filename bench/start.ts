/** Measures how long a step with one request takes from start to end, next to a Node.js process that does nothing. */
import { startEmulator } from '../emulator/server.ts';
import { step } from './action.ts';
import { type Contender, race } from './measure.ts';
import { milliseconds, type Section } from './table.ts';

export async function benchStart(runs: number): Promise<Section> {
  const emulator = await startEmulator();
  const dataset = emulator.paperspace.addDataset({ name: 'flowers' });
  const { version } = emulator.paperspace.addVersion(dataset.id);
  const path = `/datasets/${dataset.id}/versions/${version}`;
  try {
    const node = process.execPath;
    const contenders: Contender[] = [
      { name: '`node -e 0`', command: node, parameters: ['-e', '0'] },
      {
        name: 'the same call with `node:http` alone',
        command: node,
        parameters: ['-e', plainCall(emulator.url, path)],
      },
      {
        name: 'the same call with `curl`',
        command: 'curl',
        parameters: ['-sf', '-H', `Authorization: Bearer ${emulator.apiKey}`, `${emulator.url}${path}`],
      },
      await step('`operation: get-version`', emulator, {
        operation: 'get-version',
        dataset: `${dataset.id}:${version}`,
      }),
    ];
    const results = await race(contenders, runs);
    const floor = results.get('`node -e 0`')?.median ?? Number.NaN;
    return {
      title: 'Start',
      text: `Whole processes against a local server, ${runs} interleaved runs of each, after one warm-up run.`,
      columns: ['Process', 'Median', 'Minimum', 'Maximum', 'Multiple of `node -e 0`'],
      rows: [...results].map(([name, { median, min, max }]) => [
        name,
        milliseconds(median),
        milliseconds(min),
        milliseconds(max),
        (median / floor).toFixed(2),
      ]),
    };
  } finally {
    await emulator.close();
  }

  function plainCall(url: string, at: string): string {
    const options = JSON.stringify({ headers: { authorization: `Bearer ${emulator.apiKey}` }, agent: false });
    return `process.getBuiltinModule('node:http').get(${JSON.stringify(url + at)}, ${options}, (answer) => answer.resume())`;
  }
}
