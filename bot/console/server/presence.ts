import type { Clock } from '#ports/clock.ts';
import { type Instant, later } from '#domain/time.ts';
import type { Hint } from '../api.ts';
import type { Presence, PresenceView } from '../inbox-api.ts';

/** How long somebody counts as there after they last said so; a page says so more often. */
const FORGOTTEN_MS = 25_000;

interface Person {
  readonly name: string;
  readonly doing: 'reading' | 'typing';
  readonly until: Instant;
}

/** Who looks at which conversation now. Kept in memory: after a restart, pages say it again. */
export class PresenceBoard {
  readonly #clock: Clock;
  readonly #people = new Map<string, Map<string, Person>>();
  readonly #listeners = new Set<(hint: Hint) => void>();

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  /** Notes what somebody does in a conversation; the others are told when it is something new. */
  say(conversationId: string, staffId: string, name: string, doing: Presence): void {
    const there = this.#people.get(conversationId) ?? new Map<string, Person>();
    const now = this.#clock.now();
    const before = there.get(staffId);
    const was = before && before.until > now ? before.doing : 'gone';
    if (doing === 'gone') there.delete(staffId);
    else there.set(staffId, { name, doing, until: later(now, FORGOTTEN_MS) });
    if (there.size === 0) this.#people.delete(conversationId);
    else this.#people.set(conversationId, there);
    if (was === doing) return;
    for (const listener of this.#listeners) listener({ topic: 'presence', id: conversationId });
  }

  /** The others in a conversation. */
  othersThan(staffId: string, conversationId: string): PresenceView['people'] {
    const now = this.#clock.now();
    return [...(this.#people.get(conversationId) ?? [])]
      .filter(([id, { until }]) => id !== staffId && until > now)
      .map(([, { name, doing }]) => ({ name, doing }));
  }

  /** Calls back when somebody comes, goes, or begins to type. @returns what ends it. */
  subscribe(listener: (hint: Hint) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }
}
