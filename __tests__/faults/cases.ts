/** Every operation, in the situations in which its requests differ. */
import type { Answers } from '../../emulator/answers.ts';
import type { Version } from '../../src/paperspace/schema.ts';
import type { MemoryStorage } from '../support/memory-storage.ts';
import type { World } from '../support/world.ts';

/** What a case runs in. */
export interface Place {
  readonly world: World;
  readonly storage: MemoryStorage;
  /** A local folder with two files. */
  readonly folder: string;
}

export type Inputs = Readonly<Record<string, string>>;

export interface FaultCase {
  readonly name: string;
  readonly operation: string;
  /** Creates what exists before the step, and returns the step's inputs. */
  readonly arrange: (place: Place) => Promise<Inputs>;
  /** Returns whether the API refuses the operation under these answers even without a fault. */
  readonly isRefused?: (answers: Answers) => boolean;
  /** What a run cannot find again if it failed after the API acted: the next run creates another, or the error names it. */
  readonly leaves?: 'draft' | 'dataset' | 'files';
  /** The status that a second run gets if the first took effect although it failed. */
  readonly doneAlready?: 404 | 409;
}

type Arrange = (place: Place, existing: Existing) => Inputs | Promise<Inputs>;

interface Existing {
  readonly id: string;
  /** A committed version that holds `stable` and `v1`. */
  readonly committed: string;
  /** A newer draft with the tag `old`. */
  readonly draft: string;
}

/** Begins with a dataset that has a committed version with tags, and a draft. */
function withVersions(arrange: Arrange): FaultCase['arrange'] {
  return async (place) => {
    const { world } = place;
    const add = (fields: Parameters<World['emulator']['paperspace']['addVersion']>[1]): Version => world.add(fields);
    const { version: committed } = add({ isCommitted: true, tags: ['v1', 'stable'] });
    const { version: draft } = add({ tags: ['old'], metadata: { mine: 1 } });
    return arrange(place, { id: world.dataset, committed, draft });
  };
}

const heldTagRefused = ({ tagHolder }: Answers): boolean => tagHolder === 'conflict';
/** If PUT only adds tags, no tag can be taken off another version. */
const noTagMoves = ({ tagHolder, putTags }: Answers): boolean => tagHolder !== 'moves' && putTags === 'merge';
const noTagMovesFromConflict = (answers: Answers): boolean => noTagMoves(answers) && heldTagRefused(answers);

function faultCase(
  operation: string,
  situation: string,
  arrange: Arrange,
  more: Pick<FaultCase, 'isRefused' | 'leaves' | 'doneAlready'> = {},
): FaultCase {
  const name = situation === '' ? operation : `${operation}: ${situation}`;
  return { name, operation, arrange: withVersions(arrange), ...more };
}

