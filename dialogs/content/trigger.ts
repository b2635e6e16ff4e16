import { HANDOFF_REASONS } from '#domain/handoff.ts';
import { LABELS } from '#domain/label.ts';

/** What the dialogs ask scripts for; every one of them must be answered from `unknown` at every stage. */
export const TRIGGERS: ReadonlySet<string> = new Set([
  'remind',
  'remind:silence',
  'remind:promise-broken',
  'remind:instalment',
  'invite',
  ...LABELS.map((label) => `label:${label}`),
  ...HANDOFF_REASONS.map((reason) => `handoff:${reason}`),
  'promise:recorded',
  'promise:corrected',
  'promise:ask-day',
  'promise:unsure',
  'promise:past',
  'promise:cancelled',
  'plan:proposed',
  'plan:agreed',
  'plan:declined',
  'plan:ask-parts',
  'opt-out',
  'opt-in',
  'wrong-person',
  'vulnerable',
  'cause:ask',
  'not-understood',
  'identity',
  'other-household',
  'media',
]);

/** Whether the dialogs know this trigger. */
export function isTrigger(text: string): boolean {
  return TRIGGERS.has(text);
}

/** Triggers that open a conversation: no script does that at the legal stage, where a person leads. */
export function isOpening(trigger: string): boolean {
  return trigger === 'invite' || trigger.startsWith('remind');
}
