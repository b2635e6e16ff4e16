/** Names kept in memory; a name that fell out is asked for again. */
const MOST_NAMES = 10_000;

/** What people call themselves, asked for once. */
export class KnownNames {
  readonly #ask: (contacts: readonly string[]) => Promise<Map<string, string>>;
  readonly #names = new Map<string, string>();

  constructor(ask: (contacts: readonly string[]) => Promise<Map<string, string>>) {
    this.#ask = ask;
  }

  /** The name of a contact; empty where nobody told it. */
  of(contact: string): string {
    return this.#names.get(contact) ?? '';
  }

  async learn(contacts: readonly string[]): Promise<void> {
    const wanted = new Set(contacts.filter((contact) => contact !== ''));
    const missing = [...wanted].filter((contact) => !this.#names.has(contact));
    if (missing.length === 0) return;
    for (const [contact, name] of await this.#ask(missing)) this.#names.set(contact, name);
    for (const contact of this.#names.keys()) {
      if (this.#names.size <= MOST_NAMES) break;
      if (!wanted.has(contact)) this.#names.delete(contact);
    }
  }
}
