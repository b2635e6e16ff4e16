import { type Instant, MINUTE_MS, later } from '#domain/time.ts';

/** Tries after which a login rests, and for how long. */
const MOST_TRIES = 5;
const REST_MS = 15 * MINUTE_MS;

/** Logins that are remembered at once; the oldest gives way. */
const MOST_LOGINS = 10_000;

/** Counts tries of a login; known and unknown ones alike, so that the answer does not tell which exist. */
export class LoginTries {
  readonly #tries = new Map<string, { readonly count: number; readonly until: Instant }>();

  /** Counts a try before its password is looked at: many at once are no way around. @returns whether it may be. */
  admit(login: string, now: Instant): boolean {
    const known = this.#tries.get(login);
    const count = known && known.until > now ? known.count : 0;
    if (count >= MOST_TRIES) return false;
    this.#tries.delete(login);
    this.#tries.set(login, { count: count + 1, until: later(now, REST_MS) });
    const [oldest] = this.#tries.keys();
    if (this.#tries.size > MOST_LOGINS && oldest !== undefined) this.#tries.delete(oldest);
    return true;
  }

  /** Forgets the tries of who has shown the right password. */
  forget(login: string): void {
    this.#tries.delete(login);
  }
}
