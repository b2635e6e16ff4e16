import type { ScriptId } from '#domain/category.ts';
import type { HandoffReason, Queue } from '#domain/handoff.ts';
import type { Label } from '#domain/label.ts';

/** Whom a conversation goes to, and why. */
export interface HandoffRule {
  readonly reason: HandoffReason;
  readonly queue: Queue;
  readonly urgent: boolean;
}

/** Labels that go to a person whatever the category (policy: hand-over to staff). */
const BY_LABEL: Partial<Record<Label, HandoffRule>> = {
  human_request: { reason: 'human-request', queue: 'service', urgent: false },
  hostile: { reason: 'hostile', queue: 'service', urgent: false },
  vulnerable: { reason: 'vulnerable', queue: 'on-call', urgent: true },
};

/** A question of law the registry has answered once and that comes again is for the legal colleague. */
const LEGAL_AGAIN: HandoffRule = { reason: 'legal-question', queue: 'legal', urgent: false };

/** Whether a label goes to staff at once; `lastScript` is what the bot said before. */
export function handoffOf(label: Label, lastScript: ScriptId | null): HandoffRule | null {
  if (label === 'legal_question' && lastScript?.includes('legal-question') === true) {
    return LEGAL_AGAIN;
  }
  return BY_LABEL[label] ?? null;
}
