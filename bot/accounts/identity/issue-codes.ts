import type { Household } from '#domain/household.ts';
import { type Instant, later } from '#domain/time.ts';
import type { Tx } from '#ports/store/store.ts';
import { PRINTED_LIFE_MS, hashCode, newCode } from './bind-code.ts';

/** A code to print for a home. It is nowhere else: whoever loses the slip needs a new one. */
export interface IssuedCode {
  readonly household: Household;
  readonly code: string;
  readonly expiresAt: Instant;
}

/** Homes of an estate whose owner nobody has verified yet; the named ones, or all of them. */
export async function homesToVerify(
  tx: Tx,
  estateId: string,
  rooms: readonly string[],
): Promise<Household[]> {
  const homes: Household[] = [];
  for (const household of await tx.households.list(estateId)) {
    if (rooms.length > 0 ? !rooms.includes(household.room) : household.suspended) continue;
    const known = await tx.bindings.to(household.id);
    if (!known.some(({ level }) => level === 'verified')) homes.push(household);
  }
  return homes;
}

/** Draws a code for each of the homes. */
export async function drawCodes(
  homes: readonly Household[],
  now: Instant,
): Promise<(IssuedCode & { readonly hash: string })[]> {
  const expiresAt = later(now, PRINTED_LIFE_MS);
  const drawn = homes.map((household) => ({ household, code: newCode(), expiresAt }));
  return Promise.all(drawn.map(async (one) => ({ ...one, hash: await hashCode(one.code) })));
}

/** Makes drawn codes good; older ones that nobody used are void from now on. */
export async function storeCodes(
  tx: Tx,
  codes: readonly (Pick<IssuedCode, 'household' | 'expiresAt'> & { readonly hash: string })[],
  now: Instant,
): Promise<void> {
  for (const { household, hash, expiresAt } of codes) {
    const { id: householdId, estateId } = household;
    await tx.bindCodes.endUnused(householdId, now);
    const unused = { usedBy: null, usedAt: null, agreedAt: null, endedAt: null };
    const about = { hash, estateId, householdId, scope: null, issuedBy: null };
    await tx.bindCodes.put({ ...about, madeAt: now, expiresAt, ...unused });
  }
}
