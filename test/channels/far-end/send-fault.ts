import type { Fault } from '../../contract/channel/under-test.ts';

/** Stands between our texts and the phones of a far end, and does to them what a test says. */
export class SendFault {
  #fault: Fault | null = null;
  readonly #held = new Set<() => void>();
  readonly #reached = new Set<string>();
  readonly #waiting = new Map<string, () => void>();

  set(fault: Fault): void {
    this.#fault = fault;
  }

  /** Ends the fault; what was held is let go. */
  heal(): void {
    this.#fault = null;
    for (const letGo of this.#held) letGo();
    this.#held.clear();
  }

  /** @throws where the text is refused, or the connection breaks over it. */
  async pass(contact: string): Promise<void> {
    this.#reached.add(contact);
    this.#waiting.get(contact)?.();
    switch (this.#fault) {
      case 'refuse':
        throw new Error('refused by the far end');
      case 'cut':
        throw new Error('14 UNAVAILABLE: connection dropped');
      case 'silence':
        await new Promise<void>((resolve) => this.#held.add(resolve));
        return;
      case null:
    }
  }

  /** Resolves when the far end has seen a text for this contact while a fault was on. */
  async reached(contact: string): Promise<void> {
    if (this.#reached.has(contact)) return;
    await new Promise<void>((resolve) => this.#waiting.set(contact, resolve));
  }
}
