/** One thing that is wrong with the inputs of a step. */
export interface InputProblem {
  readonly input: string;
  /** What is wrong, what was got and what is taken, as one sentence. */
  readonly message: string;
}

/** Everything that is wrong with the inputs of a step, found before any request was sent. */
export class InputError extends Error {
  override readonly name = 'InputError';
  readonly problems: readonly InputProblem[];

  constructor(problems: readonly InputProblem[]) {
    super(problems.map(({ input, message }) => `${input}: ${message}`).join('; '));
    this.problems = problems;
  }
}

/** Something that was asked for in good form, but that this project will not do, and what to do instead. */
export class RefusedError extends Error {
  override readonly name = 'RefusedError';
  readonly hint: string;

  constructor(message: string, hint: string, options?: ErrorOptions) {
    super(message, options);
    this.hint = hint;
  }
}

/** Some of many things failed while the rest was done. */
export class PartialFailure extends Error {
  override readonly name = 'PartialFailure';
  readonly failures: readonly Error[];

  constructor(message: string, failures: readonly Error[]) {
    super(message, { cause: failures[0] });
    this.failures = failures;
  }
}
