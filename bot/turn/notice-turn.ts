import { readFacts } from '#accounts/facts.ts';
import { append } from '#ledger/append.ts';
import { newsWithheld } from '#policy/identity/news-gate.ts';
import { fen } from '#domain/money.ts';
import type { ConversationEvent } from '#domain/event.ts';
import type { Facts } from '#domain/facts.ts';
import type { Instant } from '#domain/time.ts';
import { dateAt } from '#domain/zone.ts';
import type { Conversation } from '#ports/store/conversations.ts';
import type { Job } from '#ports/store/jobs.ts';
import type { Tx } from '#ports/store/store.ts';
import { readDialogState, writeDialogState } from './dialog-state.ts';
import { enact } from './enact.ts';
import { type NoticePayload, noticePayload } from './queue.ts';
import type { World } from './world.ts';

/**
 * Tells the dialog what happened without the resident, so that no open question outlives its reason; and has it say what
 * came of a proof of identity.
 */
export async function noticeTurn(world: World, job: Job): Promise<void> {
  const { store, clock, engine } = world;
  const now = clock.now();
  const notice = noticePayload.parse(JSON.parse(job.payload));
  const read = await store.read(async (tx) => {
    const conversation = await tx.conversations.byId(job.key);
    return (
      conversation && {
        conversation,
        facts: await readFacts(tx, conversation, now),
        state: await readDialogState(tx, conversation.id),
      }
    );
  });
  if (!read || (await heldBack(world, job, notice, read, now))) return;
  const { conversation, facts, state } = read;
  const event = eventOf(notice);
  const given = { conversationId: job.key, stored: state.stored, event, facts, now };
  const result = await engine.turn(given);
  await store.write(async (tx) => {
    if (!(await tx.jobs.finish(job.id, job.fence))) return;
    const written = await writeDialogState(tx, job.key, result, state.etag);
    // A turn that ran meanwhile saw the same facts: its state is as good as ours. What is to be said is not lost with it.
    if (notice.type !== 'identity') return;
    const current = await tx.conversations.byId(job.key);
    if (!written || current?.epoch !== conversation.epoch) return again(tx, job, now);
    const today = dateAt(now, facts.estate.timezone);
    const posted = { answersUpTo: null, occasion: 'answer', stage: null, words: '' } as const;
    const turn = { conversation, facts, now, today, ...posted };
    await enact(world, tx, turn, result.decision.actions);
  });
  if (notice.type !== 'identity') return;
  world.changed({ topic: 'conversation', id: conversation.id });
  world.changed({ topic: 'queue', id: conversation.estateId });
}

/** News that may not be said now: a person holds the conversation, or the gate shuts; it waits where a moment is known. */
async function heldBack(
  { store }: World,
  job: Job,
  notice: NoticePayload,
  read: { readonly conversation: Conversation; readonly facts: Facts },
  now: Instant,
): Promise<boolean> {
  if (notice.type !== 'identity' || notice.of === 'staff') return false;
  const { conversation, facts } = read;
  const gate = notice.of === 'others' ? newsWithheld(facts, now) : null;
  if (gate === null && conversation.owner === 'bot') return false;
  await store.write(async (tx) => {
    if (!(await tx.jobs.finish(job.id, job.fence))) return;
    const { reasons, until } = gate ?? { reasons: ['handed-off'], until: null };
    await append(tx, {
      estateId: conversation.estateId,
      at: now,
      type: 'withheld',
      householdId: conversation.householdId,
      conversationId: conversation.id,
      body: { reasons, until, news: notice.told.news },
    });
    if (until !== null) await again(tx, job, until);
  });
  return true;
}

async function again(tx: Tx, { queue, key, dedup, payload }: Job, runAt: Instant): Promise<void> {
  await tx.jobs.schedule({ queue, key, dedup, runAt, payload });
}

function eventOf(notice: NoticePayload): ConversationEvent {
  switch (notice.type) {
    case 'paid':
      return { ...notice, amount: fen(notice.amount) };
    case 'identity':
      return { type: 'identity', ...notice.told };
    case 'handed-back':
      return notice;
  }
}
