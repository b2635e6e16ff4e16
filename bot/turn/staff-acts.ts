import { append } from '#ledger/append.ts';
import { type ClaimResult, claim, takeOver } from '#handoff/claim.ts';
import { type HandBackResult, handBack, resolveDisputes } from '#handoff/hand-back.ts';
import { endAsk, openAsk } from '#handoff/ask.ts';
import { watchSilence } from '#handoff/silence.ts';
import { readFacts } from '#accounts/facts.ts';
import type { AskSubject } from '#domain/ask.ts';
import type { Facts } from '#domain/facts.ts';
import type { Fen } from '#domain/money.ts';
import type { Instant, LocalDate } from '#domain/time.ts';
import { dateAt } from '#domain/zone.ts';
import type { Outcome } from '#domain/handoff.ts';
import type { Conversation } from '#ports/store/conversations.ts';
import type { Tx } from '#ports/store/store.ts';
import { randomUUID } from 'node:crypto';
import { ASK_WORDS } from './ask-turn.ts';
import { filledReply } from './canned-reply.ts';
import { enactCommitment } from './enact-commitment.ts';
import { staffRow } from './outbox.ts';
import { planTransfer } from './plan-transfer.ts';
import { NOTICE_QUEUE } from './queue.ts';
import { isUnasked } from './unasked.ts';
import { guardStaffText } from './staff-text.ts';
import type { World } from './world.ts';

export type ReplyResult =
  | { readonly ok: true; readonly message: string }
  | { readonly ok: false; readonly why: 'unknown' | 'not-owner' }
  /** The guard refused the text; `rules` names why. */
  | { readonly ok: false; readonly why: 'guard'; readonly rules: readonly string[] };

/** A day, and a sum where one was named. */
export interface GivenPromise {
  readonly due: LocalDate;
  readonly amount: Fen | null;
}

/** What is to be said, and the rules that stand against it; empty when it may be sent. */
interface Words {
  readonly text: string;
  readonly rules: readonly string[];
}

/** What staff may do in a conversation, each act in one transaction with its ledger entry. */
export interface StaffActs {
  claim(conversationId: string, staffId: string): Promise<ClaimResult>;
  takeOver(conversationId: string, staffId: string, reason: string): Promise<ClaimResult>;
  /** Only the owner can send; the text passes the guard like every other. */
  reply(conversationId: string, staffId: string, text: string): Promise<ReplyResult>;
  /** For colleagues only; kept apart from messages, so it cannot reach a resident. */
  note(conversationId: string, staffId: string, text: string): Promise<boolean>;
  /** Asks the resident for something on the owner's behalf, asks again, and keeps the case until they write. */
  ask(conversationId: string, staffId: string, subject: AskSubject): Promise<ReplyResult>;
  /** Returns it to the bot; `promise` is what the resident promised the colleague. */
  handBack(
    conversationId: string,
    staffId: string,
    outcome: Outcome,
    promise?: GivenPromise,
  ): Promise<HandBackResult>;
  /** Closes the open disputes of the conversation's household with the answer they were given. */
  resolve(conversationId: string, outcome: Outcome): Promise<boolean>;
  /** A task was seen to. @returns false when there is none, or it was closed before. */
  closeTask(taskId: string, staffId: string): Promise<boolean>;
}

