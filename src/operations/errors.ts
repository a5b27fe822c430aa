import { ActionError } from '../net/errors.ts';

/** One thing that is wrong with the inputs of a step. */
export interface InputProblem {
  readonly input: string;
  /** What is wrong, what was given and what is accepted, as the rest of a sentence that begins with the input. */
  readonly message: string;
}

/** Everything that is wrong with the inputs of a step, found before any request was sent. */
export class InputError extends ActionError {
  override readonly name = 'InputError';
  readonly problems: readonly InputProblem[];

  constructor(problems: readonly InputProblem[]) {
    const title = problems.length === 1 ? 'Invalid input' : `${problems.length} invalid inputs`;
    super(problems.map(({ input, message }) => `Input \`${input}\` ${message}`).join('\n'), { title });
    this.problems = problems;
  }
}

/** A valid request that this action refuses, and what to do instead. */
export class RefusedError extends ActionError {
  override readonly name = 'RefusedError';

  constructor(message: string, hint: string, options?: ErrorOptions) {
    super(message, { title: 'Refused', hint, ...options });
  }
}

/** Some of many things failed while the rest succeeded. */
export class PartialFailure extends ActionError {
  override readonly name = 'PartialFailure';
  readonly failures: readonly Error[];

  constructor(message: string, failures: readonly Error[]) {
    super(message, { title: message, cause: failures[0] });
    this.failures = failures;
  }
}
