import type { Action } from '#domain/action.ts';
import type { Catalogue } from '#domain/content.ts';
import type { Memory } from '#domain/conversation.ts';
import type { ConversationEvent } from '#domain/event.ts';
import type { Facts } from '#domain/facts.ts';
import type { Stage } from '#domain/stage.ts';
import type { Instant, LocalDate } from '#domain/time.ts';
import type { Understanding } from '#domain/understanding.ts';

/** Values a waiting dialog keeps; JSON-safe. */
export type FrameSlots = Readonly<Record<string, string | number>>;

/** Everything a step may look at. Steps are pure: equal turns give equal results. */
export interface Turn {
  readonly event: ConversationEvent;
  /** What was understood; absent for anything but words. */
  readonly heard: Understanding | null;
  readonly facts: Facts;
  readonly now: Instant;
  /** The estate's calendar day. */
  readonly today: LocalDate;
  readonly stage: Stage;
  readonly memory: Memory;
  readonly slots: FrameSlots;
  readonly catalogue: Catalogue;
}

/** An action for the world, or something to remember. */
export type Effect = Action | { readonly do: 'remember'; readonly memory: Partial<Memory> };

/** Names of the dialogs; one file each. */
export const FLOWS = [
  'reply',
  'remind',
  'promise',
  'plan',
  'escalate',
  'stop',
  'third-party',
  'identity',
  'vulnerable',
  'media',
  'rest',
  'repair',
  'resume',
  'explain',
  'rights',
  'arrive',
  'code',
  'prove',
  'unbind',
  'delegate',
  'for-delegate',
  'which-home',
  'identity-news',
] as const;
export type FlowId = (typeof FLOWS)[number];

/** What happens after a step. `wait` runs the next step on the resident's next words. */
export type Next =
  | { readonly do: 'end' }
  | { readonly do: 'wait'; readonly slots: FrameSlots }
  | { readonly do: 'go'; readonly flow: FlowId; readonly slots: FrameSlots };

export interface StepResult {
  readonly effects: readonly Effect[];
  readonly next: Next;
}

export type Step = (turn: Turn) => StepResult;

/** One dialog: at most four steps, run by whichever runner. */
export interface Flow {
  readonly id: FlowId;
  /** Whether the words answer what it asked; `slots` are those it waits with. Without it, it takes all words. */
  readonly takes?: (turn: Turn) => boolean;
  readonly steps: readonly Step[];
}

/** The dialog is over. */
export function end(...effects: readonly (readonly Effect[])[]): StepResult {
  return { effects: effects.flat(), next: { do: 'end' } };
}

/** The dialog waits for the resident and keeps `slots`. */
export function wait(slots: FrameSlots, ...effects: readonly (readonly Effect[])[]): StepResult {
  return { effects: effects.flat(), next: { do: 'wait', slots } };
}

/** Another dialog takes this one's place and looks at the same words. */
export function go(
  flow: FlowId,
  slots: FrameSlots,
  ...effects: readonly (readonly Effect[])[]
): StepResult {
  return { effects: effects.flat(), next: { do: 'go', flow, slots } };
}
