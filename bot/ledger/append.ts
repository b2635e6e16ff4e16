import { createHash, createHmac, randomBytes } from 'node:crypto';
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

/** A digest without a salt: of what cannot be guessed, and of texts in entries written before salts. */
export function textDigest(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}

/** How the digest of a text was made, in the body of its entry; absent in entries written before salts. */
export const SALTED = 'hmac-sha256';

/** A new salt for the digest of one text, 128 bits in hexadecimal. */
export function newSalt(): string {
  return randomBytes(16).toString('hex');
}

/** What an entry holds for a text: without the salt, which is deleted with the text, a short text cannot be guessed. */
export function saltedText(text: string, salt: string): { text: string; digest: typeof SALTED } {
  return { text: createHmac('sha256', salt).update(text).digest('hex'), digest: SALTED };
}

/** Whether these are the words behind an entry. @param salt undefined where none is kept. */
export function isText(
  {
    text: known,
    digest,
  }: { readonly text?: string | undefined; readonly digest?: string | undefined },
  text: string,
  salt: string | undefined,
): boolean {
  if (digest === undefined) return known === textDigest(text);
  return digest === SALTED && salt !== undefined && known === saltedText(text, salt).text;
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
