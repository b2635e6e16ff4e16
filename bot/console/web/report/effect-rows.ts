import type { Effects, PaidAfter } from '../../report-api.ts';

/** Below so many households a share says little, and the page says so. */
export const FEW = 30;

/** One line of the table: a wording, the follow-ups, or the hold-out. */
export interface EffectRow extends PaidAfter {
  readonly key: string;
  /** Null for the two lines that are compared with each other. */
  readonly script: string | null;
  readonly variant: number;
  /** The version of the office's own wording; null for the shipped one. */
  readonly version: string | null;
}

/** The two lines to compare, where there is a hold-out, and then every wording that was sent. */
export function effectRows({ wordings, followUps, holdOut, holdOutPercent }: Effects): EffectRow[] {
  const compared = holdOutPercent > 0 || holdOut.households > 0;
  const pair = [
    { key: 'followUps', script: null, variant: 0, version: null, ...followUps },
    { key: 'holdOut', script: null, variant: 0, version: null, ...holdOut },
  ];
  const each = wordings.map((one) => ({
    key: [one.script, one.variant, one.version ?? []].flat().join(' '),
    ...one,
  }));
  return [...(compared ? pair : []), ...each];
}
