import { ActionError, CancelledError, PartialFailure } from '../net/errors.ts';
import {
  AmbiguousError,
  EndlessListError,
  InvalidIdError,
  NotFoundError,
  PaperspaceError,
  type Problem,
  RepeatedCursorError,
} from '../paperspace/errors.ts';
import { networkHints } from './network-hints.ts';
import { storageErrorText } from './storage-error-text.ts';

/** An error as people read it: a title for the annotation, what happened, and what to do about it. */
export interface ErrorText {
  readonly title: string;
  readonly message: string;
}

/** The one place where errors become text. Anything unknown is shown by its message alone. */
export function errorText(error: unknown): ErrorText {
  if (error instanceof PartialFailure) {
    const failures = error.failures.map((failure) => `- ${errorText(failure).message}`);
    return { title: error.title, message: [`${error.message}:`, ...failures].join('\n') };
  }
  if (error instanceof ActionError) return { title: error.title, message: withHint(error.message, error.hint) };
  if (error instanceof CancelledError) return { title: 'Cancelled', message: `The step was ${error.message}.` };
  if (error instanceof PaperspaceError) {
    return {
      title: `Failed to ${error.operation} ${error.subject}`,
      message: withHint(error.message, problemHint(error.problem, error.subject)),
    };
  }
  if (error instanceof NotFoundError) {
    return {
      title: 'Not found',
      message: withHint(
        error.message,
        'Look at the spelling, and whether the API key is of the right team; a public dataset goes by its id.',
      ),
    };
  }
  if (error instanceof AmbiguousError)
    return { title: 'Ambiguous', message: withHint(error.message, 'Use the id of the one that is meant.') };
  if (error instanceof RepeatedCursorError || error instanceof EndlessListError)
    return { title: 'A list does not end', message: withHint(error.message, ENDLESS_HINT) };
  if (error instanceof InvalidIdError) return { title: 'An id is not usable', message: error.message };
  if (isScanError(error)) return { title: 'A file cannot be read', message: error.message };
  if (isSystemError(error)) return { title: 'The file system failed', message: error.message };
  const storage = storageErrorText(error);
  if (storage !== undefined) return { title: storage.title, message: withHint(storage.message, storage.hint) };
  return { title: 'Failed', message: Error.isError(error) ? error.message : String(error) };
}

/** For the debug log: the error and what caused it, with their stacks. */
export function causeChain(error: unknown): string {
  if (!Error.isError(error)) return String(error);
  const own = error.stack ?? `${error.name}: ${error.message}`;
  return error.cause === undefined ? own : `${own}\nCaused by: ${causeChain(error.cause)}`;
}

const NO_SECRET =
  'Set `api-key: ${{ secrets.PAPERSPACE_API_KEY }}`. GitHub gives no secrets to workflows of forks and of Dependabot, to a job that does not name the environment that holds the secret, and to a reusable workflow that is called without `secrets: inherit`.';

/** Added to the message of a missing key. */
export const missingKeyHint = NO_SECRET;

const ENDLESS_HINT = 'The API, or what stands before it, repeats itself: run the job again later.';

/** By its name, since its module loads the glob library with it. */
function isScanError(error: unknown): error is Error {
  return Error.isError(error) && error.name === 'ScanError';
}

/** What Node says of a file or folder of this machine; errors of connections are wrapped long before. */
function isSystemError(error: unknown): error is Error {
  return Error.isError(error) && 'syscall' in error && 'path' in error;
}

function withHint(message: string, hint: string | undefined): string {
  return hint === undefined ? message : `${message}\n${hint}`;
}

function problemHint(problem: Problem, subject: string): string | undefined {
  switch (problem.kind) {
    case 'refused':
      return statusHint(problem.status, subject);
    case 'unreachable':
      return networkHints[problem.failure.kind];
    case 'unreadable':
      return "Look at `api-url`, and at what stands between the runner and the API: the answer may be a proxy's.";
    case 'redirected':
      return 'The API key is never sent to where a redirect leads: set `api-url` to the right address.';
  }
}

function statusHint(status: number, subject: string): string | undefined {
  if (status === 401) return `The API key was not accepted. ${NO_SECRET}`;
  if (status === 403) return 'The API key may not do this: it must be of the team that owns the dataset.';
  if (status === 404) return `The API knows nothing under ${subject}: look at the id, and at the team of the API key.`;
  if (status === 409)
    return 'The API says that this conflicts with how things stand: read the version, then try again.';
  if (status === 429) return 'Too many requests, even after the retries: start fewer jobs at once, or raise `retries`.';
  if (status >= 500)
    return 'The API failed, even after the retries: run the job again later; what was done is found again.';
  return undefined;
}
