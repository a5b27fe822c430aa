/**
 * Prints how many tests passed and failed, from the report that Jest wrote, as the last line of a CI run. Fails where a
 * test failed, was skipped or did not run at all. Plain JavaScript, since it also runs where nothing is installed yet.
 */
import { existsSync, readFileSync } from 'node:fs';

const file = process.argv[2] ?? '';
const report = existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : {};
const { numPassedTests = 0, numFailedTests = 0, numPendingTests = 0, numTodoTests = 0 } = report;
// A file that cannot be loaded has no failed test of its own, and still is a failure.
const failed = numFailedTests + (report.numRuntimeErrorTestSuites ?? 0);
const skipped = numPendingTests + numTodoTests;

if (skipped > 0) console.log(`${skipped} tests did not run, which counts as a failure`);
console.log(`${numPassedTests} passed, ${failed} failed`);
process.exitCode = numPassedTests > 0 && failed === 0 && skipped === 0 ? 0 : 1;
