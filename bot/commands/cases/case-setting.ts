import { randomUUID } from 'node:crypto';
import { append } from '#ledger/append.ts';
import { applyPayment } from '#accounts/payments.ts';
import { ageStage } from '#policy/stage.ts';

import type { Content } from '#content/load.ts';
import type { Estate } from '#domain/estate.ts';
import { fen } from '#domain/money.ts';
import { daysBetween } from '#domain/time.ts';
import { dateAt } from '#domain/zone.ts';
import type { Store, Tx } from '#ports/store/store.ts';
import type { CaseFile } from './case-file.ts';

/** The channel of every case. */
export const CASE_CHANNEL = 'wechat';

type Past = CaseFile['history'][number];

/** Fills an empty database with the estate, accounts, contacts and history of a case. */
export async function furnish(store: Store, content: Content, file: CaseFile): Promise<Estate> {
  const { name, timezone, limitationView, payLink, staffHours, policy } = file.estate;
  const estate = content.estate({
    id: 'case',
    name: name ?? 'case',
    ...(timezone !== undefined && { timezone }),
    ...(limitationView !== undefined && { limitationView }),
    ...(payLink !== undefined && { payLink }),
    ...(typeof staffHours === 'string' && { staffHours }),
    policy: { liveBilling: true, burstQuietMs: 0, ...policy },
  });
  const today = dateAt(file.now, estate.timezone);
  await store.write(async (tx) => {
    await tx.estates.put(estate);
    const homes = new Map<string, string>();
    for (const { account, owner, phone, occupancy, charges } of file.accounts) {
      const household = await tx.households.put({
        estateId: estate.id,
        room: account,
        owner,
        phone: phone ?? null,
        occupancy,
      });
      homes.set(account, household.id);
      for (const { period, item, due, amount, paid } of charges) {
        await tx.charges.put({
          householdId: household.id,
          item: item ?? content.feeItem,
          from: period.from,
          to: period.to,
          due,
          amount,
          paid: paid ?? fen(0),
          asOf: today,
          importId: null,
        });
      }
    }
    for (const contact of file.contacts) await introduce(tx, file, contact, homes);
    for (const past of file.history) await happened(tx, estate, past, homes, today);
  });
  return estate;
}

async function introduce(
  tx: Tx,
  file: CaseFile,
  { wechat, account, role, verified }: CaseFile['contacts'][number],
  homes: ReadonlyMap<string, string>,
): Promise<void> {
  const contact = await tx.contacts.ensure(CASE_CHANNEL, wechat, wechat, file.locale, file.now);
  if (account === undefined) return;
  const level = (verified ?? role === 'owner') ? 'verified' : 'claimed';
  await tx.bindings.put(contact.id, homeOf(homes, account), role, level, file.now);
}

function homeOf(homes: ReadonlyMap<string, string>, account: string): string {
  const id = homes.get(account);
  if (id === undefined) throw new Error(`${account} is not among the accounts of the case`);
  return id;
}

/** Writes one past event, where it belongs and into the ledger. */
async function happened(
  tx: Tx,
  estate: Estate,
  past: Past,
  homes: ReadonlyMap<string, string>,
  today: ReturnType<typeof dateAt>,
): Promise<void> {
  const householdId = homeOf(homes, past.account);
  const { at, type, amount, due, account: _account, ...rest } = past;
  const body = { ...rest, ...(amount !== undefined && { amount }), ...(due && { due }) };
  const head = { estateId: estate.id, at, householdId, conversationId: null };
  switch (type) {
    case 'demand':
      await demanded(tx, estate, past, householdId);
      break;
    case 'promise':
      if (!due) throw new Error('a promise of the history needs the day it was due');
      await tx.promises.record({
        id: randomUUID(),
        householdId,
        conversationId: null,
        due,
        amount: amount ?? null,
        madeAt: at,
        status: due < today ? 'broken' : 'open',
      });
      break;
    case 'payment': {
      if (amount === undefined) throw new Error('a payment of the history needs its amount');
      const period = past.period ? `${past.period.from}/${past.period.to}` : null;
      const externalId = null;
      const source = 'history';
      const paid = { householdId, amount, period, source, externalId, at };
      const { named } = await applyPayment(tx, paid);
      if (named.length > 0) await append(tx, { ...head, type, body: { ...body, charges: named } });
      else await append(tx, { ...head, type, body });
      return;
    }
    case 'dispute':
      await tx.disputes.put({
        id: randomUUID(),
        householdId,
        conversationId: null,
        cause: 'quality-dispute',
        openedAt: at,
      });
      break;
    case 'acknowledgement':
      break;
  }
  await append(tx, { ...head, type, body });
}

async function demanded(tx: Tx, estate: Estate, past: Past, householdId: string): Promise<void> {
  const [binding] = await tx.bindings.to(householdId);
  if (!binding) return;
  const conversation = await tx.conversations.ensure(
    estate.id,
    binding.contactId,
    householdId,
    past.at,
  );
  const [oldest] = await tx.charges.open(householdId);
  const day = dateAt(past.at, estate.timezone);
  const status = past.delivered === false ? 'rejected' : 'accepted';
  await tx.outbox.put({
    id: randomUUID(),
    conversationId: conversation.id,
    householdId,
    contactId: binding.contactId,
    author: 'bot',
    staffId: null,
    text: '',
    script: null,
    variant: null,
    stage: oldest ? ageStage(daysBetween(oldest.due, day)) : 'courtesy',
    citations: [],
    selection: null,
    proactive: true,
    epoch: 0,
    answersUpTo: null,
    status,
    reasons: [],
    createdAt: past.at,
    settledAt: past.at,
    channelMessageId: null,
  });
}
