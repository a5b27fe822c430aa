/** Counts the requests of each operation at the server, next to the minimum required. */
import { type Emulator, startEmulator } from '../emulator/server.ts';
import { step } from './action.ts';
import { timeOnce } from './measure.ts';
import type { Section } from './table.ts';

interface Case {
  readonly name: string;
  readonly inputs: Readonly<Record<string, string>>;
  readonly least: number;
  readonly why: string;
}

/** The requests of each operation on a dataset given by its ID. A test compares them with the documentation. */
export async function countRequests(): Promise<
  { readonly name: string; readonly made: number; readonly least: number; readonly why: string }[]
> {
  const counted = [];
  for (const build of cases) {
    const emulator = await startEmulator();
    try {
      const { name, inputs, least, why } = build(emulator);
      emulator.forgetRequests();
      await timeOnce(await step(name, emulator, inputs));
      counted.push({ name, made: emulator.requests.length, least, why });
    } finally {
      await emulator.close();
    }
  }
  return counted;
}

export async function benchRequests(): Promise<Section> {
  const counted = await countRequests();
  return {
    title: 'Requests',
    text: 'Number of requests that a step sends for a dataset given by its ID, counted at the server, and the minimum required.',
    columns: ['Step', 'Requests', 'Minimum', 'Breakdown'],
    rows: counted.map(({ name, made, least, why }) => [name, String(made), String(least), why]),
  };
}

type Build = (emulator: Emulator) => Case;

/** Creates a dataset with a draft and a committed version tagged `production`. */
function addVersions({ paperspace }: Emulator): { id: string; committed: string; draft: string } {
  const { id } = paperspace.addDataset({ name: 'flowers' });
  const { version: committed } = paperspace.addVersion(id, { isCommitted: true, tags: ['production'] });
  const { version: draft } = paperspace.addVersion(id);
  return { id, committed, draft };
}

function simple(
  operation: string,
  inputs: (at: ReturnType<typeof addVersions>) => Record<string, string>,
  least: number,
  why: string,
  name = operation,
): Build {
  return (emulator) => ({ name, inputs: { operation, ...inputs(addVersions(emulator)) }, least, why });
}

const cases: readonly Build[] = [
  simple('list-datasets', () => ({}), 1, 'one page'),
  simple('create-dataset', () => ({ name: 'new' }), 1, 'POST'),
  simple('get-dataset', ({ id }) => ({ dataset: id }), 1, 'GET'),
  simple('update-dataset', ({ id }) => ({ dataset: id, name: 'new' }), 1, 'PUT'),
  simple('delete-dataset', ({ id }) => ({ dataset: id }), 1, 'DELETE'),
  simple('list-versions', ({ id }) => ({ dataset: id }), 1, 'one page'),
  simple('create-version', ({ id }) => ({ dataset: id }), 1, 'POST'),
  simple('get-version', ({ id, draft }) => ({ dataset: `${id}:${draft}` }), 1, 'GET'),
  simple(
    'get-version',
    ({ id }) => ({ dataset: `${id}:production` }),
    1,
    'the list, filtered by the tag',
    'get-version by a tag',
  ),
  simple('update-version', ({ id, draft }) => ({ dataset: `${id}:${draft}`, message: 'new' }), 1, 'PUT'),
  simple(
    'update-version',
    ({ id, draft }) => ({ dataset: `${id}:${draft}`, metadata: '{"a": 1}' }),
    2,
    'GET (because PUT may replace the metadata) and PUT',
    'update-version with metadata',
  ),
  simple('delete-version', ({ id, draft }) => ({ dataset: `${id}:${draft}` }), 1, 'DELETE'),
  simple('set-tags', ({ id, draft }) => ({ dataset: `${id}:${draft}`, tags: 'a' }), 1, 'PUT'),
  simple(
    'set-tags',
    ({ id, draft }) => ({ dataset: `${id}:${draft}`, tags: 'a', 'tags-mode': 'add' }),
    2,
    'GET and PUT',
    'set-tags, add',
  ),
  simple('commit', ({ id, draft }) => ({ dataset: `${id}:${draft}`, tags: 'a' }), 1, 'PUT'),
  simple(
    'snapshot',
    ({ id }) => ({ dataset: id, tags: 'v9', 'allow-empty': 'true' }),
    7,
    'five round trips: two concurrent lists, POST, a list, PUT, two concurrent lists',
    'snapshot without files',
  ),
  simple(
    'promote',
    ({ id, committed }) => ({ dataset: `${id}:${committed}`, tags: 'stable' }),
    4,
    'three round trips: concurrent GET and lookup, PUT, a lookup',
  ),
  simple(
    'promote',
    ({ id, committed }) => ({ dataset: `${id}:${committed}`, tags: 'production' }),
    2,
    'one round trip: concurrent GET and lookup',
    'promote, unchanged',
  ),
  simple(
    'prune',
    ({ id }) => ({ dataset: id, 'keep-last': '1' }),
    1,
    'one page, nothing to delete',
    'prune with nothing to delete',
  ),
];
