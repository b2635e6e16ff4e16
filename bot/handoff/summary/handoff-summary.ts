import { totalOpen } from '#domain/arrears.ts';
import type { HandoffReason } from '#domain/handoff.ts';
import { secretsOf } from '#domain/secrets.ts';
import type { Conversation } from '#ports/store/conversations.ts';
import type { Recorded } from '#ports/recorded.ts';
import type { Tx } from '#ports/store/store.ts';

/** What a colleague should know at a glance: only what was said and what stands in the books. */
export interface HandoffSummary {
  readonly handoffId: string;
  readonly reason: HandoffReason;
  /** What the resident wrote last, oldest first. */
  readonly words: readonly string[];
  readonly recorded: readonly Recorded[];
  /** Sequence of the newest message it takes in. */
  readonly upTo: number;
}

/** Messages that still belong to the matter. */
const MOST_WORDS = 12;

/** The summary of an open handoff from the facts alone. @returns undefined where nobody waits for a person. */
export async function handoffSummary(
  tx: Tx,
  { id, householdId, lastInbound }: Conversation,
): Promise<HandoffSummary | undefined> {
  const handoff = await tx.handoffs.open(id);
  if (!handoff) return undefined;
  const said = (await tx.inbox.of(id)).filter(
    ({ kind, recalled, origin, text }) =>
      kind === 'text' && origin === 'resident' && !recalled && text.trim() !== '',
  );
  return {
    handoffId: handoff.id,
    reason: handoff.reason,
    words: said.slice(-MOST_WORDS).map(({ text }) => text),
    recorded: householdId === null ? [] : await recordedOf(tx, householdId),
    upTo: lastInbound,
  };
}

async function recordedOf(tx: Tx, householdId: string): Promise<Recorded[]> {
  const sum = totalOpen(await tx.charges.open(householdId));
  const promises = (await tx.promises.of(householdId)).filter(({ status }) => status === 'open');
  const plan = await tx.plans.current(householdId);
  const claim = await tx.claims.open(householdId);
  const disputes = await tx.disputes.open(householdId);
  return [
    ...(sum > 0 ? [{ kind: 'open', sum } as const] : []),
    ...promises.map(({ due, amount }) => ({ kind: 'promise', due, sum: amount }) as const),
    ...(plan ? [{ kind: 'plan', parts: plan.parts.length, sum: plan.total } as const] : []),
    ...(claim ? [{ kind: 'claim' } as const] : []),
    ...disputes.map(({ cause }) => ({ kind: 'dispute', cause }) as const),
  ];
}

/** What must not leave the house with the words of a conversation. */
export async function secretsIn(
  tx: Tx,
  { contactId, householdId, estateId }: Conversation,
): Promise<string[]> {
  const contact = await tx.contacts.byId(contactId);
  const estate = await tx.estates.byId(estateId);
  const household = householdId === null ? undefined : await tx.households.byId(householdId);
  const staff = await tx.staff.list();
  return [...secretsOf({ contact, estate, household }), ...staff.map(({ name }) => name)];
}
