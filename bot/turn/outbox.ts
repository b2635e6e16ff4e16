import { randomUUID } from 'node:crypto';
import { guard } from '#policy/guard.ts';
import type { Content } from '#content/load.ts';
import type { Speech } from '#domain/speech.ts';
import type { Stage } from '#domain/stage.ts';
import type { Instant, LocalDate } from '#domain/time.ts';
import type { Conversation } from '#ports/store/conversations.ts';
import type { Occasion, OutboundRow } from '#ports/store/messages.ts';

/** What a message goes out as. */
export interface Posting {
  readonly conversation: Conversation;
  /** The epoch under which it may leave; the one after a hand-over for its closing line. */
  readonly epoch: number;
  readonly answersUpTo: number | null;
  readonly occasion: Occasion;
  /** Who ordered it, where a person did. */
  readonly orderedBy?: string;
  /** The wave it belongs to, where it does. */
  readonly wave?: string;
  readonly stage: Stage | null;
}

export type Composed =
  | { readonly ok: true; readonly row: OutboundRow }
  /** The text could not be made, or must not be said; `rules` names why. */
  | { readonly ok: false; readonly rules: readonly string[] };

/** Puts a speech into words, lets the guard read them, and lays them out as a row of the outbox. */
export function compose(
  content: Content,
  speech: Speech,
  posting: Posting,
  today: LocalDate,
  now: Instant,
): Composed {
  const rendered = content.render(speech, today);
  if (!rendered.ok) return { ok: false, rules: [`missing-${rendered.missing}`] };
  const { wording } = rendered;
  const verdict = guard(wording, content.catalogue.refusals, { checkFigures: true });
  if (!verdict.ok) return { ok: false, rules: verdict.rules };
  const { conversation, epoch, answersUpTo, occasion, orderedBy, wave, stage } = posting;
  return {
    ok: true,
    row: {
      id: randomUUID(),
      conversationId: conversation.id,
      householdId: conversation.householdId,
      contactId: conversation.contactId,
      author: 'bot',
      staffId: null,
      text: wording.text,
      ...(wording.choices && { choices: wording.choices }),
      script: speech.script,
      variant: speech.variant,
      stage,
      citations: wording.citations,
      selection: {
        ...speech.selection,
        occasion,
        ...(orderedBy !== undefined && { orderedBy }),
        ...(wave !== undefined && { wave }),
        ...(wording.version !== undefined && { wording: wording.version }),
      },
      proactive: occasion !== 'answer',
      epoch,
      answersUpTo,
      status: 'queued',
      reasons: [],
      createdAt: now,
      settledAt: null,
      channelMessageId: null,
    },
  };
}

/** What staff wrote, as a row of the outbox; their words pass the guard before this. `unasked` counts towards the caps. */
export function staffRow(
  conversation: Conversation,
  staffId: string,
  text: string,
  unasked: boolean,
  now: Instant,
): OutboundRow {
  return {
    id: randomUUID(),
    conversationId: conversation.id,
    householdId: conversation.householdId,
    contactId: conversation.contactId,
    author: 'staff',
    staffId,
    text,
    script: null,
    variant: null,
    stage: null,
    citations: [],
    selection: null,
    proactive: unasked,
    epoch: conversation.epoch,
    answersUpTo: null,
    status: 'queued',
    reasons: [],
    createdAt: now,
    settledAt: null,
    channelMessageId: null,
  };
}
