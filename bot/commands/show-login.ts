import { toString as drawCode } from 'qrcode';
import type { Channel } from '#ports/channel.ts';
import { MINUTE_MS, later } from '#domain/time.ts';
import type { Clock } from '#ports/clock.ts';

/** How often is looked, and how long a gateway may show no sign before that is said. */
const LOOK_MS = 1000;
const DEADLINE_MS = MINUTE_MS;

/**
 * Shows in the terminal what is to be scanned, and tells when somebody is logged in. That a channel has started says
 * nothing of it; only a login is readiness.
 * @returns how it is ended.
 */
export function showLogin(channel: Channel, clock: Clock, say: (text: string) => void): () => void {
  const begun = clock.now();
  let shown: string | null = null;
  let told = '';
  let callOff: () => void = () => undefined;

  function tell(text: string): void {
    if (text !== told) say(`${text}\n`);
    told = text;
  }

  async function look(): Promise<void> {
    const code = channel.loginCode?.() ?? null;
    const state = channel.health();
    if (code !== null && code !== shown) {
      say(`${await drawCode(code, { type: 'terminal', small: true })}\n`);
      tell('WeChat: scan the code above with the phone that holds the account.');
    } else if (state === 'ready') tell('WeChat: logged in.');
    else if (state === 'starting' && clock.now() - begun > DEADLINE_MS) {
      tell('WeChat: the gateway shows no sign of life; see the log above. Still trying.');
    } else if (state === 'deaf' || state === 'logged-out') tell(`WeChat: ${state}.`);
    shown = code;
    callOff = clock.wake(later(clock.now(), LOOK_MS), () => void look());
  }

  void look();
  return () => callOff();
}
