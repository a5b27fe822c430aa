import { isDatasetId, isVersionId, type Reference } from '../paperspace/references.ts';
import { InputError } from './errors.ts';

interface TargetInputs {
  readonly dataset: Reference;
  readonly version?: string | undefined;
}

/** The version that `dataset` (behind its colon) or `version` names. Throws an {@link InputError} where none does, or both differ. */
export function requiredVersion(inputs: TargetInputs): string {
  const version = optionalVersion(inputs);
  if (version !== undefined) return version;
  throw new InputError([
    {
      input: 'version',
      message: 'is missing: give `dataset` as ID-or-NAME:VERSION, or `version` a version id, a tag or `latest`',
    },
  ]);
}

/** As {@link requiredVersion}, but none is allowed too. */
export function optionalVersion({ dataset, version }: TargetInputs): string | undefined {
  if (version !== undefined && dataset.version !== undefined && version !== dataset.version) {
    const message = `got ${JSON.stringify(version)}, but \`dataset\` says ${JSON.stringify(dataset.version)}`;
    throw new InputError([{ input: 'version', message }]);
  }
  return version ?? dataset.version;
}

/** For what works on a whole dataset: a version is a mistake that should not go unnoticed. */
export function noVersion({ dataset }: TargetInputs): void {
  if (dataset.version === undefined) return;
  const message = `names the version ${JSON.stringify(dataset.version)}, but this operation is about the whole dataset`;
  throw new InputError([{ input: 'dataset', message }]);
}

/** What is deleted is named by its id, since a name or a tag may mean something else by then. */
export function requiredDatasetId({ dataset }: TargetInputs): string {
  if (isDatasetId(dataset.dataset)) return dataset.dataset;
  const message = `takes an id here (ds and 13 of a-z0-9), got ${JSON.stringify(dataset.dataset)}: what is deleted is never looked up by its name`;
  throw new InputError([{ input: 'dataset', message }]);
}

/** As {@link requiredDatasetId}, for a version. */
export function requiredVersionId(inputs: TargetInputs): string {
  const version = requiredVersion(inputs);
  if (isVersionId(version)) return version;
  const message = `takes an id here (seven of a-z0-9), got ${JSON.stringify(version)}: what is deleted is never looked up by its tag`;
  throw new InputError([{ input: 'version', message }]);
}
