/** Defines operations, and resolves their inputs `dataset` and `version`. */
import { didYouMean, formatCode } from '../net/format.ts';
import type { PaperspaceClient } from '../paperspace/client.ts';
import {
  isDatasetId,
  isVersionId,
  type Reference,
  type ResolvedDataset,
  readVersion,
  resolveDataset,
  withVersionId,
} from '../paperspace/references.ts';
import type { Dataset, Version } from '../paperspace/schema.ts';
import {
  commonInputs,
  type GivenInputs,
  type InputEntry,
  InputError,
  type InputName,
  type InputProblem,
  type InputValues,
  inputNames,
  inputs,
  parseBoth,
  parseInputs,
  type RawInputs,
  rejectProblems,
} from './inputs.ts';
import {
  commonOutputs,
  datasetOutputs,
  type OutputName,
  type Outputs,
  type Report,
  type Services,
  type Step,
} from './step.ts';

/** What the documentation says about an operation. */
interface Description {
  readonly name: string;
  /** The calls that it makes. */
  readonly calls: string;
  readonly purpose: string;
}

interface Definition<K extends TargetKind, R extends InputName, O extends InputName> extends Description {
  /** The meaning of `dataset` and `version`, which are not among the other inputs. */
  readonly target: K;
  readonly required?: readonly R[];
  readonly optional?: readonly O[];
  readonly outputs: readonly OutputName[];
  /** Describes what an input accepts here, if that differs from other operations. */
  readonly accepts?: Partial<Record<R | O, string>>;
  /** Returns the problems of inputs that are valid alone but not together. */
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
export interface Operation extends Description {
  readonly required: readonly InputName[];
  readonly optional: readonly InputName[];
  readonly outputs: readonly OutputName[];
  /** Parses the inputs, before anything is sent. Throws an `InputError` with all problems at once. */
  prepare(raw: RawInputs): Promise<Prepared>;
}

/** Turns a definition, which alone knows the types of its inputs, into an operation. */
export function defineOperation<
  K extends TargetKind,
  const R extends InputName = never,
  const O extends InputName = never,
>(definition: Definition<K, R, O>): Operation {
  const { name, calls, purpose, target: kind, required = [], optional = [], outputs, check, run } = definition;
  const parseValues = async (raw: RawInputs): Promise<InputValues<R, O>> => {
    const values = await parseInputs(raw, required, optional, definition.accepts);
    rejectProblems(check?.(values) ?? []);
    return values;
  };
  return {
    name,
    calls,
    purpose,
    required: [...(kind === 'none' ? [] : (['dataset'] as const)), ...required],
    optional: [...(kind === 'version' || kind === 'version-id' ? (['version'] as const) : []), ...optional],
    outputs: [...commonOutputs, ...outputs],
    prepare: async (raw) => {
      const [resolve, values] = await parseBoth(targetReaders[kind](raw, name), parseValues(raw));
      return async (step, services) => run(step, { ...values, target: await resolve(services.paperspace) }, services);
    },
  };
}

/** Operations by their names. Each is loaded when it is asked for, so that a step reads no code of the others. */
export type Registry = ReadonlyMap<string, () => Promise<Operation>>;

/** Loads all operations, in the order of the registry. */
export function loadAll(registry: Registry): Promise<readonly Operation[]> {
  return Promise.all([...registry.values()].map((load) => load()));
}

/** Loads the operation that the input names. Throws an `InputError`. */
export async function chooseOperation(raw: RawInputs, registry: Registry): Promise<Operation> {
  const wanted = (raw.operation ?? inputs.operation.default).trim();
  const load = registry.get(wanted);
  if (load !== undefined) return load();
  const names = [...registry.keys()];
  const help = didYouMean(wanted, names) || `Valid operations: ${names.join(', ')}`;
  const message = `must be an operation, not ${formatCode(wanted)}. ${help}`;
  throw new InputError([{ input: 'operation', message }]);
}

/** Returns a line for each input that is given but that the operation does not use. */
export async function unusedInputs(given: GivenInputs, operation: Operation, registry: Registry): Promise<string[]> {
  const used = new Set<InputName>([...commonInputs, ...operation.required, ...operation.optional]);
  const unused = inputNames.filter((name) => !used.has(name) && isGiven(name, given));
  if (unused.length === 0) return [];
  const operations = await loadAll(registry);
  return unused.map((name) => {
    const users = operations.filter(({ required, optional }) => [...required, ...optional].includes(name));
    const hint =
      users.length === 0 ? 'no operation uses it' : `it applies to ${users.map((user) => user.name).join(', ')}`;
    return `Input \`${name}\` has no effect on ${operation.name}: ${hint}`;
  });
}

/** Returns whether an input is set to another value than its default. The value of an expression is unknown here. */
function isGiven(name: InputName, { raw, sources }: GivenInputs): boolean {
  const kind: InputEntry = inputs[name];
  return name in raw && !(name in sources) && raw[name] !== kind.default && kind.expression === undefined;
}

/** A dataset that was given by its ID or found by its name. */
export class DatasetTarget {
  readonly datasetId: string;
  /** The dataset's ID, and its name if that was looked up. */
  readonly outputs: Outputs;
  protected readonly paperspace: PaperspaceClient;
  readonly #dataset: Dataset | undefined;

  constructor(paperspace: PaperspaceClient, { id, dataset }: ResolvedDataset) {
    this.paperspace = paperspace;
    this.datasetId = id;
    this.outputs = dataset === undefined ? { 'dataset-id': id } : datasetOutputs(dataset);
    this.#dataset = dataset;
  }

