/** Defines operations: what each is, and what its inputs `dataset` and `version` mean, read once and resolved once. */
import type { PaperspaceClient } from '../paperspace/client.ts';
import {
  isDatasetId,
  isVersionId,
  type Reference,
  readVersion,
  resolveDataset,
  withVersionId,
} from '../paperspace/references.ts';
import type { Dataset, Version } from '../paperspace/schema.ts';
import { type InputName, type InputProblem, type InputValues, inputs, parseInputs, type RawInputs } from './inputs.ts';
import type { Services } from './services.ts';
import type { Report, Step } from './step.ts';
import { commonOutputs, datasetOutputs, type OutputName, type Outputs } from './step.ts';

interface Definition<K extends TargetKind, R extends InputName, O extends InputName> {
  readonly name: string;
  /** The calls that it makes, for the documentation. */
  readonly calls: string;
  /** Its purpose, for the documentation. */
  readonly purpose: string;
  /** What `dataset` and `version` mean; they are not among the other inputs. */
  readonly target: K;
  readonly required: readonly R[];
  readonly optional: readonly O[];
  readonly outputs: readonly OutputName[];
  /** What an input takes here, in words, where that differs from other operations. */
  readonly takes?: Partial<Record<R | O, string>>;
  /** Says what is wrong with inputs that are valid alone but not together. */
  readonly check?: (values: InputValues<R, O>) => readonly InputProblem[];
  readonly run: (
    step: Step,
    inputs: InputValues<R, O> & { readonly target: Targets[K] },
    services: Services,
  ) => Promise<Report>;
}

/** An operation whose inputs are valid, ready to run. */
export type Prepared = (step: Step, services: Services) => Promise<Report>;

/** One value of the input `operation`. */
export interface Operation {
  readonly name: string;
  readonly calls: string;
  readonly purpose: string;
  readonly required: readonly InputName[];
  readonly optional: readonly InputName[];
  readonly outputs: readonly OutputName[];
  /** Parses the inputs. Returns all problems with them at once, before anything is sent. */
  prepare(raw: RawInputs): Promise<{ readonly run: Prepared } | { readonly problems: readonly InputProblem[] }>;
}

/** Operations by their names. Each is loaded when it is asked for, so that a step reads no code of the others. */
export type Registry = ReadonlyMap<string, () => Promise<Operation>>;

/** Loads all operations, in the order of the registry. */
export function loadAll(registry: Registry): Promise<readonly Operation[]> {
  return Promise.all([...registry.values()].map((load) => load()));
}

/** Turns a definition, which alone knows the types of its inputs, into an operation. */
export function defineOperation<K extends TargetKind, const R extends InputName, const O extends InputName>(
  definition: Definition<K, R, O>,
): Operation {
  const { name, calls, purpose, required, optional, outputs, takes, check, run } = definition;
  const { required: requiredByTarget, optional: optionalByTarget } = targetInputs[definition.target];
  return {
    name,
    calls,
    purpose,
    required: [...requiredByTarget, ...required],
    optional: [...optionalByTarget, ...optional],
    outputs: [...commonOutputs, ...outputs],
    prepare: async (raw) => {
      const target = await readTarget(definition.target, name, raw);
      const parsed = await parseInputs(raw, required, optional, takes);
      const problems = [
        ...('problems' in target ? target.problems : []),
        ...('problems' in parsed ? parsed.problems : (check?.(parsed.values) ?? [])),
      ];
      if ('problems' in target || 'problems' in parsed || problems.length > 0) return { problems };
      return {
        run: async (step, services) => {
          const resolved = await target.resolve(services.paperspace);
          return run(step, { ...parsed.values, target: resolved }, services);
        },
      };
    },
  };
}

/** A dataset that was given by its ID or found by its name. */
export interface DatasetTarget {
  readonly datasetId: string;
  /** The dataset as people read it: `flowers (dst364npcw6ccok)`, or the ID where the name is not known. */
  readonly label: string;
  /** What is known about the dataset: its ID, and its name where that was looked up. */
  readonly outputs: Outputs;
  /** Reads the dataset, unless finding its ID read it already. */
  readDataset(): Promise<Dataset>;
  /** Returns a version as people read it: `flowers:v1.2.0 (dst364npcw6ccok:fo5rp4m)`. */
  describe(version: Pick<Version, 'version' | 'tags'>): string;
}

/** A version of a dataset, which is read or looked up only where an operation asks for it. */
export interface VersionTarget extends DatasetTarget {
  /** `DATASET-ID:VERSION`, where VERSION is what the user wrote: an ID, a tag or `latest`. */
  readonly ref: string;
  /** Reads the version. A tag costs no second request. */
  read(): Promise<Version>;
  /**
   * Does something with the version's ID. What looks like an ID is used as one without being read first, and looked up
   * as a tag only where `use` fails with a 404.
   */
  withId<T>(use: (versionId: string) => Promise<T>): Promise<T>;
}

/** What `run` gets for each kind of target. What is deleted is named by IDs alone. */
export interface Targets {
  readonly none: undefined;
  readonly dataset: DatasetTarget;
  readonly version: VersionTarget;
  readonly 'dataset-id': { readonly datasetId: string };
  readonly 'version-id': { readonly datasetId: string; readonly versionId: string };
}
export type TargetKind = keyof Targets;

/** The inputs that each kind of target takes. */
export const targetInputs = {
  none: { required: [], optional: [] },
  dataset: { required: ['dataset'], optional: [] },
  version: { required: ['dataset'], optional: ['version'] },
  'dataset-id': { required: ['dataset'], optional: [] },
  'version-id': { required: ['dataset'], optional: ['version'] },
} as const satisfies Record<TargetKind, Record<'required' | 'optional', readonly InputName[]>>;

