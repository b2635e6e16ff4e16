import { randomUUID } from 'node:crypto';
import { append } from '#ledger/append.ts';
import { handOff } from '#handoff/hand-off.ts';
import { answerBy } from '#policy/answer-by.ts';
import type { PersonNeeded } from '#policy/person-needed.ts';
import type { Facts } from '#domain/facts.ts';
import type { Queue } from '#domain/handoff.ts';
import type { TaskKind } from '#domain/task.ts';
import type { Instant } from '#domain/time.ts';
import { dateAt } from '#domain/zone.ts';
import type { Conversation } from '#ports/store/conversations.ts';
import type { Tx } from '#ports/store/store.ts';

/** Brings a household before a person, without a word to the resident. */
export async function callPerson(
  tx: Tx,
  conversation: Conversation,
  facts: Facts,
  needed: PersonNeeded,
  now: Instant,
): Promise<void> {
  if (needed.how === 'task') return openTask(tx, facts, needed, now);
  const { reason, queue, brokenPlan } = needed;
  const { timezone } = facts.estate;
  if (brokenPlan !== null) {
    await tx.plans.settle(brokenPlan, 'defaulted', now);
    await append(tx, {
      estateId: conversation.estateId,
      at: now,
      type: 'plan',
      householdId: conversation.householdId,
      conversationId: conversation.id,
      body: { plan: brokenPlan, status: 'defaulted' },
    });
  }
  const by = answerBy(dateAt(now, timezone));
  const request = { reason, queue, urgent: false, summary: '', answerBy: by, timezone };
  if (!(await handOff(tx, append, conversation, request, now))) return;
  // Somebody with several homes may have talked of another one last: the colleague gets the one this is about.
  await tx.conversations.setHousehold(conversation.id, conversation.householdId);
}

/** Opens a task on the oldest charge, unless the household has an open one of the kind. */
export async function openTask(
  tx: Tx,
  { home, estate }: Pick<Facts, 'home' | 'estate'>,
  { kind, queue }: { readonly kind: TaskKind; readonly queue: Queue },
  now: Instant,
): Promise<void> {
  const [charge] = home?.charges ?? [];
  if (!charge) return;
  const open = await tx.tasks.open(estate.id);
  if (open.some((one) => one.householdId === charge.householdId && one.kind === kind)) return;
  const id = randomUUID();
  const dueOn = dateAt(now, estate.timezone);
  const { householdId } = charge;
  const about = { id, estateId: estate.id, householdId, chargeId: charge.id, kind, queue, dueOn };
  const times = { notice: 0, openedAt: now, closedAt: null, closedBy: null };
  if (!(await tx.tasks.put({ ...about, ...times }))) return;
  await append(tx, {
    estateId: estate.id,
    at: now,
    type: 'task',
    householdId,
    conversationId: null,
    body: { task: id, kind, queue, charge: charge.id, due: dueOn, days: 0 },
  });
}
