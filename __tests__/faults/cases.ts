/** Every operation in the situations that make a difference to what it asks the API. */
import type { Answers } from '../../emulator/answers.ts';
import type { Version } from '../../src/paperspace/schema.ts';
import type { World } from '../support/snapshot-world.ts';
import type { MemoryStorage } from './memory-storage.ts';

/** Where a case takes place. */
export interface Place {
  readonly world: World;
  readonly storage: MemoryStorage;
  /** A folder of this machine with two files in it. */
  readonly folder: string;
}

export type Inputs = Readonly<Record<string, string>>;

export interface FaultCase {
  readonly name: string;
  readonly operation: string;
  /** Puts in place what is there before, and says what the step is given. */
  readonly furnish: (place: Place) => Promise<Inputs>;
  /** Under which answers the operation is refused for good, though nothing goes wrong. */
  readonly isRefused?: (answers: Answers) => boolean;
  /** What a run that fails after the API acted cannot find again: the next run makes another one, or the error says what is left. */
  readonly leaves?: 'draft' | 'dataset' | 'files';
  /** What the API says to a second run where the first was acted on though it failed. */
  readonly doneAlready?: 404 | 409;
}

type Furnish = (place: Place, at: Furniture) => Inputs | Promise<Inputs>;

interface Furniture {
  readonly id: string;
  /** A committed version that holds `stable` and `v1`. */
  readonly committed: string;
  /** A younger draft with the tag `old`. */
  readonly draft: string;
}

/** A dataset with a committed version that holds tags, and a draft. */
function furnished(furnish: Furnish): FaultCase['furnish'] {
  return async (place) => {
    const { world } = place;
    const add = (fields: Parameters<World['emulator']['paperspace']['addVersion']>[1]): Version =>
      world.emulator.paperspace.addVersion(world.datasetId, fields);
    const { version: committed } = add({ isCommitted: true, tags: ['v1', 'stable'] });
    const { version: draft } = add({ tags: ['old'], metadata: { mine: 1 } });
    return furnish(place, { id: world.datasetId, committed, draft });
  };
}

const heldTagRefused = ({ tagHolder }: Answers): boolean => tagHolder === 'conflict';
/** Where PUT only adds tags, none can be taken off another version. */
const noTagMoves = ({ tagHolder, putTags }: Answers): boolean => tagHolder !== 'moves' && putTags === 'merge';
const noTagMovesFromConflict = (answers: Answers): boolean => noTagMoves(answers) && heldTagRefused(answers);

function one(
  operation: string,
  situation: string,
  furnish: Furnish,
  more: Pick<FaultCase, 'isRefused' | 'leaves' | 'doneAlready'> = {},
): FaultCase {
  const name = situation === '' ? operation : `${operation}: ${situation}`;
  return { name, operation, furnish: furnished(furnish), ...more };
}

const datasetCases = [
  one('list-datasets', '', () => ({})),
  one('create-dataset', '', () => ({ name: 'trees', description: 'oaks' }), { leaves: 'dataset', doneAlready: 409 }),
  one('create-dataset', 'reused', () => ({ name: 'flowers', 'if-exists': 'reuse' })),
  one('get-dataset', 'by ID', (_, { id }) => ({ dataset: id })),
  one('get-dataset', 'by name', () => ({ dataset: 'flowers' })),
  one('update-dataset', '', (_, { id }) => ({ dataset: id, name: 'blossoms', description: 'null' })),
  one('delete-dataset', '', (_, { id }) => ({ dataset: id }), { doneAlready: 404 }),
  one(
    'delete-dataset',
    'with files',
    (place, { id, committed }) => {
      putFiles(place, committed);
      return { dataset: id, 'delete-files': 'true' };
    },
    { doneAlready: 404, leaves: 'files' },
  ),
];

