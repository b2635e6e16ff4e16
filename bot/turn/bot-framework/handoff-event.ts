import type { Activity } from 'botbuilder-core';
import type { HandoffReason, Queue } from '#domain/handoff.ts';

/** Why and to whom a conversation goes over. */
export interface HandoffContext {
  readonly reason: HandoffReason;
  readonly queue: Queue;
  readonly urgent: boolean;
}

/** How far the hand-over has come, in the words of Bot Framework's protocol. */
export type HandoffState = 'accepted' | 'failed' | 'completed';

/** The event that asks for a person: `handoff.initiate` of Bot Framework's hand-over protocol. */
export function handoffInitiation(context: HandoffContext): Partial<Activity> {
  return { type: 'event', name: 'handoff.initiate', value: context };
}

/** The event that tells what became of it: `handoff.status` of Bot Framework's hand-over protocol. */
export function handoffStatus(conversationId: string, state: HandoffState): Partial<Activity> {
  return {
    type: 'event',
    name: 'handoff.status',
    value: { state },
    conversation: { id: conversationId, name: '', isGroup: false, conversationType: 'personal' },
  };
}
