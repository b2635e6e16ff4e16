import type { Action } from './action.ts';
import type { ConversationState } from './conversation.ts';
import type { ConversationEvent } from './event.ts';
import type { Facts } from './facts.ts';
import type { Instant } from './time.ts';

/** What one turn comes to. */
export interface Decision {
  readonly state: ConversationState;
  readonly actions: readonly Action[];
}

/** `decide(state, event, facts, now)`: pure; equal arguments give equal decisions. */
export type Decide = (
  state: ConversationState,
  event: ConversationEvent,
  facts: Facts,
  now: Instant,
) => Decision;
