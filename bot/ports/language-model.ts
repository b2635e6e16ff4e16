import type { HandoffReason } from '#domain/handoff.ts';
import type { Label } from '#domain/label.ts';
import type { Recorded } from './recorded.ts';

/**
 * Why there is no answer. `spent`: the day's budget is used up; `busy`: too many questions at once; `resting`: it failed
 * too often lately; `late`, `unreachable`, `refused`: of the endpoint; `unusable`: what came is not what was asked for.
 */
export const SILENCES = [
  'spent',
  'busy',
  'resting',
  'late',
  'unreachable',
  'refused',
  'unusable',
] as const;
export type Silence = (typeof SILENCES)[number];

export type Answered<T> =
  | ({ readonly ok: true } & T)
  | { readonly ok: false; readonly why: Silence };

/** What a resident wrote, to be told which of the known labels fits. */
export interface LabelQuestion {
  readonly text: string;
  /** The flow that waits for an answer, or null; our own word, never the resident's. */
  readonly awaiting: string | null;
  /** Names, numbers and rooms of this household as they are known; they stay in the house. */
  readonly secrets: readonly string[];
}

/** How sure the model says it is; `guess` is no answer. */
export interface LabelAnswer {
  readonly label: Label;
  readonly certainty: 'sure' | 'likely' | 'guess';
}

/** A conversation that was handed to staff, to be put in a few words for the colleague who takes it. */
export interface DraftQuestion {
  readonly reason: HandoffReason;
  /** What the resident wrote, oldest first. */
  readonly words: readonly string[];
  readonly recorded: readonly Recorded[];
  readonly secrets: readonly string[];
}

/** A draft for colleagues; a proposal of words and nothing else. */
export interface DraftAnswer {
  readonly text: string;
}

/**
 * The optional language model. It never rejects, never waits longer than it may, and can do nothing but answer: with a
 * label of the list, or with a draft.
 */
export interface LanguageModel {
  label(question: LabelQuestion): Promise<Answered<LabelAnswer>>;
  draft(question: DraftQuestion): Promise<Answered<DraftAnswer>>;
}
