import {
  type AccountView,
  CONDITIONS,
  type ConditionName,
  type ScriptConditions,
} from './content.ts';

/** Every condition by its name: whether it is met, or not asked for. */
const MET: Readonly<
  Record<ConditionName, (when: ScriptConditions, account: AccountView) => boolean>
> = {
  occupancy: ({ occupancy }, account) =>
    occupancy === undefined || occupancy.includes(account.occupancy),
  brokenPromises: ({ brokenPromises: { min = 0, max = Infinity } = {} }, account) =>
    account.brokenPromises >= min && account.brokenPromises <= max,
  hasPayLink: ({ hasPayLink }, account) =>
    hasPayLink === undefined || hasPayLink === account.hasPayLink,
  owing: ({ owing }, account) => owing === undefined || owing === account.owing,
  stale: ({ stale }, account) => stale === undefined || stale === account.stale,
};

/** The conditions that the account does not meet. */
export function unmetConditions(when: ScriptConditions, account: AccountView): ConditionName[] {
  return CONDITIONS.filter((name) => !MET[name](when, account));
}

/** Whether the account is as a script or category wants it; an absent condition always holds. */
export function conditionsHold(when: ScriptConditions, account: AccountView): boolean {
  return CONDITIONS.every((name) => MET[name](when, account));
}

/** How particular conditions are. */
export function conditionCount(when: ScriptConditions): number {
  return Object.values(when).filter((condition) => condition !== undefined).length;
}