export function createStaffActs(world: World): StaffActs {
  const { store, clock, doorstep, changed } = world;

  async function held(
    conversationId: string,
    act: (tx: Tx) => Promise<ClaimResult>,
  ): Promise<ClaimResult> {
    const result = await doorstep.pass([conversationId], async () => store.write(act));
    changed({ topic: 'conversation', id: conversationId });
    changed({ topic: 'queue', id: conversationId });
    return result;
  }

  /** Sends words of the owner, or tells which rules stand against them; `then` is done in the same transaction. */
  async function said(
    id: string,
    staffId: string,
    words: (facts: Facts, today: LocalDate) => Words,
    then: (tx: Tx, found: Conversation) => Promise<void>,
  ): Promise<ReplyResult> {
    const result = await store.write(async (tx): Promise<ReplyResult> => {
      const now = clock.now();
      const found = await tx.conversations.byId(id);
      if (!found) return { ok: false, why: 'unknown' };
      if (found.owner !== 'staff' || found.staffId !== staffId) {
        return { ok: false, why: 'not-owner' };
      }
      const facts = await readFacts(tx, found, now);
      const today = dateAt(now, facts.estate.timezone);
      const { text, rules } = words(facts, today);
      if (rules.length > 0) return { ok: false, why: 'guard', rules };
      const row = staffRow(found, staffId, text, await isUnasked(tx, found, now), now);
      await tx.outbox.put(row);
      await tx.drafts.put({ staffId, conversationId: id, mode: 'reply', text: '', at: now });
      await then(tx, found);
      await watchSilence(tx, id);
      return { ok: true, message: row.id };
    });
    changed({ topic: 'conversation', id });
    changed({ topic: 'queue', id });
    return result;
  }

  return {
    async closeTask(id, staffId) {
      const found = await store.write(async (tx) => {
        const task = await tx.tasks.byId(id);
        if (!task || !(await tx.tasks.close(id, staffId, clock.now()))) return undefined;
        await append(tx, {
          estateId: task.estateId,
          at: clock.now(),
          type: 'task-done',
          householdId: task.householdId,
          conversationId: null,
          body: { task: id, kind: task.kind, staffId },
        });
        return task;
      });
      if (found) changed({ topic: 'queue', id: found.estateId });
      return found !== undefined;
    },
    claim: async (id, staffId) =>
      held(id, async (tx) => claim(tx, append, id, staffId, clock.now())),
    takeOver: async (id, staffId, reason) =>
      held(id, async (tx) => {
        const taken = await takeOver(tx, append, id, staffId, reason, clock.now());
        const found = taken.ok ? await tx.conversations.byId(id) : undefined;
        if (found) await planTransfer(world, tx, found, clock.now());
        return taken;
      }),

    async reply(id, staffId, text) {
      // What nobody may say is refused whoever holds the conversation.
      const found = await store.read((tx) => tx.conversations.byId(id));
      const estate = found && (await store.read((tx) => tx.estates.byId(found.estateId)));
      const today = dateAt(clock.now(), estate?.timezone ?? 'Asia/Shanghai');
      const rules = guardStaffText(world.content, text, today);
      if (rules.length > 0) return { ok: false, why: 'guard', rules };
      return said(
        id,
        staffId,
        () => ({ text, rules }),
        async (tx, found) => {
          await endAsk(tx, append, found, 'stopped', clock.now());
        },
      );
    },

    async ask(id, staffId, subject) {
      const words = (facts: Facts, today: LocalDate): Words => {
        const { text } = filledReply(world.content, ASK_WORDS[subject].first, facts, today) ?? {};
        if (typeof text !== 'string') return { text: '', rules: ['unfilled-slot'] };
        return { text, rules: guardStaffText(world.content, text, today) };
      };
      return said(id, staffId, words, async (tx, found) => {
        await openAsk(tx, append, found, staffId, subject, clock.now());
      });
    },

    async note(id, staffId, text) {
      const known = await store.write(async (tx) => {
        const found = await tx.conversations.byId(id);
        if (!found) return false;
        const { estateId, householdId } = found;
        const at = clock.now();
        const note = randomUUID();
        await tx.notes.put({ id: note, conversationId: id, staffId, text, at });
        const head = { estateId, at, householdId, conversationId: id };
        await append(tx, { ...head, type: 'note', body: { note, staffId } });
        const draft = { staffId, conversationId: id, mode: 'note', text: '' } as const;
        await tx.drafts.put({ ...draft, at });
        return true;
      });
      changed({ topic: 'conversation', id });
      return known;
    },

    async handBack(id, staffId, outcome, promise) {
      const now = clock.now();
      const result = await store.write(async (tx) => {
        const found = await tx.conversations.byId(id);
        const estate = found && (await tx.estates.byId(found.estateId));
        const hours = estate?.policy.claimHours ?? 72;
        const done = await handBack(tx, append, id, staffId, outcome, hours, now);
        if (!done.ok || !found) return done;
        if (promise) await recordPromise(tx, found, promise, now);
        await afterHandBack(world, tx, found, outcome);
        return done;
      });
      changed({ topic: 'conversation', id });
      changed({ topic: 'queue', id });
      return result;
    },

    async resolve(id, outcome) {
      const now = clock.now();
      const done = await store.write(async (tx) => {
        const found = await tx.conversations.byId(id);
        if (!found?.householdId) return false;
        await resolveDisputes(tx, append, found, found.householdId, outcome, now);
        await world.replan(tx, found.householdId, now);
        return true;
      });
      changed({ topic: 'conversation', id });
      return done;
    },
  };
}

async function recordPromise(tx: Tx, found: Conversation, promise: GivenPromise, now: Instant) {
  const { id: conversationId, estateId, householdId } = found;
  if (!householdId) return;
  const facts = await readFacts(tx, found, now);
  const head = { estateId, at: now, householdId, conversationId };
  await enactCommitment(tx, head, householdId, facts, { do: 'record-promise', ...promise });
}

/** The dialog learns what came of it, and the next contact is planned anew: the gate decides whether it may be. */
async function afterHandBack(
  world: World,
  tx: Tx,
  conversation: Conversation,
  outcome: Outcome,
): Promise<void> {
  const now = world.clock.now();
  await planTransfer(world, tx, conversation, now);
  await tx.jobs.schedule({
    queue: NOTICE_QUEUE,
    key: conversation.id,
    dedup: `handed-back:${conversation.id}`,
    runAt: now,
    payload: JSON.stringify({ type: 'handed-back', outcome }),
  });
  const { householdId } = conversation;
  if (!householdId) return;
  const disputed = (await tx.disputes.open(householdId)).length > 0;
  await world.replan(tx, householdId, now, disputed ? 'look' : undefined);
}
