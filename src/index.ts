import { connect } from './connection.ts';
import { mainRan, toolkit } from './github/workflow.ts';
import { CancelledError } from './net/errors.ts';
import { systemClock } from './net/system.ts';
import { registry } from './operations/index.ts';
import { runMain } from './run.ts';

/** Time for an orderly end: the runner sends SIGINT, SIGTERM 7.5 s later, then SIGKILL. */
const ORDERLY_END_MS = 2_500;

const cancellation = new AbortController();
for (const signalName of ['SIGINT', 'SIGTERM'] as const) {
  process.once(signalName, () => {
    cancellation.abort(new CancelledError(signalName));
    setTimeout(() => process.exit(1), ORDERLY_END_MS).unref();
  });
}

// The post step loads only if it runs, so that the main step starts sooner.
const run = mainRan(toolkit) ? (await import('./post.ts')).runPost : runMain;
process.exitCode = await run({
  workflow: toolkit,
  registry,
  connect,
  clock: systemClock,
  random: Math.random,
  signal: cancellation.signal,
});
