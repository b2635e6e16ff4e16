/** Queue of the looks whether a person is needed for a household; nothing is sent by them. */
export const LOOK_QUEUE = 'look';

export interface LookJob {
  readonly householdId: string;
}

/** A household has one next look. */
export function lookDedup(householdId: string): string {
  return `look:${householdId}`;
}
