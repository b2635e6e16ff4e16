import type { Estate } from '#domain/estate.ts';
import type { Household } from '#domain/household.ts';
import { spread } from '#domain/spread.ts';
import { nameOfHome } from './listener.ts';

/**
 * Whether a household belongs to the share for which the bot plans no follow-up, so that what follow-ups do can be
 * compared with doing nothing. The same households as long as the share stays; a larger share only adds to them.
 */
export function isHeldOut({ policy }: Estate, household: Household): boolean {
  return spread(`hold-out ${nameOfHome(household)}`, 100) < policy.holdOutPercent;
}
