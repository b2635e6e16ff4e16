import type {
  WordingPlace,
  WordingStep,
  WordingStepName,
  WordingVersion,
} from '#ports/store/wordings.ts';
import type { Tx } from '#ports/store/store.ts';

/** A version with everything that happened to it, oldest first. */
export interface KnownVersion extends WordingVersion {
  readonly steps: readonly WordingStep[];
  /** What happened last. */
  readonly state: WordingStepName;
}

/** The versions of a place with their steps, newest first. */
export async function versionsAt(tx: Tx, place: WordingPlace): Promise<KnownVersion[]> {
  return withSteps(tx, await tx.wordings.at(place));
}

/** The versions with their steps. */
export async function withSteps(
  tx: Tx,
  versions: readonly WordingVersion[],
): Promise<KnownVersion[]> {
  const steps = await tx.wordings.steps(versions.map(({ id }) => id));
  const byVersion = Map.groupBy(steps, ({ versionId }) => versionId);
  return versions.map((version) => {
    const own = byVersion.get(version.id) ?? [];
    return { ...version, steps: own, state: own.at(-1)?.step ?? 'drafted' };
  });
}

/** Whether a version is on somebody's table: written or proposed, and not decided. */
export function isOpen({ state }: KnownVersion): boolean {
  return state === 'drafted' || state === 'proposed';
}