const versionCases = [
  one('list-versions', '', (_, { id }) => ({ dataset: id, tags: 'stable' })),
  one('create-version', '', (_, { id }) => ({ dataset: id, message: 'new' }), { leaves: 'draft' }),
  one('create-version', 'with a held tag', (_, { id }) => ({ dataset: id, tags: 'stable' }), {
    leaves: 'draft',
    isRefused: heldTagRefused,
  }),
  one('get-version', 'by ID', (_, { id, draft }) => ({ dataset: `${id}:${draft}` })),
  one('get-version', 'by tag', (_, { id }) => ({ dataset: `${id}:stable` })),
  one('get-version', 'latest', (_, { id }) => ({ dataset: `${id}:latest` })),
  one('update-version', 'message', (_, { id, draft }) => ({ dataset: `${id}:${draft}`, message: 'new' })),
  one('update-version', 'metadata', (_, { id, draft }) => ({ dataset: `${id}:${draft}`, metadata: '{"a": 1}' })),
  one('delete-version', '', (_, { id, draft }) => ({ dataset: `${id}:${draft}` }), { doneAlready: 404 }),
  one(
    'delete-version',
    'with files',
    (place, { id, draft }) => {
      putFiles(place, draft);
      return { dataset: `${id}:${draft}`, 'delete-files': 'true' };
    },
    { doneAlready: 404, leaves: 'files' },
  ),
  one('commit', '', (_, { id, draft }) => ({ dataset: `${id}:${draft}` })),
  one('commit', 'with tags', (_, { id, draft }) => ({ dataset: `${id}:${draft}`, tags: 'v2,next' })),
  one('commit', 'with a held tag', (_, { id, draft }) => ({ dataset: `${id}:${draft}`, tags: 'stable' }), {
    isRefused: heldTagRefused,
  }),
  one('commit', 'already committed', (_, { id, committed }) => ({ dataset: `${id}:${committed}`, tags: 'v1,stable' })),
  ...(['replace', 'add', 'remove', 'clear'] as const).map((mode) =>
    one('set-tags', mode, (_, { id, draft }) => ({
      dataset: `${id}:${draft}`,
      'tags-mode': mode,
      ...(mode === 'clear' ? {} : { tags: mode === 'remove' ? 'old' : 'v2,next' }),
    })),
  ),
  one(
    'set-tags',
    'add a held tag',
    (_, { id, draft }) => ({ dataset: `${id}:${draft}`, 'tags-mode': 'add', tags: 'stable' }),
    { isRefused: heldTagRefused },
  ),
];

const RELEASE = { tags: 'v2,stable' };

/** A draft of the key, as a job leaves it that was killed before it could commit. */
async function leaveDraft({ world }: Place, inputs: Inputs): Promise<void> {
  const commits = { method: 'PUT', kind: 'drop', times: 'always' } as const;
  await world.run('snapshot', inputs, { faults: [commits] });
}

const snapshotCases = [
  one('snapshot', 'created', (_, { id }) => ({ dataset: id, tags: 'v2' })),
  one('snapshot', 'created, a tag moves', (_, { id }) => ({ dataset: id, ...RELEASE }), {
    isRefused: noTagMovesFromConflict,
  }),
  one('snapshot', 'by name', () => ({ dataset: 'flowers', tags: 'v2' })),
  one('snapshot', 'left as a draft', (_, { id }) => ({ dataset: id, commit: 'false' })),
  one(
    'snapshot',
    'resumed',
    async (place, { id }) => {
      await leaveDraft(place, { dataset: id, ...RELEASE });
      return { dataset: id, ...RELEASE };
    },
    { isRefused: noTagMovesFromConflict },
  ),
  one('snapshot', 'unchanged', async ({ world }, { id }) => {
    await world.run('snapshot', { dataset: id, tags: 'v2' });
    return { dataset: id, tags: 'v2' };
  }),
  one(
    'snapshot',
    'updated',
    async ({ world }, { id }) => {
      await world.run('snapshot', { dataset: id, tags: 'v2' });
      return { dataset: id, ...RELEASE };
    },
    { isRefused: noTagMovesFromConflict },
  ),
];

