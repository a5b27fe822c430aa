import { saveDrafts, type Workflow } from './github/workflow.ts';
import { CancelledError, NetworkError } from './net/errors.ts';
import type { AnnouncedDraft, Outputs } from './operations/step.ts';
import { mayHaveActed, PaperspaceError } from './paperspace/errors.ts';
import type { SendRequest } from './paperspace/http.ts';

/** The drafts and unanswered requests of a run that ends early. The post step looks for the drafts. */
export class Leftovers {
  readonly #workflow: Workflow;
  readonly #unanswered = new Set<string>();
  #drafts: readonly AnnouncedDraft[] = [];
  #hasChanged = false;

  constructor(workflow: Workflow) {
    this.#workflow = workflow;
  }

  /** Announces a draft to the post step, before it is created. */
  announceDraft(draft: AnnouncedDraft): void {
    this.#save([...this.#drafts, draft]);
  }

  /** Wraps the function, and records requests that change something until their responses arrive. */
  watch(sendRequest: SendRequest): SendRequest {
    return async (request, signal) => {
      if (request.method === 'GET') return sendRequest(request, signal);
      const change = `${request.method} ${request.path}`;
      this.#hasChanged = true;
      this.#unanswered.add(change);
      try {
        const response = await sendRequest(request, signal);
        this.#unanswered.delete(change);
        return response;
      } catch (error) {
        if (error instanceof NetworkError && !error.sent) this.#unanswered.delete(change);
        throw error;
      }
    };
  }

  /** Removes the draft that the API refused to create from the state, so that the post step does not search for it. */
  forgetRefusedDraft(error: unknown, { ref }: Outputs): void {
    if (this.#drafts.length > 0 && ref === undefined && isRefusedCreate(error)) this.#save([]);
  }

  /** Describes what a run that failed with `error` leaves behind, given the outputs that it had set. */
  describe(error: unknown, { ref }: Outputs): string {
    const [draft] = this.#drafts;
    if (draft !== undefined && ref !== undefined) return `\nVersion ${ref} remains.`;
    if (draft !== undefined) return `\nA draft of dataset ${draft.datasetId} may have been created.`;
    if (!(error instanceof CancelledError)) return '';
    if (this.#unanswered.size > 0) return `\nOutcome unknown: ${[...this.#unanswered].join(', ')}.`;
    return this.#hasChanged ? '' : '\nNothing was changed.';
  }

  #save(drafts: readonly AnnouncedDraft[]): void {
    this.#drafts = drafts;
    saveDrafts(this.#workflow, drafts);
  }
}

/** Returns whether the API refused to create a version, so that there is none. */
function isRefusedCreate(error: unknown): boolean {
  return (
    error instanceof PaperspaceError && error.operation.startsWith('create version') && !mayHaveActed(error.problem)
  );
}
