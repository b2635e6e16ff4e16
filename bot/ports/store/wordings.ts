import type { ScriptId } from '#domain/category.ts';
import type { Locale } from '#domain/locale.ts';
import type { Instant } from '#domain/time.ts';

/** Where a wording stands: one of those a script has in one language; `variant` counts from 0. */
export interface WordingPlace {
  readonly script: ScriptId;
  readonly locale: Locale;
  readonly variant: number;
}

/** A text that somebody wrote for a place. Never changed: whoever changes a word writes another version. */
export interface WordingVersion extends WordingPlace {
  readonly id: string;
  /** Counts from 1 at each place. */
  readonly number: number;
  readonly text: string;
  /** The shipped text it was written over. */
  readonly base: string;
  /** Digest of what shipped at the place then: text, occasions, stages, conditions, slots, law. */
  readonly print: string;
  readonly authorId: string;
  /** Why it was written, in the author's words. */
  readonly why: string;
  readonly at: Instant;
}

/**
 * What happens to a version, in order: `drafted`, then `proposed`, then `approved`, from which moment it is said. `refused`,
 * `withdrawn`, `replaced` by a newer one and `ended` for the shipped wording are ends.
 */
export const WORDING_STEPS = [
  'drafted',
  'proposed',
  'approved',
  'refused',
  'withdrawn',
  'replaced',
  'ended',
] as const;
export type WordingStepName = (typeof WORDING_STEPS)[number];

export interface WordingStep {
  /** Counts up in the order of writing. */
  readonly seq: number;
  readonly versionId: string;
  readonly step: WordingStepName;
  /** Staff id. */
  readonly by: string;
  readonly at: Instant;
  readonly reason: string | null;
}

/** An office's own wordings with everything that happened to them; both only ever grow. */
export interface Wordings {
  /** Keeps a version. The place's next number must be its own: two at once are a conflict of the second. */
  add(version: WordingVersion): Promise<void>;
  step(step: Omit<WordingStep, 'seq'>): Promise<void>;
  byId(id: string): Promise<WordingVersion | undefined>;
  /** The versions of a place, newest first. */
  at(place: WordingPlace): Promise<WordingVersion[]>;
  /** What happened to these versions, oldest first. */
  steps(versionIds: readonly string[]): Promise<WordingStep[]>;
  /** The newest versions whose last step is one of these, by place. */
  standing(steps: readonly WordingStepName[]): Promise<WordingVersion[]>;
  /** Changes with every step: whoever read it before and finds it the same need read nothing else. */
  revision(): Promise<number>;
}
