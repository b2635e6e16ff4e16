import { createHash } from 'node:crypto';
import type { Instant } from '#domain/time.ts';
import type { LedgerEntry, LedgerType } from '#ports/store/ledger.ts';
import type { Tx } from '#ports/store/store.ts';
import { canonicalJson } from './canonical-json.ts';

/** What is written down. `body` holds ids, sums and digests, never a resident's words. */
export interface NewEntry {
  readonly estateId: string;
  readonly at: Instant;
  readonly type: LedgerType;
  readonly householdId: string | null;
  readonly conversationId: string | null;
  readonly body: Readonly<Record<string, unknown>>;
}

/** What the first entry of a chain points back to. */
export const GENESIS = '0'.repeat(64);

/** The hash of an entry over everything but itself, in lower-case hexadecimal SHA-256. */
export function entryHash(entry: Omit<LedgerEntry, 'hash'>): string {
  const { estateId, seq, prev, at, type, householdId, conversationId, body } = entry;
  const fields = [estateId, seq, prev, at, type, householdId, conversationId, body];
  return createHash('sha256').update(JSON.stringify(fields)).digest('hex');
}

/** Stands for a text whose words live elsewhere and may be erased; the chain holds after that. */
export function textDigest(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}

/** Appends to the estate's chain within the transaction. */
export async function append(tx: Tx, entry: NewEntry): Promise<LedgerEntry> {
  const head = await tx.ledger.head(entry.estateId);
  const unsealed = {
    ...entry,
    seq: (head?.seq ?? 0) + 1,
    prev: head?.hash ?? GENESIS,
    body: canonicalJson(entry.body),
  };
  const sealed = { ...unsealed, hash: entryHash(unsealed) };
  await tx.ledger.insert(sealed);
  return sealed;
}
