import { z } from 'zod';
import { MINUTE_MS, type Instant, later } from '#domain/time.ts';
import type { Clock } from '#ports/clock.ts';
import { type Answer, ask } from './ask.ts';
import type { WecomSettings } from './wecom-settings.ts';

/** How long before its end a token is no longer used. */
const MARGIN_MS = 5 * MINUTE_MS;

const granted = z.object({ access_token: z.string().min(1), expires_in: z.int().positive() });

interface Held {
  readonly token: string;
  readonly until: Instant;
}

/**
 * The token every call of the interface needs (document 91039): kept until shortly before its end, and fetched by one
 * request however many wait for it, because the interface limits how often it is asked.
 */
export class AccessToken {
  readonly #settings: WecomSettings;
  readonly #clock: Clock;
  #held: Held | undefined;
  #flight: Promise<Answer<string>> | undefined;

  constructor(settings: WecomSettings, clock: Clock) {
    this.#settings = settings;
    this.#clock = clock;
  }

  async get(): Promise<Answer<string>> {
    if (this.#held && this.#clock.now() < this.#held.until) {
      return { outcome: 'answered', value: this.#held.token };
    }
    this.#flight ??= this.#fetch().finally(() => {
      this.#flight = undefined;
    });
    return this.#flight;
  }

  /** The interface did not know this token any more; who comes later with the same one changes nothing. */
  drop(token: string): void {
    if (this.#held?.token === token) this.#held = undefined;
  }

  async #fetch(): Promise<Answer<string>> {
    const url = new URL('/cgi-bin/gettoken', this.#settings.api);
    url.searchParams.set('corpid', this.#settings.corpId);
    url.searchParams.set('corpsecret', this.#settings.secret);
    const answer = await ask(this.#clock, url, granted);
    if (answer.outcome !== 'answered') return answer;
    const { access_token: token, expires_in: seconds } = answer.value;
    const life = Math.max(seconds * 1000 - MARGIN_MS, MINUTE_MS);
    this.#held = { token, until: later(this.#clock.now(), life) };
    return { outcome: 'answered', value: token };
  }
}
