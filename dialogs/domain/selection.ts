import type { CategoryId, ScriptId } from './category.ts';
import type { AccountView, ConditionName, Trigger } from './content.ts';
import type { Stage } from './stage.ts';

/**
 * What set the chosen script before the next best: it alone fits; it has more conditions that hold; it was written for
 * some stages only; it is said first and gives its place to another later (`passing`); it was heard less often; by name, where nothing else tells them apart.
 */
export const DECIDERS = ['only', 'closer', 'staged', 'passing', 'fresher', 'name'] as const;
export type Decider = (typeof DECIDERS)[number];

/**
 * Why another script on the same trigger was not said. `stage` and `account` rule it out; the others say in what the
 * chosen one outranks it, `spent` being that it has given up, `category` that the household's own category comes before those it falls back to.
 */
export const PASSED_OVER = [
  'stage',
  'account',
  'category',
  'closer',
  'staged',
  'passing',
  'spent',
  'fresher',
  'name',
] as const;
export type PassedOver = (typeof PASSED_OVER)[number];

/** A script that listens to the trigger and was not said. */
export interface Alternative {
  readonly script: ScriptId;
  readonly why: PassedOver;
  /** The conditions the account does not meet; only where `why` is `account`. */
  readonly unmet?: readonly ConditionName[];
}

/** Why this script and not another, in codes: kept with the message, put into words by the console. */
export interface Selection {
  readonly trigger: Trigger;
  /** The category of the conversation. */
  readonly asked: CategoryId;
  /** The category the script comes from: the same, or one it falls back to because nothing nearer fits. */
  readonly from: CategoryId;
  readonly stage: Stage;
  readonly account: AccountView;
  /** How often the household has heard the script before. */
  readonly times: number;
  readonly decided: Decider;
  /** Those that fit come first, best first; then the ones ruled out. */
  readonly alternatives: readonly Alternative[];
}
