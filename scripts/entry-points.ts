/**
 * The entry points per task: `uses: OWNER/paperspace-dataset-action/download@v1` runs the same bundle as the root with the
 * inputs and outputs of one task alone. Each `action.yml` is generated from the root's and the operations' registry.
 */
import { stringify } from 'yaml';
import { formatList } from '../src/net/format.ts';
import { registry } from '../src/operations/index.ts';
import type { InputName } from '../src/operations/inputs.ts';
import { commonInputs } from '../src/operations/inputs.ts';
import { loadAll, type Operation } from '../src/operations/operation.ts';
import type { ActionFile } from './action-file.ts';

const operations = await loadAll(registry);

export interface EntryPoint {
  /** The folder that holds its `action.yml`. */
  readonly folder: string;
  readonly description: string;
  /** The values of `operation`; the first is the default, and reads only where there is a choice. */
  readonly operations: readonly [string, ...string[]];
  /** Descriptions of inputs that the root has to word for several tasks. */
  readonly inputs: Readonly<Partial<Record<InputName, string>>>;
}

export const entryPoints: readonly EntryPoint[] = [
  {
    folder: 'upload',
    description: 'Adds files to a draft of a Paperspace dataset',
    operations: ['upload-files'],
    inputs: {
      dataset: 'Draft to add files to, as DATASET:VERSION, such as the output ref of the step that created it.',
      path: 'Files to upload, as paths or globs, one per line; a line that begins with ! excludes files.',
    },
  },
  {
    folder: 'download',
    description: 'Downloads the files of a version of a Paperspace dataset and verifies them',
    operations: ['download-files'],
    inputs: {
      dataset: 'Version to download, as DATASET:VERSION. VERSION is a version ID, a tag or latest.',
      path: 'Folder to write the files into.',
    },
  },
  {
    folder: 'diff',
    description:
      'Lists what changed between two versions of a Paperspace dataset, or between a version and local files',
    operations: ['diff'],
    inputs: {
      dataset: 'Version to compare, as DATASET:VERSION. VERSION is a version ID, a tag or latest.',
      against: 'Version to compare with: a version ID, a tag or latest. By default, the previous committed version.',
      path: 'Local files to compare the version with, as paths or globs, one per line; a line that begins with ! excludes files.',
      comment: 'Whether to maintain a comment with the changes on the pull request that started the workflow.',
      'github-token': 'Token for comment, which needs the permission pull-requests: write.',
    },
  },
  {
    folder: 'verify',
    description: 'Compares the files of a version of a Paperspace dataset with its manifest',
    operations: ['verify'],
    inputs: {
      dataset: 'Version to verify, as DATASET:VERSION. VERSION is a version ID, a tag or latest.',
      depth:
        'How to compare the files with the manifest: quick (names, sizes and ETags) or full (SHA-256 of every byte).',
      'write-manifest': 'Whether to write a manifest of the stored files if the version has none. Reads every file.',
    },
  },
  {
    folder: 'promote',
    description: 'Moves tags to a version of a Paperspace dataset and removes them from every other version',
    operations: ['promote'],
    inputs: {
      dataset: 'Version that receives the tags, as DATASET:VERSION. VERSION is a version ID, a tag or latest.',
      tags: 'Tags to move, separated by commas or line breaks.',
    },
  },
  {
    folder: 'prune',
    description: 'Deletes old versions of a Paperspace dataset',
    operations: ['prune'],
    inputs: {
      dataset: 'ID or name of the dataset.',
      'delete-files': 'Whether to also delete the files of the deleted versions.',
    },
  },
  {
    folder: 'version',
    description: 'Reads, creates, changes, commits, lists or deletes versions of a Paperspace dataset',
    operations: [
      'get-version',
      'create-version',
      'update-version',
      'set-tags',
      'commit',
      'list-versions',
      'delete-version',
    ],
    inputs: {
      tags: 'Tags, separated by commas or line breaks. For list-versions, a filter.',
      'delete-files': 'Whether delete-version also deletes the files of the version.',
    },
  },
];

/** Returns the operations of an entry point. Throws where the registry does not have one of them. */
export function operationsOf(entryPoint: EntryPoint): Operation[] {
  return entryPoint.operations.map((name) => {
    const found = operations.find((operation) => operation.name === name);
    if (found === undefined) throw new Error(`${entryPoint.folder}: there is no operation ${name}`);
    return found;
  });
}

/** Returns the text of the `action.yml` of an entry point. */
export function renderEntryPoint(entryPoint: EntryPoint, root: ActionFile): string {
  const tasks = operationsOf(entryPoint);
  const taken = new Set<string>([
    ...commonInputs,
    ...tasks.flatMap(({ required, optional }) => [...required, ...optional]),
  ]);
  const set = new Set<string>(tasks.flatMap(({ outputs }) => outputs));
  const isRequired = (name: string): boolean => tasks.every(({ required }) => required.some((one) => one === name));
  const descriptions: Readonly<Record<string, string>> = {
    ...entryPoint.inputs,
    operation: describeOperation(entryPoint),
  };
  const inputs = Object.entries(root.inputs)
    .filter(([name]) => taken.has(name))
    .map(([name, input]) => [
      name,
      {
        description: descriptions[name] ?? input.description,
        ...(isRequired(name) ? { required: true } : {}),
        ...(input.default === undefined ? {} : { default: input.default }),
        ...(name === 'operation' ? { default: entryPoint.operations[0] } : {}),
      },
    ]);
  const { using, main, post, 'post-if': postIf } = root.runs;
  const action = {
    name: `Paperspace dataset: ${entryPoint.folder}`,
    description: entryPoint.description,
    author: root.author,
    inputs: Object.fromEntries(inputs),
    outputs: Object.fromEntries(Object.entries(root.outputs).filter(([name]) => set.has(name))),
    runs: {
      using,
      main: `../${main}`,
      // The post step is needed only if a draft can be left behind.
      ...(taken.has('on-failure') ? { post: `../${post}`, 'post-if': postIf } : {}),
    },
  };
  const head = '# Generated by `npm run docs` from the action.yml of the root and the registry of operations.\n';
  return head + stringify(action, { lineWidth: 0, singleQuote: true });
}

function describeOperation({ operations: [first, ...others] }: EntryPoint): string {
  if (others.length === 0) return `Operation of this entry point. Leave the default, ${first}.`;
  return `Operation to run: ${first} (default), ${formatList(others, 'or')}.`;
}
