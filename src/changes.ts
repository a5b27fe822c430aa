import { NetworkError } from './net/errors.ts';
import type { SendRequest } from './paperspace/http.ts';

/** Keeps an eye on the requests that change something, so that a run that ends early can say what it left. */
export class Changes {
  readonly #unanswered = new Set<string>();
  #some = false;

  /** Whether any change was sent, answered or not. */
  get some(): boolean {
    return this.#some;
  }

  /** The changes that may have been done though no answer came, each as method and path. */
  get unanswered(): readonly string[] {
    return [...this.#unanswered];
  }

  /** The same sendRequest, watched. */
  watch(sendRequest: SendRequest): SendRequest {
    return async (request, signal) => {
      if (request.method === 'GET') return sendRequest(request, signal);
      const what = `${request.method} ${request.path}`;
      this.#some = true;
      this.#unanswered.add(what);
      try {
        const answer = await sendRequest(request, signal);
        this.#unanswered.delete(what);
        return answer;
      } catch (error) {
        if (error instanceof NetworkError && !error.sent) this.#unanswered.delete(what);
        throw error;
      }
    };
  }
}
