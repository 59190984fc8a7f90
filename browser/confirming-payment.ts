const FIRST_LOOK_MS = 1500;
const SLOWEST_LOOK_MS = 10_000;
const PATIENCE_MS = 8000;

/** Asks `data-state` for JSON { state } and loads the page again once it is no longer `data-now`. */
export class ConfirmingPayment extends HTMLElement {
  #timer: ReturnType<typeof setTimeout> | undefined;

  connectedCallback(): void {
    this.#lookIn(FIRST_LOOK_MS);
  }

  disconnectedCallback(): void {
    clearTimeout(this.#timer);
  }

  #lookIn(pauseMs: number): void {
    this.#timer = setTimeout(() => void this.#look(pauseMs), pauseMs);
  }

  async #look(pauseMs: number): Promise<void> {
    const state = await this.#state();
    if (state !== undefined && state !== this.dataset['now']) location.reload();
    else this.#lookIn(Math.min(pauseMs * 1.3, SLOWEST_LOOK_MS));
  }

  /** Undefined when the answer did not come: unknown is not an outcome. */
  async #state(): Promise<string | undefined> {
    try {
      const answer = await fetch(this.dataset['state'] ?? '', {
        headers: { accept: 'application/json' },
        cache: 'no-store',
        signal: AbortSignal.timeout(PATIENCE_MS),
      });
      const body: unknown = answer.ok ? await answer.json() : undefined;
      return body && typeof body === 'object' && 'state' in body ? String(body.state) : undefined;
    } catch {
      return undefined;
    }
  }
}