const datasetCases = [
  faultCase('list-datasets', '', () => ({})),
  faultCase('create-dataset', '', () => ({ name: 'trees', description: 'oaks' }), {
    leaves: 'dataset',
    doneAlready: 409,
  }),
  faultCase('create-dataset', 'reused', () => ({ name: 'flowers', 'if-exists': 'reuse' })),
  faultCase('get-dataset', 'by ID', (_, { id }) => ({ dataset: id })),
  faultCase('get-dataset', 'by name', () => ({ dataset: 'flowers' })),
  faultCase('update-dataset', '', (_, { id }) => ({ dataset: id, name: 'blossoms', description: 'null' })),
  faultCase('delete-dataset', '', (_, { id }) => ({ dataset: id }), { doneAlready: 404 }),
  faultCase(
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
  faultCase('list-versions', '', (_, { id }) => ({ dataset: id, tags: 'stable' })),
  faultCase('create-version', '', (_, { id }) => ({ dataset: id, message: 'new' }), { leaves: 'draft' }),
  faultCase('create-version', 'with a held tag', (_, { id }) => ({ dataset: id, tags: 'stable' }), {
    leaves: 'draft',
    isRefused: heldTagRefused,
  }),
  faultCase('get-version', 'by ID', (_, { id, draft }) => ({ dataset: `${id}:${draft}` })),
  faultCase('get-version', 'by tag', (_, { id }) => ({ dataset: `${id}:stable` })),
  faultCase('get-version', 'latest', (_, { id }) => ({ dataset: `${id}:latest` })),
  faultCase('update-version', 'message', (_, { id, draft }) => ({ dataset: `${id}:${draft}`, message: 'new' })),
  faultCase('update-version', 'metadata', (_, { id, draft }) => ({ dataset: `${id}:${draft}`, metadata: '{"a": 1}' })),
  faultCase('delete-version', '', (_, { id, draft }) => ({ dataset: `${id}:${draft}` }), { doneAlready: 404 }),
  faultCase(
    'delete-version',
    'with files',
    (place, { id, draft }) => {
      putFiles(place, draft);
      return { dataset: `${id}:${draft}`, 'delete-files': 'true' };
    },
    { doneAlready: 404, leaves: 'files' },
  ),
  faultCase('commit', '', (_, { id, draft }) => ({ dataset: `${id}:${draft}` })),
  faultCase('commit', 'with tags', (_, { id, draft }) => ({ dataset: `${id}:${draft}`, tags: 'v2,next' })),
  faultCase('commit', 'with a held tag', (_, { id, draft }) => ({ dataset: `${id}:${draft}`, tags: 'stable' }), {
    isRefused: heldTagRefused,
  }),
  faultCase('commit', 'already committed', (_, { id, committed }) => ({
    dataset: `${id}:${committed}`,
    tags: 'v1,stable',
  })),
  ...(['replace', 'add', 'remove', 'clear'] as const).map((mode) =>
    faultCase('set-tags', mode, (_, { id, draft }) => ({
      dataset: `${id}:${draft}`,
      'tags-mode': mode,
      ...(mode === 'clear' ? {} : { tags: mode === 'remove' ? 'old' : 'v2,next' }),
    })),
  ),
  faultCase(
    'set-tags',
    'add a held tag',
    (_, { id, draft }) => ({ dataset: `${id}:${draft}`, 'tags-mode': 'add', tags: 'stable' }),
    { isRefused: heldTagRefused },
  ),
];

const RELEASE = { tags: 'v2,stable' };

/** Leaves a draft of the key, as a job does that is killed before it can commit. */
async function leaveDraft({ world }: Place, inputs: Inputs): Promise<void> {
  const commits = { method: 'PUT', kind: 'drop', times: 'always' } as const;
  await world.attempt('snapshot', inputs, { faults: [commits] });
}

const snapshotCases = [
  faultCase('snapshot', 'created', (_, { id }) => ({ dataset: id, tags: 'v2' })),
  faultCase('snapshot', 'created, a tag moves', (_, { id }) => ({ dataset: id, ...RELEASE }), {
    isRefused: noTagMovesFromConflict,
  }),
  faultCase('snapshot', 'by name', () => ({ dataset: 'flowers', tags: 'v2' })),
  faultCase('snapshot', 'left as a draft', (_, { id }) => ({ dataset: id, commit: 'false' })),
  faultCase(
    'snapshot',
    'resumed',
    async (place, { id }) => {
      await leaveDraft(place, { dataset: id, ...RELEASE });
      return { dataset: id, ...RELEASE };
    },
    { isRefused: noTagMovesFromConflict },
  ),
  faultCase('snapshot', 'unchanged', async ({ world }, { id }) => {
    await world.attempt('snapshot', { dataset: id, tags: 'v2' });
    return { dataset: id, tags: 'v2' };
  }),
  faultCase(
    'snapshot',
    'updated',
    async ({ world }, { id }) => {
      await world.attempt('snapshot', { dataset: id, tags: 'v2' });
      return { dataset: id, ...RELEASE };
    },
    { isRefused: noTagMovesFromConflict },
  ),
];

const severalCases = [
  faultCase('promote', '', (_, { id }) => ({ dataset: `${id}:latest`, tags: 'production' })),
  faultCase(
    'promote',
    'a tag moves',
    ({ world }, { id }) => {
      const { version } = world.paperspace.addVersion(id, { isCommitted: true, tags: ['v2'] });
      return { dataset: `${id}:${version}`, ...RELEASE };
    },
    { isRefused: noTagMoves },
  ),
  faultCase('promote', 'unchanged', (_, { id, committed }) => ({ dataset: `${id}:${committed}`, tags: 'stable' })),
  faultCase('prune', '', ({ world }, { id }) => {
    for (let at = 0; at < 3; at += 1) world.paperspace.addVersion(id, { isCommitted: true });
    return { dataset: id, 'keep-last': '2', concurrency: '1' };
  }),
  faultCase('prune', 'with files and orphans', (place, { id, committed }) => {
    putFiles(place, committed);
    place.world.paperspace.addVersion(id, { isCommitted: true });
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
  faultCase('prune', 'nothing to do', (_, { id }) => ({ dataset: id, 'keep-last': '2' })),
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
  faultCase('upload-files', '', (place, { id, draft }) => {
    putFiles(place, draft);
    return { dataset: `${id}:${draft}`, ...withFiles };
  }),
  faultCase('list-files', '', (place, { id, draft }) => {
    putFiles(place, draft);
    return { dataset: `${id}:${draft}` };
  }),
  faultCase('diff', 'of two versions', (place, { id, draft, committed }) => {
    putFiles(place, draft);
    return { dataset: `${id}:${draft}`, against: committed };
  }),
  faultCase('diff', 'with the version before', (place, { id, draft }) => {
    putFiles(place, draft);
    return { dataset: `${id}:${draft}` };
  }),
  faultCase('diff', 'with local files', (place, { id, draft }) => {
    putFiles(place, draft);
    return { dataset: `${id}:${draft}`, path: 'flowers' };
  }),
  faultCase('download-files', '', (place, { id, draft }) => {
    putFiles(place, draft);
    return { dataset: `${id}:${draft}`, path: `${place.folder}/target` };
  }),
  faultCase('verify', '', async (place, { id }) => {
    await place.world.attempt('snapshot', { dataset: id, tags: 'audited', ...withFiles });
    return { dataset: `${id}:audited`, depth: 'full', concurrency: '1' };
  }),
  faultCase('delete-files', '', (place, { id, draft }) => {
    putFiles(place, draft);
    return { dataset: `${id}:${draft}`, path: 'weeds' };
  }),
  faultCase('commit', 'with expect-files', (place, { id, draft }) => {
    putFiles(place, draft);
    return { dataset: `${id}:${draft}`, 'expect-files': '2' };
  }),
  faultCase('commit', 'with the manifests of upload jobs', async (place, { id, draft }) => {
    await place.world.attempt('upload-files', { dataset: `${id}:${draft}`, ...withFiles });
    return { dataset: `${id}:${draft}` };
  }),
  faultCase('snapshot', 'with files, created', (place, { id, committed }) => {
    putFiles(place, committed);
    return { dataset: id, tags: 'v2', ...withFiles };
  }),
  faultCase('snapshot', 'with files, resumed', async (place, { id }) => {
    await leaveDraft(place, { dataset: id, tags: 'v2', ...withFiles });
    return { dataset: id, tags: 'v2', ...withFiles };
  }),
  faultCase('snapshot', 'with files, unchanged', async ({ world }, { id }) => {
    await world.attempt('snapshot', { dataset: id, tags: 'v2', ...withFiles });
    return { dataset: id, tags: 'v2', ...withFiles };
  }),
  faultCase(
    'snapshot',
    'with files that differ from the committed ones',
    async ({ world }, { id }) => {
      await world.attempt('snapshot', { dataset: id, tags: 'v2' });
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
