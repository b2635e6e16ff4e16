import type { CategoryId, ScriptId } from './category.ts';

/** The shape of stored conversation state. A stored state of another version restarts at a safe step. */
export const STATE_VERSION = 2;

/** A numbered choice offered to the resident; valid until the next menu or its expiry. */
export interface Menu {
  /** Choice number to the route it opens (a label the resident could have said instead). */
  readonly routes: readonly string[];
  /** Epoch milliseconds after which the numbers mean nothing. */
  readonly expiresAt: number;
}

/** One dialog that waits for the resident, with what it remembers. */
export interface Frame {
  readonly flow: string;
  /** The step that runs next. */
  readonly step: number;
  readonly slots: Readonly<Record<string, string | number>>;
}

/** The open question of the dialog that waits. Sums are never kept: they are read afresh when it is asked again. */
export interface Question {
  /** The trigger it was asked with. */
  readonly asks: string;
  /** What the waiting dialog kept. */
  readonly slots: Readonly<Record<string, string | number>>;
  /** How often it came again after something else was answered. */
  readonly returned: number;
  /** Whether silence was met with the one word there is for it. */
  readonly followedUp: boolean;
}

/** Talk for its own sake: how many turns of it in a row, and on which day. */
export interface SmallTalk {
  readonly on: string;
  readonly times: number;
}

/** What a conversation remembers between turns; JSON-safe. Business facts are never kept here. */
export interface Memory {
  readonly version: typeof STATE_VERSION;
  readonly category: CategoryId | null;
  readonly menu: Menu | null;
  /** Turns in a row that were not understood. */
  readonly confused: number;
  readonly lastScript: ScriptId | null;
  /** The trigger of what was said last. */
  readonly lastTrigger: string | null;
  readonly question: Question | null;
  readonly smallTalk: SmallTalk | null;
  /** The home that is meant, where the contact has several and it was said which. */
  readonly home: string | null;
}

/** Memory and the open dialogs, innermost last. */
export interface ConversationState {
  readonly memory: Memory;
  readonly stack: readonly Frame[];
}

/** The state of a conversation that has not begun. */
export const FRESH: ConversationState = {
  memory: {
    version: STATE_VERSION,
    category: null,
    menu: null,
    confused: 0,
    lastScript: null,
    lastTrigger: null,
    question: null,
    smallTalk: null,
    home: null,
  },
  stack: [],
};

/** Whether a question is open that silence has not been met on yet. */
export function isUnanswered({ question }: Memory): boolean {
  return question !== null && !question.followedUp;
}
