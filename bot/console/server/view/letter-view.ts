import { formatYuan } from '#domain/money.ts';
import type { Instant } from '#domain/time.ts';
import { Fault } from '#errors';
import type { Account } from '#papers/find-account.ts';
import { type LetterOffice, draftLetter, staleReasons } from '#papers/letter/approve-letter.ts';
import type { Tx } from '#ports/store/store.ts';
import type { LetterList, LetterView } from '../../letter-api.ts';
import { staffNames } from './conversation-view.ts';

/** The letters of a household, and whether another may be written. */
export async function letterList(
  tx: Tx,
  office: LetterOffice,
  account: Account,
  now: Instant,
): Promise<LetterList> {
  const nameOf = await staffNames(tx);
  const items: LetterView[] = [];
  for (const letter of await tx.letters.of(account.household.id)) {
    const { number, approvedAt, replyBy, delivery } = letter;
    items.push({
      number,
      approvedAt,
      replyBy,
      approvedBy: nameOf(letter.approvedBy),
      total: formatYuan(letter.total),
      hasFile: letter.sha256 !== null,
      stale: delivery === null ? await staleReasons(tx, letter, account, now) : [],
      delivery: delivery && {
        how: delivery.how,
        reference: delivery.reference,
        outcome: delivery.outcome,
        receivedBy: delivery.receivedBy,
        on: delivery.on,
        recordedBy: nameOf(delivery.recordedBy),
      },
    });
  }
  return { items, refusals: await refusals(tx, office, account, now) };
}

async function refusals(
  tx: Tx,
  office: LetterOffice,
  account: Account,
  now: Instant,
): Promise<string[]> {
  try {
    await draftLetter(office, tx, account, now);
    return [];
  } catch (error) {
    if (!(error instanceof Fault) || error.code !== 'PAPER_REFUSED') throw error;
    return String(error.details['reasons']).split(', ');
  }
}
