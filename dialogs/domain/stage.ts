/** Dunning stages in the order a case climbs them (policy: stages). */
export const STAGES = ['pre-due', 'courtesy', 'resolve', 'formal', 'legal'] as const;

/** One of {@link STAGES}. */
export type Stage = (typeof STAGES)[number];

/** How far along a stage is; 0 for `pre-due`. */
export function stageRank(stage: Stage): number {
  return STAGES.indexOf(stage);
}
