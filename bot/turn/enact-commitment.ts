import { randomUUID } from 'node:crypto';
import { append } from '#ledger/append.ts';
import type { Action } from '#domain/action.ts';
import type { Facts } from '#domain/facts.ts';
import type { Instant } from '#domain/time.ts';
import type { Tx } from '#ports/store/store.ts';

type Commitment = Extract<
  Action,
  {
    do:
      | 'record-promise'
      | 'cancel-promise'
      | 'break-promise'
      | 'propose-plan'
      | 'agree-plan'
      | 'cancel-plan'
      | 'claim-payment';
  }
>;

/** Whom and when a ledger entry is about. */
export interface EntryHead {
  readonly estateId: string;
  readonly at: Instant;
  readonly householdId: string | null;
  readonly conversationId: string;
}

/** Writes down what a resident promised, agreed or claimed, with its ledger entry. */
export async function enactCommitment(
  tx: Tx,
  head: EntryHead,
  householdId: string,
  { home }: Facts,
  action: Commitment,
): Promise<void> {
  const { conversationId, at } = head;
  switch (action.do) {
    case 'record-promise': {
      const replaces = await endOpen(tx, householdId, 'replaced', at);
      const { due, amount } = action;
      const id = randomUUID();
      await tx.promises.record({
        id,
        householdId,
        conversationId,
        due,
        amount,
        madeAt: at,
        status: 'open',
      });
      const body = { promise: id, due, amount, ...(replaces.length > 0 && { replaces }) };
      await append(tx, { ...head, type: 'promise', body });
      return;
    }
    case 'cancel-promise': {
      const promises = await endOpen(tx, householdId, 'cancelled', at);
      await append(tx, { ...head, type: 'promise-cancelled', body: { promises } });
      return;
    }
    case 'break-promise': {
      await tx.promises.settle(action.promiseId, 'broken', at);
      await append(tx, { ...head, type: 'promise-broken', body: { promise: action.promiseId } });
      return;
    }
    case 'propose-plan': {
      if (home?.plan?.status === 'proposed') await settlePlan(tx, head, home.plan.id, 'cancelled');
      const id = randomUUID();
      const { total, parts } = action;
      await tx.plans.put({ id, householdId, conversationId, status: 'proposed', total, parts }, at);
      await append(tx, {
        ...head,
        type: 'plan',
        body: { plan: id, status: 'proposed', total, parts },
      });
      return;
    }
    case 'agree-plan':
      return settlePlan(tx, head, action.planId, 'agreed');
    case 'cancel-plan':
      return settlePlan(tx, head, action.planId, 'cancelled');
    case 'claim-payment': {
      if (home?.claim) return;
      const id = randomUUID();
      await tx.claims.put({ id, householdId, conversationId, claimedAt: at, until: action.until });
      await append(tx, {
        ...head,
        type: 'payment-claim',
        body: { claim: id, until: action.until },
      });
    }
  }
}

/**
 * Ends what is still open now: a promise that the same turn found broken stays broken.
 * @returns the promises that ended.
 */
async function endOpen(
  tx: Tx,
  householdId: string,
  status: 'replaced' | 'cancelled',
  now: Instant,
): Promise<string[]> {
  const all = await tx.promises.of(householdId);
  const open = all.filter((promise) => promise.status === 'open').map(({ id }) => id);
  for (const id of open) await tx.promises.settle(id, status, now);
  return open;
}

async function settlePlan(
  tx: Tx,
  head: EntryHead,
  planId: string,
  status: 'agreed' | 'cancelled',
): Promise<void> {
  await tx.plans.settle(planId, status, head.at);
  await append(tx, { ...head, type: 'plan', body: { plan: planId, status } });
}
