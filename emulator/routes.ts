/** Maps methods and paths to endpoints. */
import type { Context } from './context.ts';
import * as datasets from './datasets.ts';
import { Refusal } from './refusals.ts';
import {
  datasetChangeSchema,
  datasetListSchema,
  type EmulatedRequest,
  newDatasetSchema,
  newVersionSchema,
  parseBody,
  parseInput,
  type Target,
  versionChangeSchema,
  versionListSchema,
} from './requests.ts';
import * as versions from './versions.ts';

/** Returns the body of the response, or throws a {@link Refusal}. */
export type Endpoint = (context: Context, query: Target['query'], request: EmulatedRequest) => unknown;

type Methods = Readonly<Record<string, Endpoint>>;

/** Returns the endpoint; throws a 404 for an unknown path and a 405 for a method that the path does not support. */
export function endpointFor(method: string, segments: readonly string[]): Endpoint {
  const methods = methodsOf(segments);
  if (methods === undefined) throw new Refusal(404, `No endpoint /${segments.join('/')}`);
  const endpoint = Object.hasOwn(methods, method) ? methods[method] : undefined;
  if (endpoint === undefined) throw new Refusal(405, `${method} is not a method of /${segments.join('/')}`);
  return endpoint;
}

function methodsOf(segments: readonly string[]): Methods | undefined {
  const [root, id, branch, version, ...rest] = segments;
  if (root !== 'datasets' || rest.length > 0) return undefined;
  if (id === undefined) return datasetsMethods;
  if (id === '') return undefined;
  if (branch === undefined) return datasetMethods(id);
  if (branch !== 'versions' || version === '') return undefined;
  return version === undefined ? versionsMethods(id) : versionMethods(id, version);
}

const datasetsMethods: Methods = {
  GET: (context, query) => datasets.listDatasets(context, parseInput(datasetListSchema, query)),
  POST: (context, _query, request) => datasets.createDataset(context, parseInput(newDatasetSchema, parseBody(request))),
};

function datasetMethods(id: string): Methods {
  return {
    GET: (context) => datasets.getDataset(context, id),
    PUT: (context, _query, request) =>
      datasets.updateDataset(context, id, parseInput(datasetChangeSchema, parseBody(request))),
    DELETE: (context) => datasets.deleteDataset(context, id),
  };
}

function versionsMethods(datasetId: string): Methods {
  return {
    GET: (context, query) => versions.listVersions(context, datasetId, parseInput(versionListSchema, query)),
    POST: (context, _query, request) =>
      versions.createVersion(context, datasetId, parseInput(newVersionSchema, parseBody(request))),
  };
}

function versionMethods(datasetId: string, id: string): Methods {
  return {
    GET: (context) => versions.getVersion(context, datasetId, id),
    PUT: (context, _query, request) =>
      versions.updateVersion(context, datasetId, id, parseInput(versionChangeSchema, parseBody(request))),
    DELETE: (context) => versions.deleteVersion(context, datasetId, id),
  };
}
