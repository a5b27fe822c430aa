import { setFlagsFromString } from 'node:v8';
import { connect } from './connection.ts';
import { toolkit } from './github/workflow.ts';
import { CancelledError } from './net/errors.ts';
import { systemClock } from './net/system.ts';
import { registry } from './operations/index.ts';
import { mainRan, runPost } from './post.ts';
import { runMain } from './run.ts';

/** Time for a graceful shutdown: the runner sends SIGINT, SIGTERM 7.5 s later, then SIGKILL. */
const SHUTDOWN_GRACE_MS = 2_500;

// By default, V8 lets the heap grow further before it collects garbage: with 100,000 files by 20 MiB, which saves no time.
setFlagsFromString('--heap-growing-percent=5');

const cancellation = new AbortController();
for (const signalName of ['SIGINT', 'SIGTERM'] as const) {
  process.once(signalName, () => {
    cancellation.abort(new CancelledError(signalName));
    setTimeout(() => process.exit(1), SHUTDOWN_GRACE_MS).unref();
  });
}

const run = mainRan(toolkit) ? runPost : runMain;
process.exitCode = await run({
  workflow: toolkit,
  registry,
  connect,
  clock: systemClock,
  random: Math.random,
  signal: cancellation.signal,
});
