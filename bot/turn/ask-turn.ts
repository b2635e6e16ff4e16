import { append } from '#ledger/append.ts';
import { readFacts } from '#accounts/facts.ts';
import { ASK_EVERY_MS, ASK_TIMES, endAsk, nextWord } from '#handoff/ask.ts';
import { watchSilence } from '#handoff/silence.ts';
import { gate } from '#policy/gate.ts';
import type { Ask, AskSubject } from '#domain/ask.ts';
import { scriptId } from '#domain/category.ts';
import { type Instant, later } from '#domain/time.ts';
import { dateAt } from '#domain/zone.ts';
import type { Conversation } from '#ports/store/conversations.ts';
import type { Job } from '#ports/store/jobs.ts';
import type { Tx } from '#ports/store/store.ts';
import { filledReply } from './canned-reply.ts';
import { staffRow } from './outbox.ts';
import { guardStaffText } from './staff-text.ts';
import type { World } from './world.ts';

/** The canned replies that ask, first and again. */
export const ASK_WORDS: Readonly<
  Record<AskSubject, { readonly first: string; readonly again: string }>
> = {
  photo: { first: 'ask-photo', again: 'ask-photo-again' },
  day: { first: 'ask-day', again: 'ask-day-again' },
};

/**
 * Nobody wrote since a colleague asked: says it again on their behalf where the gate lets it, and after the last time
 * gives the case back to them, or to the queue once they are silent too.
 */
export async function askTurn(world: World, job: Job): Promise<void> {
  const now = world.clock.now();
  const known = await world.store.write(async (tx) => {
    if (!(await tx.jobs.finish(job.id, job.fence))) return undefined;
    const ask = await tx.asks.open(job.key);
    const conversation = await tx.conversations.byId(job.key);
    if (!ask || !conversation) return undefined;
    const spoke = ask.said < ASK_TIMES && (await sayAgain(world, tx, ask, conversation, now));
    if (!spoke) {
      await endAsk(tx, append, conversation, 'unanswered', now);
      await watchSilence(tx, conversation.id);
    }
    return conversation;
  });
  if (!known) return;
  world.changed({ topic: 'conversation', id: known.id });
  world.changed({ topic: 'queue', id: known.id });
}

/** @returns false where it may never be said again. */
async function sayAgain(
  world: World,
  tx: Tx,
  ask: Ask,
  conversation: Conversation,
  now: Instant,
): Promise<boolean> {
  if (conversation.owner !== 'staff' || conversation.staffId !== ask.staffId) return false;
  const facts = await readFacts(tx, conversation, now);
  const verdict = gate({ facts, purpose: 'follow-up', now });
  if (!verdict.allowed) {
    if (verdict.until === null) return false;
    await nextWord(tx, conversation.id, verdict.until);
    return true;
  }
  const today = dateAt(now, facts.estate.timezone);
  const { text } = filledReply(world.content, ASK_WORDS[ask.subject].again, facts, today) ?? {};
  if (typeof text !== 'string' || guardStaffText(world.content, text, today).length > 0) {
    return false;
  }
  const row = staffRow(conversation, ask.staffId, text, true, now);
  // The name of the words tells them from what a colleague wrote by hand: they pass the gate once more before they leave.
  await tx.outbox.put({ ...row, script: scriptId(`canned/${ASK_WORDS[ask.subject].again}`) });
  await tx.asks.setSaid(ask.id, ask.said + 1);
  await nextWord(tx, conversation.id, later(now, ASK_EVERY_MS));
  return true;
}