/** A target whose inputs are valid, to be resolved when the operation runs. */
type Resolve<K extends TargetKind> = (paperspace: PaperspaceClient) => Promise<Targets[K]>;
type Read<K extends TargetKind> = { readonly resolve: Resolve<K> } | { readonly problems: readonly InputProblem[] };

/** Parses the inputs `dataset` and `version`. Returns all problems with them, before anything is sent. */
export function readTarget<K extends TargetKind>(kind: K, operation: string, raw: RawInputs): Promise<Read<K>> {
  return readers[kind](raw, operation);
}

const readers: { readonly [K in TargetKind]: (raw: RawInputs, operation: string) => Promise<Read<K>> } = {
  none: async () => ({ resolve: async () => undefined }),
  dataset: async (raw, operation) => {
    const parsed = await parseInputs(raw, ['dataset'], []);
    if ('problems' in parsed) return parsed;
    const { dataset } = parsed.values;
    const problems = versionProblems(dataset, operation);
    return problems.length > 0 ? { problems } : { resolve: (paperspace) => datasetTarget(paperspace, dataset.dataset) };
  },
  version: async (raw) => {
    const parsed = await readReference(raw);
    if ('problems' in parsed) return parsed;
    const { dataset, version } = parsed;
    return { resolve: (paperspace) => versionTarget(paperspace, dataset, version) };
  },
  'dataset-id': async (raw, operation) => {
    const parsed = await parseInputs(raw, ['dataset'], []);
    if ('problems' in parsed) return parsed;
    const { dataset } = parsed.values;
    const problems = [...versionProblems(dataset, operation), ...datasetIdProblems(dataset.dataset)];
    return problems.length > 0 ? { problems } : { resolve: async () => ({ datasetId: dataset.dataset }) };
  },
  'version-id': async (raw) => {
    const parsed = await readReference(raw);
    if ('problems' in parsed) return parsed;
    const { dataset, version } = parsed;
    const problems = [...datasetIdProblems(dataset), ...versionIdProblems(version)];
    return problems.length > 0 ? { problems } : { resolve: async () => ({ datasetId: dataset, versionId: version }) };
  },
};

interface VersionReference {
  readonly dataset: string;
  readonly version: string;
}

/** Reads a dataset and a version of it, which comes with the dataset behind a colon, in `version`, or as the same in both. */
async function readReference(
  raw: RawInputs,
): Promise<VersionReference | { readonly problems: readonly InputProblem[] }> {
  const parsed = await parseInputs(raw, ['dataset'], ['version']);
  if ('problems' in parsed) return parsed;
  const { dataset: reference, version } = parsed.values;
  if (version !== undefined && reference.version !== undefined && version !== reference.version) {
    const message = `got ${JSON.stringify(version)}, but \`dataset\` says ${JSON.stringify(reference.version)}`;
    return { problems: [{ input: 'version', message }] };
  }
  const wanted = version ?? reference.version;
  if (wanted !== undefined) return { dataset: reference.dataset, version: wanted };
  const message =
    'is missing. Write `dataset` as ID-or-NAME:VERSION, or set `version` to a version ID, a tag or `latest`';
  return { problems: [{ input: 'version', message }] };
}

/** An operation on a whole dataset must not ignore a version that was given. */
function versionProblems({ version }: Reference, operation: string): InputProblem[] {
  if (version === undefined) return [];
  const named = `names the version ${JSON.stringify(version)}, but`;
  // The runner fills in the default, so an `operation` that was left out cannot be told from the same one in the workflow.
  const message =
    operation === inputs.operation.default
      ? `${named} the operation is \`${operation}\` (the default if \`operation\` is not set), which works on a whole dataset. Did you mean \`operation: download-files\`?`
      : `${named} ${operation} works on a whole dataset`;
  return [{ input: 'dataset', message }];
}

/** Deletions take IDs only, because a name or a tag may move in the meantime. */
function datasetIdProblems(dataset: string): InputProblem[] {
  if (isDatasetId(dataset)) return [];
  const message = `takes an ID here (ds followed by 13 characters from a-z0-9), got ${JSON.stringify(dataset)}: a dataset is never deleted by its name`;
  return [{ input: 'dataset', message }];
}

function versionIdProblems(version: string): InputProblem[] {
  if (isVersionId(version)) return [];
  const message = `takes an ID here (7 characters from a-z0-9), got ${JSON.stringify(version)}: a version is never deleted by its tag`;
  return [{ input: 'version', message }];
}

async function datasetTarget(paperspace: PaperspaceClient, idOrName: string): Promise<DatasetTarget> {
  const { id, dataset } = await resolveDataset(paperspace, idOrName);
  return {
    datasetId: id,
    label: dataset?.name == null ? id : `${dataset.name} (${id})`,
    outputs: dataset === undefined ? { 'dataset-id': id } : datasetOutputs(dataset),
    readDataset: async () => dataset ?? paperspace.getDataset(id),
    describe: ({ version, tags: [tag = version] }) => {
      const ref = `${id}:${version}`;
      return dataset?.name == null ? ref : `${dataset.name}:${tag} (${ref})`;
    },
  };
}

async function versionTarget(paperspace: PaperspaceClient, idOrName: string, version: string): Promise<VersionTarget> {
  const dataset = await datasetTarget(paperspace, idOrName);
  const { datasetId } = dataset;
  return {
    ...dataset,
    ref: `${datasetId}:${version}`,
    read: () => readVersion(paperspace, datasetId, version),
    withId: (use) => withVersionId(paperspace, datasetId, version, use),
  };
}
