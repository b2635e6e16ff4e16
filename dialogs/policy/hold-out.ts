import type { Facts } from '#domain/facts.ts';
import { spread } from '#domain/spread.ts';
import { listenerOf } from './listener.ts';

/**
 * Whether a household belongs to the share for which the bot plans no follow-up, so that what follow-ups do can be
 * compared with doing nothing. The same households as long as the share stays; a larger share only adds to them.
 */
export function isHeldOut(facts: Pick<Facts, 'estate' | 'home' | 'contact'>): boolean {
  const { holdOutPercent } = facts.estate.policy;
  return facts.home !== null && spread(`hold-out ${listenerOf(facts)}`, 100) < holdOutPercent;
}
