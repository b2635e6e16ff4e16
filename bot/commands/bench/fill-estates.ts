import type { Content } from '#content/load.ts';
import type { Estate } from '#domain/estate.ts';
import { fen } from '#domain/money.ts';
import { type Instant, localDate } from '#domain/time.ts';
import type { Store, Tx } from '#ports/store/store.ts';

/** How a benchmark's estates are settled. */
export interface Settlement {
  readonly estates: number;
  readonly households: number;
  /** One household in so many owes its last bill, and its owner can be written to. */
  readonly everyOwing: number;
}

const DUE = localDate('2026-06-30');
const FEE = fen(128_805);

/** Settles estates with households that have all but one in so many paid; returns the estates. */
export async function fillEstates(
  store: Store,
  content: Content,
  { estates, households, everyOwing }: Settlement,
  now: Instant,
): Promise<Estate[]> {
  const settled: Estate[] = [];
  for (let number = 0; number < estates; number += 1) {
    const id = `bench-${number}`;
    const estate = content.estate({ id, name: id, policy: { liveBilling: true, burstQuietMs: 0 } });
    settled.push(estate);
    await store.write(async (tx) => {
      await tx.estates.put(estate);
      for (let room = 0; room < households; room += 1) {
        await settle(tx, id, `1-1-${room}`, room % everyOwing === 0, now);
      }
    });
  }
  return settled;
}

async function settle(
  tx: Tx,
  estateId: string,
  room: string,
  owes: boolean,
  now: Instant,
): Promise<void> {
  const who = { owner: 'owner', phone: null, occupancy: 'occupied' } as const;
  const { id: householdId } = await tx.households.put({ estateId, room, ...who });
  const period = { item: 'fee', from: '2026-01', to: '2026-06', due: DUE };
  const paid = owes ? fen(0) : FEE;
  const sums = { amount: FEE, paid, asOf: DUE, importId: null };
  await tx.charges.put({ householdId, ...period, ...sums });
  if (!owes) return;
  const key = `${estateId}/${room}`;
  const contact = await tx.contacts.ensure('wechat', key, key, 'zh-CN', now);
  await tx.bindings.put(contact.id, householdId, 'owner', 'verified', now);
}
