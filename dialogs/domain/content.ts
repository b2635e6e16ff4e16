import type { CategoryId, ScriptId, StatuteId } from './category.ts';
import type { HandoffReason, Queue } from './handoff.ts';
import type { Label } from './label.ts';
import type { Locale } from './locale.ts';
import type { Stage } from './stage.ts';
import type { Occupancy } from './household.ts';
import type { LocalDate } from './time.ts';

/**
 * What a script answers to, as `remind`, `label:ask_amount`, `promise:recorded`.
 * The flows name triggers, the scripts listen to them.
 */
export type Trigger = string;

/** A persuasion script as the engine uses it. */
export interface Script {
  readonly id: ScriptId;
  readonly category: CategoryId;
  /** Stages in which it may be used; all of them where the file names none. */
  readonly stages: readonly Stage[];
  readonly on: readonly Trigger[];
  readonly when: ScriptConditions;
  /** The persuasion strategy by its name in the literature. */
  readonly strategy: string;
  /** Rows of the evidence it rests on; empty where nothing was measured. */
  readonly evidence: readonly string[];
  readonly slots: readonly string[];
  readonly cites: readonly { readonly statute: StatuteId; readonly paragraph: number | null }[];
  /** Numbered choices in the order shown; each leads to a label. */
  readonly choices: readonly { readonly key: string; readonly leads: Label }[];
  /** Who in the office answers for the text. */
  readonly owner: string;
}

/** Conditions on the account under which a script fits. An absent one is no condition. */
export interface ScriptConditions {
  readonly occupancy?: readonly Occupancy[];
  readonly brokenPromises?: { readonly min?: number; readonly max?: number };
  /** The estate has a payment link. */
  readonly hasPayLink?: boolean;
  /** Something that is due is outstanding. */
  readonly owing?: boolean;
  /** The arrears are too old for a sum to be said. */
  readonly stale?: boolean;
}

/** The account as script conditions see it. */
export interface AccountView {
  readonly occupancy: Occupancy;
  readonly brokenPromises: number;
  readonly hasPayLink: boolean;
  readonly owing: boolean;
  readonly stale: boolean;
}

/** A debtor category: what it follows from and what the dialog does in it. Behaviour is fields, never code. */
export interface Category {
  readonly id: CategoryId;
  /** Labels that lead to it. */
  readonly labels: readonly Label[];
  /** Topics of a question that lead to it where the label says nothing of the cause. */
  readonly topics: readonly TopicId[];
  /** What is frozen while it lasts. */
  readonly freeze: 'nothing' | 'dispute' | 'claim' | 'contact';
  /** Whether the resident's words go to staff at once, and to whom. */
  readonly handoff: {
    readonly reason: HandoffReason;
    readonly queue: Queue;
    readonly urgent: boolean;
  } | null;
  /** Whether the account must also look like this for the label to lead here. */
  readonly when: ScriptConditions;
  /** Category whose scripts serve where this one has none; the last in line has none itself. */
  readonly fallback: CategoryId | null;
}

/** An article of law as it stands in the registry. */
export interface Statute {
  readonly id: StatuteId;
  readonly title: string;
  readonly article: string;
  /** Word for word; paragraphs are separated by line breaks. Empty for an old article nobody may quote. */
  readonly text: string;
  /** First day on which the article reads as here. */
  readonly effectiveFrom: LocalDate;
  /** First day on which it no longer holds. */
  readonly repealedOn: LocalDate | null;
  /** The article that took the place of a repealed one. */
  readonly replacedBy: StatuteId | null;
  readonly quotable: boolean;
}

/** What a resident asks or claims, as `no-signature`: found by its phrases in every language. */
export type TopicId = string;

/** A topic of `locales/<tag>/topics.yaml`; `patterns` match the normalised text. */
export interface Topic {
  readonly id: TopicId;
  readonly patterns: readonly RegExp[];
}

/** A refused tactic: what no text may say. `patterns` match the normalised text. */
export interface Refusal {
  readonly rule: string;
  readonly reason: string;
  readonly patterns: readonly RegExp[];
  /** Contexts in which a match is harmless. */
  readonly except: readonly RegExp[];
}

/** Everything that is data: read once, cross-checked, frozen. */
export interface Catalogue {
  readonly categories: ReadonlyMap<CategoryId, Category>;
  readonly scripts: ReadonlyMap<ScriptId, Script>;
  readonly statutes: ReadonlyMap<StatuteId, Statute>;
  readonly refusals: readonly Refusal[];
  readonly topics: readonly Topic[];
  readonly locales: readonly Locale[];
  /** How many wordings a script has in a language; 0 where it has none. */
  variants(script: ScriptId, locale: Locale): number;
}
