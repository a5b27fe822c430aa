import type { Dataset, Version } from '../paperspace/schema.ts';

/** The outcome of a step. */
export type Outcome = 'created' | 'resumed' | 'unchanged' | 'updated' | 'changed' | 'deleted' | 'found' | 'none';

/** Every output of the action, with its type before it becomes text. `action.yml` describes each. */
export interface OutputValues {
  readonly 'dataset-id': string;
  readonly 'dataset-name': string;
  readonly version: string;
  readonly ref: string;
  readonly tags: readonly string[];
  readonly url: string;
  readonly 'is-committed': boolean;
  readonly message: string;
  readonly 'usage-bytes': string;
  readonly outcome: Outcome;
  readonly result: string;
  readonly 'result-path': string;
  readonly count: number;
  readonly versions: readonly string[];
  readonly 'next-page': string;
  readonly files: number;
  readonly bytes: number;
  readonly 'files-uploaded': number;
  readonly 'files-copied': number;
  readonly 'files-unchanged': number;
  readonly added: number;
  readonly changed: number;
  readonly removed: number;
  readonly renamed: number;
  readonly 'compared-by': 'sha256' | 'size-and-etag' | 'mixed';
  readonly 'manifest-path': string;
  readonly 'manifest-digest': string;
  readonly 'checksums-path': string;
  readonly 'cache-key': string;
}
export type OutputName = keyof OutputValues;
export type Outputs = Partial<OutputValues>;

/** The names of the outputs that every operation sets. */
export const commonOutputs = ['outcome', 'result', 'result-path'] as const satisfies readonly OutputName[];
/** The names of the outputs about the dataset. */
export const datasetOutputNames = ['dataset-id', 'dataset-name'] as const satisfies readonly OutputName[];
/** The names of the outputs about the version. */
export const versionOutputNames = [
  ...datasetOutputNames,
  'version',
  'ref',
  'tags',
  'url',
  'is-committed',
  'message',
  'usage-bytes',
] as const satisfies readonly OutputName[];

/** Returns the outputs about a dataset. */
export function datasetOutputs({ id, name }: Pick<Dataset, 'id' | 'name'>): Outputs {
  return { 'dataset-id': id, ...(name === null ? {} : { 'dataset-name': name }) };
}

/** Returns the outputs about a version, without those that are null in the API. */
export function versionOutputs(version: Version): Outputs {
  return {
    'dataset-id': version.datasetId,
    version: version.version,
    ref: `${version.datasetId}:${version.version}`,
    tags: version.tags,
    'is-committed': version.isCommitted,
    ...(version.url === null ? {} : { url: version.url }),
    ...(version.message === null ? {} : { message: version.message }),
    ...(version.usageBytes === null ? {} : { 'usage-bytes': version.usageBytes }),
  };
}
