import { openContent } from '#commands/open-house.ts';
import type { Action } from '#domain/action.ts';
import { type ConversationState, FRESH } from '#domain/conversation.ts';
import type { Facts } from '#domain/facts.ts';
import { NO_IDENTITY_WORDS } from '#domain/identity.ts';
import type { Label } from '#domain/label.ts';
import type { Instant } from '#domain/time.ts';
import type { Understanding } from '#domain/understanding.ts';
import { createDecide } from '#flows/decide.ts';

export const { catalogue } = openContent();
const decide = createDecide(catalogue);

/** Words of which nothing more is known than their label. */
export function understood(label: Label, change: Partial<Understanding> = {}): Understanding {
  return {
    label,
    confidence: 1,
    also: [],
    abstained: false,
    days: [],
    amounts: [],
    share: null,
    rough: false,
    instalments: null,
    choice: null,
    answer: null,
    corrects: false,
    repair: null,
    smallTalk: false,
    resumes: false,
    asksBasis: false,
    identity: NO_IDENTITY_WORDS,
    rooms: [],
    ...change,
  };
}

/** A conversation of one household, turn by turn, on the plain runner. */
export class Talk {
  #state: ConversationState = FRESH;

  get state(): ConversationState {
    return this.#state;
  }

  /** Says something and gives back what is done upon it. */
  say(heard: Understanding, facts: Facts, now: Instant): readonly Action[] {
    const event = { type: 'said', text: '', understanding: heard } as const;
    const { state, actions } = decide(this.#state, event, facts, now);
    this.#state = state;
    return actions;
  }
}

/** The scripts that are said, in order. */
export function scriptsOf(actions: readonly Action[]): string[] {
  return actions.flatMap((action) => (action.do === 'speak' ? [action.speech.script] : []));
}
