/** Operations against an emulator in this process, with all that they put out. */
import { expect } from '@jest/globals';
import type { InputProblem, RawInputs } from '../../src/operations/inputs.ts';
import type { Operation } from '../../src/operations/operation.ts';
import type { Outputs } from '../../src/operations/outputs.ts';
import type { AnnouncedDraft, EventFacts, Services } from '../../src/operations/services.ts';
import { type EmulatedClient, emulated } from './emulated-client.ts';
import { type EndedStep, RecordingStep } from './recording.ts';

export const EVENT: EventFacts = {
  message: 'Faces 1.2',
  tag: 'v1.2',
  provenance: { repository: 'acme/faces', sha: '0123abc' },
  key: 'acme/faces@refs/tags/v1.2@0123abc/publish/snapshot',
  oldestMs: undefined,
  runAttempt: '1',
  run: 'acme/faces/runs/7',
};

export interface Stage extends EmulatedClient {
  readonly services: Services;
  /** A step for what runs by itself. */
  readonly step: RecordingStep;
  /** The values and items of the results of all runs, in order. */
  readonly results: unknown[];
  /** All outputs that runs set, in order. */
  readonly published: Outputs[];
  readonly announced: AnnouncedDraft[];
  /** Runs an operation whose inputs have to be valid. */
  run(operation: Operation, inputs: RawInputs): Promise<EndedStep>;
}

type Options = Parameters<typeof emulated>[0] & Partial<Pick<Services, 'event' | 'openStorage' | 'updateReleaseNotes'>>;

export function stage({
  event = EVENT,
  openStorage = unexpected,
  updateReleaseNotes = unexpected,
  ...options
}: Options = {}): Stage {
  const world = emulated(options);
  const announced: AnnouncedDraft[] = [];
  const { clock, random, log, signal } = world.retryContext;
  const results: unknown[] = [];
  const published: Outputs[] = [];
  const services: Services = {
    paperspace: world.client,
    clock,
    random,
    signal,
    event,
    platform: 'linux',
    openStorage,
    scan: unexpected,
    writeFile: unexpected,
    announceDraft: (draft) => void announced.push(draft),
    updateReleaseNotes,
  };
  const run = async (operation: Operation, inputs: RawInputs): Promise<EndedStep> => {
    const prepared = await operation.prepare(inputs);
    if ('problems' in prepared) throw new Error(JSON.stringify(prepared.problems));
    const step = new RecordingStep(log, { results, published });
    const ended = step.ended(await prepared.run(step, services));
    const undeclared = Object.keys(ended.outputs).filter(
      (name) => !operation.outputs.some((output) => output === name),
    );
    expect(undeclared).toEqual([]);
    return ended;
  };
  return { ...world, services, step: new RecordingStep(log), results, published, announced, run };
}

/** A stage with a dataset `faces` on it, and ways to look at its versions. */
export function stageWithDataset(options: Options = {}) {
  const world = stage(options);
  const { id } = world.paperspace.addDataset({ name: 'faces' });
  return {
    ...world,
    id,
    path: `/datasets/${id}/versions`,
    add: (fields: Parameters<typeof world.paperspace.addVersion>[1] = {}) => world.paperspace.addVersion(id, fields),
    versions: () => world.paperspace.versions(id),
    /** The bodies that were sent with a method, in order. */
    bodies: (method: string): unknown[] =>
      world.emulator.requests
        .filter((request) => request.method === method)
        .map(({ body }) => (body === undefined ? undefined : JSON.parse(body))),
  };
}

/** Everything that is wrong with the inputs of an operation, each as `INPUT: MESSAGE`. */
export async function problemsOf(operation: Operation, inputs: RawInputs): Promise<string[]> {
  const prepared = await operation.prepare(inputs);
  const problems: readonly InputProblem[] = 'problems' in prepared ? prepared.problems : [];
  return problems.map(({ input, message }) => `${input}: ${message}`);
}

async function unexpected(): Promise<never> {
  throw new Error('an operation did what it should not');
}
