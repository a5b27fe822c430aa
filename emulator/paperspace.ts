/**
 * The ten endpoints of the datasets API over state in memory, without a network. With the same clock, random numbers and
 * requests the responses are the same.
 *
 * `server.ts` serves it on a socket, `in-process.ts` in the same process; both add faults.
 */
import { type Clock, type Random, systemClock } from '../src/net/system.ts';
import type { HttpResponse } from '../src/paperspace/http.ts';
import type { Dataset, Version } from '../src/paperspace/schema.ts';
import { type Answers, defaultAnswers } from './answers.ts';
import { Catalog } from './catalog.ts';
import type { Context, MeasureUsage } from './context.ts';
import { Cursors } from './cursors.ts';
import * as datasets from './datasets.ts';
import { drawId } from './random.ts';
import { errorAnswer, Refusal } from './refusals.ts';
import { type EmulatedRequest, parseSegments, parseTarget } from './requests.ts';
import { endpointFor } from './routes.ts';
import * as versions from './versions.ts';

export interface PaperspaceOptions {
  readonly answers?: Partial<Answers> | undefined;
  readonly clock?: Pick<Clock, 'now'> | undefined;
  readonly random?: Random | undefined;
  /** The only key that is accepted; random if absent. */
  readonly apiKey?: string | undefined;
  /** The bucket that versions' URLs name. */
  readonly bucket?: string | undefined;
  readonly usageBytes?: MeasureUsage | undefined;
}

/** The endpoints, and direct access to the state for tests. */
export interface Paperspace {
  readonly apiKey: string;
  readonly teamId: string;
  readonly userId: string;
  readonly bucket: string;
  readonly answers: Answers;
  /** Handles one request of the API. Never throws: a defect is a 500. */
  answer(request: EmulatedRequest): Promise<HttpResponse>;
  /** All datasets, oldest first. */
  datasets(): Dataset[];
  /** All versions of a dataset, including drafts, oldest first. Empty if the dataset does not exist. */
  versions(datasetId: string): Version[];
  addDataset(fields: datasets.DatasetFields): Dataset;
  /** Also creates what no request can, such as a version with an earlier creation time. */
  addVersion(datasetId: string, fields?: versions.VersionFields): Version;
}

export function createPaperspace(options: PaperspaceOptions = {}): Paperspace {
  const context = createContext(options);
  const apiKey = options.apiKey ?? drawId(context.random, 'emulator-', 24);
  return {
    apiKey,
    teamId: context.teamId,
    userId: context.userId,
    bucket: context.bucket,
    answers: context.answers,
    answer: (request) => answer(context, apiKey, request),
    datasets: () => [...context.catalog.timeline.walk('asc')].map(datasets.showDataset),
    versions: (datasetId) =>
      [...(context.catalog.get(datasetId)?.shelf.timeline.walk('asc') ?? [])].map(versions.showVersion),
    addDataset: (fields) => datasets.showDataset(datasets.addDataset(context, fields)),
    addVersion: (datasetId, fields = {}) => {
      const dataset = context.catalog.get(datasetId);
      if (dataset === undefined) throw new Error(`no dataset ${datasetId}`);
      return versions.showVersion(versions.addVersion(context, dataset, fields));
    },
  };
}

function createContext(options: PaperspaceOptions): Context {
  const random = options.random ?? Math.random;
  return {
    answers: { ...defaultAnswers, ...options.answers },
    catalog: new Catalog(),
    cursors: new Cursors(random),
    clock: options.clock ?? systemClock,
    random,
    teamId: drawId(random, 't', 9),
    userId: drawId(random, 'u', 9),
    bucket: options.bucket ?? 'paperspace-emulator',
    storageProviderId: drawId(random, 'sp', 13),
    usageBytes: options.usageBytes,
  };
}

async function answer(context: Context, apiKey: string, request: EmulatedRequest): Promise<HttpResponse> {
  const answered = await answerOrRefuse(context, apiKey, request);
  return { ...answered, headers: { ...answered.headers, 'x-request-id': drawId(context.random, 'req-', 12) } };
}

async function answerOrRefuse(context: Context, apiKey: string, request: EmulatedRequest): Promise<HttpResponse> {
  try {
    refuseStranger(apiKey, request.headers.authorization);
    const { path, query } = parseTarget(request.path);
    const segments = parseSegments(path);
    if (segments === undefined) throw new Refusal(400, `The path ${path} cannot be decoded`);
    const endpoint = endpointFor(request.method, segments);
    const result = await endpoint(context, query, request);
    return { status: 200, headers: { 'content-type': 'application/json' }, body: JSON.stringify(result) };
  } catch (error) {
    const refusal = error instanceof Refusal ? error : new Refusal(500, `The emulator failed: ${String(error)}`);
    return errorAnswer(refusal, context.answers.errorBody);
  }
}

function refuseStranger(apiKey: string, authorization: string | undefined): void {
  if (authorization === undefined) throw new Refusal(401, 'No API key: send Authorization: Bearer KEY');
  if (authorization !== `Bearer ${apiKey}`) throw new Refusal(401, 'The API key is not valid');
}
