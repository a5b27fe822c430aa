import type { Log } from '../../src/net/log.ts';

/** A log that keeps its lines, by level. */
export class RecordingLog implements Log {
  readonly debugs: string[] = [];
  readonly infos: string[] = [];
  readonly notices: string[] = [];
  readonly warnings: string[] = [];

  debug(message: string): void {
    this.debugs.push(message);
  }

  info(message: string): void {
    this.infos.push(message);
  }

  notice(message: string): void {
    this.notices.push(message);
  }

  warning(message: string): void {
    this.warnings.push(message);
  }

  /** Everything that was said, at any level. */
  get all(): readonly string[] {
    return [...this.debugs, ...this.infos, ...this.notices, ...this.warnings];
  }
}
