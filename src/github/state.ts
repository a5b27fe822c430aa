import * as v from 'valibot';
import type { AnnouncedDraft } from '../operations/services.ts';
import type { Workflow } from './workflow.ts';

const MAIN_RAN = 'main-ran';
const DRAFTS = 'drafts';

const draftsSchema = v.array(
  v.object({ datasetId: v.string(), attempt: v.string(), onFailure: v.picklist(['keep', 'delete']) }),
);

/** Notes that the main step runs. Called first, so that the post step recognizes itself even after a crash. */
export function noteMainRan(workflow: Workflow): void {
  workflow.saveState(MAIN_RAN, 'true');
}

/** Returns whether this process is the post step: only it receives the state of the main step. */
export function mainRan(workflow: Workflow): boolean {
  return workflow.state(MAIN_RAN) !== '';
}

/** Saves the drafts that this step is about to create for the post step. */
export function saveDrafts(workflow: Workflow, drafts: readonly AnnouncedDraft[]): void {
  workflow.saveState(DRAFTS, JSON.stringify(drafts));
}

/** Returns the drafts that the main step announced. */
export function savedDrafts(workflow: Workflow): readonly AnnouncedDraft[] {
  const text = workflow.state(DRAFTS);
  return text === '' ? [] : v.parse(draftsSchema, JSON.parse(text));
}
