import { type InputName, type InputProblem, type InputValues, parseInputs, type RawInputs } from './inputs.ts';
import { commonOutputs, type OutputName } from './outputs.ts';
import type { Services } from './services.ts';
import type { Report, Step } from './step.ts';
import { readTarget, type TargetKind, type Targets, targetInputs } from './target.ts';

interface Definition<K extends TargetKind, R extends InputName, O extends InputName> {
  readonly name: string;
  /** For the README: the calls that it makes. */
  readonly calls: string;
  /** For the README: its purpose. */
  readonly purpose: string;
  /** What `dataset` and `version` mean to it; they are not among its other inputs. */
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
  /** Reads the inputs. All that is wrong with them comes back at once, and nothing has been sent by then. */
  prepare(raw: RawInputs): Promise<{ readonly run: Prepared } | { readonly problems: readonly InputProblem[] }>;
}

/** Makes an operation of its definition, which alone knows the types of its inputs. */
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