const severalCases = [
  one('promote', '', (_, { id }) => ({ dataset: `${id}:latest`, tags: 'production' })),
  one(
    'promote',
    'a tag moves',
    ({ world }, { id }) => {
      const { version } = world.emulator.paperspace.addVersion(id, { isCommitted: true, tags: ['v2'] });
      return { dataset: `${id}:${version}`, ...RELEASE };
    },
    { isRefused: noTagMoves },
  ),
  one('promote', 'unchanged', (_, { id, committed }) => ({ dataset: `${id}:${committed}`, tags: 'stable' })),
  one('prune', '', ({ world }, { id }) => {
    for (let at = 0; at < 3; at += 1) world.emulator.paperspace.addVersion(id, { isCommitted: true });
    return { dataset: id, 'keep-last': '2', concurrency: '1' };
  }),
  one('prune', 'with files and orphans', (place, { id, committed }) => {
    putFiles(place, committed);
    place.world.emulator.paperspace.addVersion(id, { isCommitted: true });
    for (const name of ['0rphan1', '0rphan2']) {
      place.storage.put(`${folderOfVersions(place, committed)}/${name}/data/weeds`, 'some weeds');
    }
    return {
      dataset: id,
      'keep-last': '1',
      'prune-tags': '*',
      'delete-files': 'true',
      orphans: 'true',
      concurrency: '1',
    };
  }),
  one('prune', 'nothing to do', (_, { id }) => ({ dataset: id, 'keep-last': '2' })),
];

function putFiles(place: Place, version: string): void {
  const folder = `${folderOfVersions(place, version)}/${version}`;
  for (const name of ['roses', 'weeds']) place.storage.put(`${folder}/data/${name}`, `some ${name}`);
}

function folderOfVersions({ world }: Place, version: string): string {
  return (world.version(version)?.url ?? '').replace(/^s3:\/\/[^/]+\//, '').replace(/\/[^/]+$/, '');
}

const withFiles = { path: 'flowers', concurrency: '1' };

const fileCases = [
  one('upload-files', '', (place, { id, draft }) => {
    putFiles(place, draft);
    return { dataset: `${id}:${draft}`, ...withFiles };
  }),
  one('list-files', '', (place, { id, draft }) => {
    putFiles(place, draft);
    return { dataset: `${id}:${draft}` };
  }),
  one('diff', 'of two versions', (place, { id, draft, committed }) => {
    putFiles(place, draft);
    return { dataset: `${id}:${draft}`, against: committed };
  }),
  one('diff', 'with the version before', (place, { id, draft }) => {
    putFiles(place, draft);
    return { dataset: `${id}:${draft}` };
  }),
  one('diff', 'with local files', (place, { id, draft }) => {
    putFiles(place, draft);
    return { dataset: `${id}:${draft}`, path: 'flowers' };
  }),
  one('download-files', '', (place, { id, draft }) => {
    putFiles(place, draft);
    return { dataset: `${id}:${draft}`, path: `${place.folder}/target` };
  }),
  one('verify', '', async (place, { id }) => {
    await place.world.run('snapshot', { dataset: id, tags: 'audited', ...withFiles });
    return { dataset: `${id}:audited`, depth: 'full', concurrency: '1' };
  }),
  one('delete-files', '', (place, { id, draft }) => {
    putFiles(place, draft);
    return { dataset: `${id}:${draft}`, path: 'weeds' };
  }),
  one('commit', 'with expect-files', (place, { id, draft }) => {
    putFiles(place, draft);
    return { dataset: `${id}:${draft}`, 'expect-files': '2' };
  }),
  one('commit', 'with the manifests of upload jobs', async (place, { id, draft }) => {
    await place.world.run('upload-files', { dataset: `${id}:${draft}`, ...withFiles });
    return { dataset: `${id}:${draft}` };
  }),
  one('snapshot', 'with files, created', (place, { id, committed }) => {
    putFiles(place, committed);
    return { dataset: id, tags: 'v2', ...withFiles };
  }),
  one('snapshot', 'with files, resumed', async (place, { id }) => {
    await leaveDraft(place, { dataset: id, tags: 'v2', ...withFiles });
    return { dataset: id, tags: 'v2', ...withFiles };
  }),
  one('snapshot', 'with files, unchanged', async ({ world }, { id }) => {
    await world.run('snapshot', { dataset: id, tags: 'v2', ...withFiles });
    return { dataset: id, tags: 'v2', ...withFiles };
  }),
  one(
    'snapshot',
    'with files that differ from the committed ones',
    async ({ world }, { id }) => {
      await world.run('snapshot', { dataset: id, tags: 'v2' });
      return { dataset: id, tags: 'v2', ...withFiles };
    },
    { isRefused: () => true },
  ),
];

export const cases: readonly FaultCase[] = [
  ...datasetCases,
  ...versionCases,
  ...snapshotCases,
  ...severalCases,
  ...fileCases,
];
