import type { Log } from '../net/log.ts';

/** The environment variables of the process. */
export type Environment = Readonly<Record<string, string | undefined>>;

/**
 * What GitHub's runner offers a step. Everything that the action says to the runner goes through here, so that tests
 * can listen. Texts may hold anything: the implementation sees to it that none becomes a command.
 */
export interface Workflow extends Log {
  readonly env: Environment;
  /** The text of an input as the workflow gives it, trimmed; empty where it is not given. */
  input(name: string): string;
  setOutput(name: string, value: string): void;
  /** Hands a value on to the post step. */
  saveState(name: string, value: string): void;
  /** What the main step handed on; empty where it did not. */
  state(name: string): string;
  /** From now on the runner replaces this text by `***` in the log. */
  mask(secret: string): void;
  /** An error annotation. The exit status is not its concern. */
  error(title: string, message: string): void;
  group(title: string): void;
  endGroup(): void;
  /** Replaces the job summary of this step; rejects where there is none to write to. */
  writeSummary(markup: string): Promise<void>;
}
