import type { AccountView, ScriptConditions } from './content.ts';

/** Whether the account is as a script or category wants it; an absent condition always holds. */
export function conditionsHold(when: ScriptConditions, account: AccountView): boolean {
  const { occupancy, brokenPromises, hasPayLink, owing, stale } = when;
  const broken = account.brokenPromises;
  return (
    (occupancy === undefined || occupancy.includes(account.occupancy)) &&
    (brokenPromises?.min === undefined || broken >= brokenPromises.min) &&
    (brokenPromises?.max === undefined || broken <= brokenPromises.max) &&
    (hasPayLink === undefined || hasPayLink === account.hasPayLink) &&
    (owing === undefined || owing === account.owing) &&
    (stale === undefined || stale === account.stale)
  );
}

/** How particular conditions are. */
export function conditionCount(when: ScriptConditions): number {
  return Object.values(when).filter((condition) => condition !== undefined).length;
}
