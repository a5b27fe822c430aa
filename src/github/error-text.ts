import { ActionError, PartialFailure } from '../net/errors.ts';

/** An error as people read it: a title for the annotation, and the message with what to do about it. */
export interface ErrorText {
  readonly title: string;
  readonly message: string;
}

/** Returns the text of an error. Errors of this action know their own; of any other only its message is shown. */
export function errorText(error: unknown): ErrorText {
  if (error instanceof PartialFailure) {
    const failures = error.failures.map((failure) => `- ${errorText(failure).message}`);
    return { title: error.title, message: [`${error.message}:`, ...failures].join('\n') };
  }
  if (error instanceof ActionError) {
    const { title, message, hint } = error;
    return { title, message: hint === undefined ? message : `${message}\n${hint}` };
  }
  if (isFileSystemError(error)) return { title: 'File system error', message: error.message };
  return { title: 'Failed', message: Error.isError(error) ? error.message : String(error) };
}

/** Returns the error and its causes with their stacks, for the debug log. */
export function causeChain(error: unknown): string {
  if (!Error.isError(error)) return String(error);
  const own = error.stack ?? `${error.name}: ${error.message}`;
  return error.cause === undefined ? own : `${own}\nCaused by: ${causeChain(error.cause)}`;
}

/** Whether Node reports a file or folder of this machine. Errors of connections are wrapped before they get here. */
function isFileSystemError(error: unknown): error is Error {
  return Error.isError(error) && 'syscall' in error && 'path' in error;
}