  /** The dataset as shown to users: `flowers (dst364npcw6ccok)`, or the ID if the name is not known. */
  get label(): string {
    return this.#dataset?.name == null ? this.datasetId : `${this.#dataset.name} (${this.datasetId})`;
  }

  /** Reads the dataset, unless finding its ID read it already. */
  async readDataset(): Promise<Dataset> {
    return this.#dataset ?? this.paperspace.getDataset(this.datasetId);
  }

  /** Returns a version as shown to users: `flowers:v1.2.0 (dst364npcw6ccok:fo5rp4m)`. */
  describe({ version, tags: [tag = version] }: Pick<Version, 'version' | 'tags'>): string {
    const ref = `${this.datasetId}:${version}`;
    return this.#dataset?.name == null ? ref : `${this.#dataset.name}:${tag} (${ref})`;
  }
}

/** A version of a dataset, which is read or looked up only if an operation asks for it. */
export class VersionTarget extends DatasetTarget {
  readonly #version: string;

  constructor(paperspace: PaperspaceClient, dataset: ResolvedDataset, version: string) {
    super(paperspace, dataset);
    this.#version = version;
  }

  /** `DATASET-ID:VERSION`, where VERSION is an ID, a tag or `latest`, as the user wrote it. */
  get ref(): string {
    return `${this.datasetId}:${this.#version}`;
  }

  /** Reads the version. A tag costs no second request. */
  read(): Promise<Version> {
    return readVersion(this.paperspace, this.datasetId, this.#version);
  }

  /**
   * Calls `use` with the version's ID. A text in the form of an ID is used without being read first, and looked up as a
   * tag only if `use` fails with a 404.
   */
  withId<T>(use: (versionId: string) => Promise<T>): Promise<T> {
    return withVersionId(this.paperspace, this.datasetId, this.#version, use);
  }
}

/** The target that `run` receives, by kind. Deletions accept IDs only. */
interface Targets {
  readonly none: undefined;
  readonly dataset: DatasetTarget;
  readonly version: VersionTarget;
  readonly 'dataset-id': { readonly datasetId: string };
  readonly 'version-id': { readonly datasetId: string; readonly versionId: string };
}
export type TargetKind = keyof Targets;

/** A target whose inputs are valid, to be resolved when the operation runs. */
type Resolve<K extends TargetKind> = (paperspace: PaperspaceClient) => Promise<Targets[K]>;

/** The parsers of the inputs `dataset` and `version`, by kind of target. They send nothing, and throw an `InputError`. */
export const targetReaders: { readonly [K in TargetKind]: (raw: RawInputs, operation: string) => Promise<Resolve<K>> } =
  {
    none: async () => async () => undefined,
    dataset: async (raw, operation) => {
      const { dataset } = await parseInputs(raw, ['dataset']);
      rejectProblems(versionProblems(dataset, operation));
      return async (paperspace) => new DatasetTarget(paperspace, await resolveDataset(paperspace, dataset.dataset));
    },
    version: async (raw) => {
      const { dataset, version } = await readReference(raw);
      return async (paperspace) => new VersionTarget(paperspace, await resolveDataset(paperspace, dataset), version);
    },
    'dataset-id': async (raw, operation) => {
      const { dataset } = await parseInputs(raw, ['dataset']);
      rejectProblems([...versionProblems(dataset, operation), ...idProblems('dataset', dataset.dataset)]);
      return async () => ({ datasetId: dataset.dataset });
    },
    'version-id': async (raw) => {
      const { dataset, version } = await readReference(raw);
      rejectProblems([...idProblems('dataset', dataset), ...idProblems('version', version)]);
      return async () => ({ datasetId: dataset, versionId: version });
    },
  };

/** Reads a dataset and its version, which is given after a colon in `dataset`, in `version`, or as the same in both. */
async function readReference(raw: RawInputs): Promise<{ readonly dataset: string; readonly version: string }> {
  const { dataset: reference, version = reference.version } = await parseInputs(raw, ['dataset'], ['version']);
  if (version === undefined) {
    const message =
      'is missing. Write `dataset` as ID-or-NAME:VERSION, or set `version` to a version ID, a tag or `latest`';
    throw new InputError([{ input: 'version', message }]);
  }
  if (reference.version !== undefined && version !== reference.version) {
    const message = `is ${formatCode(version)}, but \`dataset\` names the version ${formatCode(reference.version)}`;
    throw new InputError([{ input: 'version', message }]);
  }
  return { dataset: reference.dataset, version };
}

/** An operation on a whole dataset must not ignore a version that was given. */
function versionProblems({ version }: Reference, operation: string): InputProblem[] {
  if (version === undefined) return [];
  const named = `names the version ${formatCode(version)}, but`;
  // The runner fills in the default, so an omitted `operation` looks like the same value in the workflow.
  const message =
    operation === inputs.operation.default
      ? `${named} the operation is \`${operation}\` (the default if \`operation\` is not set), which works on a whole dataset. Did you mean \`operation: download-files\`?`
      : `${named} ${operation} works on a whole dataset`;
  return [{ input: 'dataset', message }];
}

const ids = {
  dataset: { isId: isDatasetId, accepts: 'a dataset ID (`ds` and 13 characters from a-z0-9)', not: 'its name' },
  version: { isId: isVersionId, accepts: 'a version ID (7 characters from a-z0-9)', not: 'its tag' },
};

/** Deletions accept IDs only, because a name or a tag may move in the meantime. */
function idProblems(input: 'dataset' | 'version', text: string): InputProblem[] {
  const { isId, accepts, not } = ids[input];
  if (isId(text)) return [];
  return [{ input, message: `must be ${accepts}, not ${formatCode(text)}. A ${input} cannot be deleted by ${not}` }];
}
