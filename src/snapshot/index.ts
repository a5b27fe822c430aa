/** What the operation `snapshot` uses of this folder, which is loaded only for it. */
export { refuseOtherFiles } from './act.ts';
export { isResumable } from './decide.ts';
export { observe } from './observe.ts';
export { type SnapshotFiles, type SnapshotRun, START } from './run.ts';
export { type Taken, takeSnapshot } from './take.ts';
