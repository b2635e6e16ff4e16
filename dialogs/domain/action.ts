import type { CategoryId } from './category.ts';
import type { HandoffReason, Queue } from './handoff.ts';
import type { IdentityAction } from './identity.ts';
import type { Fen } from './money.ts';
import type { PlanPart } from './commitment.ts';
import type { RequestKind } from './right.ts';
import type { TaskKind } from './task.ts';
import type { Speech } from './speech.ts';
import type { Instant, LocalDate } from './time.ts';

/** What a decision asks the world to do, in order. The world does all of it in one transaction or none. */
export type Action =
  | { readonly do: 'speak'; readonly speech: Speech }
  /** Replaces every open promise of the household. */
  | { readonly do: 'record-promise'; readonly due: LocalDate; readonly amount: Fen | null }
  | { readonly do: 'cancel-promise' }
  /** Marks an open promise whose day has passed without the money. */
  | { readonly do: 'break-promise'; readonly promiseId: string }
  /** Replaces a plan that is only proposed. */
  | { readonly do: 'propose-plan'; readonly total: Fen; readonly parts: readonly PlanPart[] }
  | { readonly do: 'agree-plan'; readonly planId: string }
  | { readonly do: 'cancel-plan'; readonly planId: string }
  | { readonly do: 'claim-payment'; readonly until: Instant }
  | { readonly do: 'open-dispute'; readonly cause: HandoffReason }
  | {
      readonly do: 'hand-off';
      readonly reason: HandoffReason;
      readonly queue: Queue;
      readonly urgent: boolean;
    }
  /** A colleague should see to the household; the bot keeps the word. */
  | { readonly do: 'call-colleague'; readonly kind: TaskKind; readonly queue: Queue }
  /** What the resident asked about their data waits for a colleague; the bot keeps the word. */
  | { readonly do: 'take-request'; readonly kind: RequestKind }
  | { readonly do: 'opt-out' }
  | { readonly do: 'opt-in' }
  /** The contact is not who we took them for: no further fact is said. */
  | { readonly do: 'unbind'; readonly why: 'wrong-person' | 'asked' }
  | IdentityAction
  | { readonly do: 'hold-vulnerable' }
  /** Settles which category the dialog works with from now on. */
  | { readonly do: 'categorise'; readonly category: CategoryId; readonly why: string };
