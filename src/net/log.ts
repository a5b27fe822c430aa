/**
 * The log of the layers below `github/`. A text may contain anything that comes from the API or a file: the
 * implementation escapes it.
 */
export interface Log {
  debug(message: string): void;
  info(message: string): void;
  /** Worth an annotation on the run, though nothing is wrong. */
  notice(message: string): void;
  warning(message: string): void;
}
