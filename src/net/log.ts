/**
 * Where the layers below GitHub's side say what they do. The text may hold anything that the API or a file said:
 * whoever prints it makes it harmless.
 */
export interface Log {
  debug(message: string): void;
  info(message: string): void;
  /** Worth an annotation on the run, though nothing is wrong. */
  notice(message: string): void;
  warning(message: string): void;
}
