import { HOUR_MS, type Instant, later } from '#domain/time.ts';
import type { SendPermission } from '#ports/channel.ts';

/** What may be sent after a resident wrote: so many messages, for so long (document 94677). */
export const WINDOW_MS = 48 * HOUR_MS;
const MESSAGES = 5;

/** How long after somebody came one message may greet them (document 95122). */
const WELCOME_MS = 20_000;

interface Window {
  readonly until: Instant;
  /** Messages of that very second; times are told in seconds, and a repeat must not count anew. */
  readonly heard: readonly string[];
  readonly left: number;
}

interface Welcome {
  readonly code: string;
  readonly until: Instant;
}

/** By which right a message may leave. */
export type Right =
  | { readonly by: 'window' }
  | { readonly by: 'welcome'; readonly code: string }
  | { readonly by: 'nothing' };

/**
 * Who may be written to, and how often yet. The truth of it is in the store, in what was received and sent; this is
 * what was read there at the start and followed since.
 */
export class SendWindows {
  readonly #windows = new Map<string, Window>();
  readonly #welcomes = new Map<string, Welcome>();

  /** What the store says: when somebody last wrote, in which messages, and how many of ours left since. */
  remember(contact: string, at: Instant, heard: readonly string[], spent: number): void {
    const left = Math.max(MESSAGES - spent, 0);
    this.#windows.set(contact, { until: later(at, WINDOW_MS), heard, left });
  }

  /** A resident wrote: the count begins anew, unless it is told again. */
  heard(contact: string, at: Instant, id: string): void {
    const until = later(at, WINDOW_MS);
    const known = this.#windows.get(contact);
    const same = known?.until === until ? known.heard : [];
    if ((known && known.until > until) || same.includes(id)) return;
    this.#windows.set(contact, { until, heard: [...same, id], left: MESSAGES });
  }

  came(contact: string, code: string, at: Instant): void {
    this.#welcomes.set(contact, { code, until: later(at, WELCOME_MS) });
  }

  permission(contact: string, now: Instant): SendPermission {
    const window = this.#open(contact, now);
    if (window) return { ok: true, remaining: window.left, expiresAt: window.until };
    const welcome = this.#welcome(contact, now);
    if (welcome) return { ok: true, remaining: 1, expiresAt: welcome.until };
    return { ok: false, reason: 'channel-closed' };
  }

  /** Takes one message off before it leaves: what may have arrived counts. */
  spend(contact: string, now: Instant): Right {
    const window = this.#open(contact, now);
    if (window) {
      this.#windows.set(contact, { ...window, left: window.left - 1 });
      return { by: 'window' };
    }
    const welcome = this.#welcome(contact, now);
    if (!welcome) return { by: 'nothing' };
    this.#welcomes.delete(contact);
    return { by: 'welcome', code: welcome.code };
  }

  /** A message that certainly did not leave is given back. */
  giveBack(contact: string): void {
    const window = this.#windows.get(contact);
    if (window) this.#windows.set(contact, { ...window, left: window.left + 1 });
  }

  /** The interface says there is nothing left, whatever we counted, until the resident writes again. */
  close(contact: string): void {
    const window = this.#windows.get(contact);
    if (window) this.#windows.set(contact, { ...window, left: 0 });
  }

  #open(contact: string, now: Instant): Window | undefined {
    const window = this.#windows.get(contact);
    return window && now < window.until && window.left > 0 ? window : undefined;
  }

  #welcome(contact: string, now: Instant): Welcome | undefined {
    const welcome = this.#welcomes.get(contact);
    return welcome && now < welcome.until ? welcome : undefined;
  }
}
