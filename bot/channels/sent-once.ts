import type { SendOutcome } from '#ports/channel.ts';

/** How many outcomes are remembered by their key; far more than are ever in hand at once. */
const REMEMBERED = 10_000;

/** Sends once for one key, however often and however soon it is asked again, in the life of the process. */
export class SentOnce {
  readonly #outcomes = new Map<string, Promise<SendOutcome>>();

  async send(key: string, send: () => Promise<SendOutcome>): Promise<SendOutcome> {
    const known = this.#outcomes.get(key);
    if (known) return known;
    const outcome = send();
    this.#outcomes.set(key, outcome);
    if (this.#outcomes.size > REMEMBERED) {
      const [oldest] = this.#outcomes.keys();
      if (oldest !== undefined) this.#outcomes.delete(oldest);
    }
    return outcome;
  }
}
