import { randomUUID } from 'node:crypto';
import { append } from '#ledger/append.ts';
import { handOff } from '#handoff/hand-off.ts';
import { answerBy } from '#policy/answer-by.ts';
import type { Action } from '#domain/action.ts';
import type { Facts } from '#domain/facts.ts';
import type { Stage } from '#domain/stage.ts';
import type { Instant, LocalDate } from '#domain/time.ts';
import type { Conversation } from '#ports/store/conversations.ts';
import type { Occasion } from '#ports/store/messages.ts';
import type { Tx } from '#ports/store/store.ts';
import { openTask } from './call-person.ts';
import { enactIdentity } from './enact-identity.ts';
import { unbind } from './unbind.ts';
import { enactCommitment } from './enact-commitment.ts';
import { compose } from './outbox.ts';
import { takeRequest } from './take-request.ts';
import { planTransfer } from './plan-transfer.ts';
import type { World } from './world.ts';

/** One turn whose actions are carried out. */
export interface Enactment {
  readonly conversation: Conversation;
  readonly facts: Facts;
  readonly now: Instant;
  readonly today: LocalDate;
  /** Inbound sequence the turn answers; null for a proactive one. */
  readonly answersUpTo: number | null;
  readonly occasion: Occasion;
  /** Who ordered it, where a person did. */
  readonly orderedBy?: string;
  /** The wave it belongs to, where it does. */
  readonly wave?: string;
  readonly stage: Stage | null;
  /** The resident's own words, for the summary staff see. */
  readonly words: string;
}

/**
 * Carries out all actions of a turn within its transaction. A hand-over comes first, so that its closing line bears the
 * epoch under which it may still leave.
 * @returns whether the outbox has something new.
 */
export async function enact(
  world: World,
  tx: Tx,
  turn: Enactment,
  actions: readonly Action[],
): Promise<boolean> {
  let { epoch } = turn.conversation;
  const handover = actions.find((action) => action.do === 'hand-off');
  if (handover) epoch = await handOver(world, tx, turn, handover);
  let queued = false;
  for (const action of actions) {
    if (action.do === 'speak') {
      queued = (await say(world, tx, turn, action, epoch)) || queued;
    } else {
      await settle(tx, turn, action);
    }
  }
  return queued;
}

async function handOver(
  world: World,
  tx: Tx,
  turn: Enactment,
  { reason, queue, urgent }: Extract<Action, { do: 'hand-off' }>,
): Promise<number> {
  const { conversation, facts, now, today, words } = turn;
  const request = {
    reason,
    queue,
    urgent,
    summary: words,
    answerBy: answerBy(today),
    timezone: facts.estate.timezone,
  };
  const owned = await handOff(tx, append, conversation, request, now);
  await planTransfer(world, tx, conversation, now);
  return owned?.epoch ?? conversation.epoch;
}

async function say(
  world: World,
  tx: Tx,
  turn: Enactment,
  { speech }: Extract<Action, { do: 'speak' }>,
  epoch: number,
): Promise<boolean> {
  const { now, today, conversation } = turn;
  const content = await world.speaking(tx);
  const composed = compose(content, speech, { ...turn, epoch }, today, now);
  if (composed.ok) {
    await tx.outbox.put(composed.row);
    return true;
  }
  await append(tx, {
    estateId: conversation.estateId,
    at: now,
    type: 'withheld',
    householdId: conversation.householdId,
    conversationId: conversation.id,
    body: { reasons: ['guard'], rules: composed.rules, script: speech.script },
  });
  // Words that may not be said leave the resident without an answer: a person gives it.
  const request = { reason: 'not-understood', queue: 'service', urgent: false } as const;
  await handOver(world, tx, turn, { do: 'hand-off', ...request });
  return false;
}

async function settle(tx: Tx, turn: Enactment, action: Exclude<Action, { do: 'speak' }>) {
  const { conversation, now } = turn;
  const { contactId, householdId } = conversation;
  const note = {
    estateId: conversation.estateId,
    at: now,
    householdId,
    conversationId: conversation.id,
  };
  switch (action.do) {
    case 'hand-off':
      return;
    case 'categorise':
      return tx.conversations.setCategory(conversation.id, action.category);
    case 'opt-out':
      await tx.contacts.setOptedOut(contactId, now);
      await append(tx, { ...note, type: 'opt-out', body: { contact: contactId } });
      return;
    case 'opt-in':
      await tx.contacts.setOptedOut(contactId, null);
      await append(tx, { ...note, type: 'opt-in', body: { contact: contactId } });
      return;
    case 'unbind':
      return unbind(tx, conversation, action.why, now);
    case 'take-request':
      return takeRequest(tx, conversation, action.kind, turn.words, turn.today, now);
    case 'try-code':
    case 'prove':
    case 'offer-delegation':
    case 'answer-delegation':
    case 'list-delegates':
    case 'end-delegates':
    case 'choose-home': {
      const { estate, home } = turn.facts;
      const about = { conversation, estate, householdId: home?.household.id ?? null, now };
      return enactIdentity(tx, about, action);
    }
    case 'call-colleague':
      return openTask(tx, turn.facts, action, now);
    case 'hold-vulnerable':
      if (householdId) await tx.households.setVulnerable(householdId, true);
      return;
    case 'open-dispute': {
      if (!householdId) return;
      const id = randomUUID();
      const { cause } = action;
      await tx.disputes.put({
        id,
        householdId,
        cause,
        openedAt: now,
        conversationId: conversation.id,
      });
      await append(tx, { ...note, type: 'dispute', body: { dispute: id, cause } });
      return;
    }
    default:
      if (householdId) await enactCommitment(tx, note, householdId, turn.facts, action);
  }
}
