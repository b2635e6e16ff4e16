import { readHouseholdFacts } from '#accounts/facts.ts';
import { totalOpen } from '#domain/arrears.ts';
import type { Catalogue } from '#domain/content.ts';
import type { Instant, LocalDate } from '#domain/time.ts';
import { dateAt } from '#domain/zone.ts';
import { Fault } from '#errors';
import { append } from '#ledger/append.ts';
import { letterRefusals } from '#policy/letter-gate.ts';
import type { Clock } from '#ports/clock.ts';
import type { MediaFolder } from '#ports/media.ts';
import type { ApprovedLetter, LetterDelivery } from '#ports/store/letters.ts';
import type { Store, Tx } from '#ports/store/store.ts';
import type { Account } from '../find-account.ts';
import type { PaperWords } from '../paper-words.ts';
import { letterPdf } from './letter-pdf.ts';
import { type MadeLetter, demanded, makeLetter } from './make-letter.ts';

/** What letters are made with. */
export interface LetterOffice {
  readonly store: Store;
  readonly media: MediaFolder;
  readonly clock: Clock;
  readonly catalogue: Catalogue;
  readonly words: PaperWords;
}

/** The letter as it would be now. @throws Fault PAPER_REFUSED with the reasons when none may be written. */
export async function draftLetter(
  { catalogue, words }: Omit<LetterOffice, 'store' | 'media' | 'clock'>,
  tx: Tx,
  account: Account,
  now: Instant,
): Promise<MadeLetter> {
  const { household, estate } = account;
  const home = await readHouseholdFacts(tx, household.id, estate, now);
  if (!home) throw new Fault('INPUT_INVALID', { account: household.room, right: 'a known home' });
  return makeLetter(account, home, { words, catalogue, now });
}

/**
 * Makes the letter for good, by order of a person: its file is kept and never changes, the ledger holds its digest. It is
 * sent by nobody here.
 * @throws Fault PAPER_REFUSED with the reasons when none may be written.
 */
export async function approveLetter(
  office: LetterOffice,
  account: Account,
  staffId: string,
): Promise<ApprovedLetter> {
  const { store, media, clock, words } = office;
  const now = clock.now();
  const { estate, household } = account;
  const made = await store.read((tx) => draftLetter(office, tx, account, now));
  const bytes = await letterPdf(made.letter, words.locale, now);
  const sha256 = await media.keep(bytes);
  const { charges, replyBy, letter } = made;
  const total = totalOpen(charges);
  const periods = charges.map(({ from, to }) => `${from}/${to}`);
  const approved: ApprovedLetter = {
    number: letter.number,
    estateId: estate.id,
    householdId: household.id,
    approvedAt: now,
    approvedBy: staffId,
    sha256,
    total,
    replyBy,
    periods,
    delivery: null,
  };
  await store.write(async (tx) => {
    // What was paid or disputed while the file was made is in the books by now.
    const reasons = await staleReasons(tx, approved, account, now);
    if (reasons.length > 0) {
      throw new Fault('PAPER_REFUSED', { account: household.room, reasons: reasons.join(', ') });
    }
    await tx.letters.put(approved);
    const head = { estateId: estate.id, at: now, householdId: household.id, conversationId: null };
    const body = { letter: letter.number, file: sha256, periods, total, replyBy, staffId };
    await append(tx, { ...head, type: 'letter', body });
  });
  // A sweep may have taken the file between its keeping and its record.
  await media.keep(bytes);
  return approved;
}

/** Why an approved letter must not go out any more: policy forbids it now, or its sum is no longer what is owed. */
export async function staleReasons(
  tx: Tx,
  { total }: ApprovedLetter,
  { estate, household }: Account,
  now: Instant,
): Promise<string[]> {
  const home = await readHouseholdFacts(tx, household.id, estate, now);
  if (!home) return ['unbound'];
  const reasons: string[] = letterRefusals({ facts: { estate, home }, now });
  if (household.suspended) reasons.push('suspended');
  const owed = totalOpen(demanded(home, dateAt(now, estate.timezone)));
  return reasons.length === 0 && owed !== total ? ['changed'] : reasons;
}

/**
 * Puts on record what became of a letter. Signed for by the owner or family of the home, it is a demand that arrived, from
 * the day on the receipt; otherwise it proves nothing.
 * @returns false when it was on record already.
 */
export async function recordDelivery(
  tx: Tx,
  letter: ApprovedLetter,
  told: Omit<LetterDelivery, 'recordedAt'>,
  now: Instant,
): Promise<boolean> {
  const { number, estateId, householdId, periods, total, sha256 } = letter;
  if (!(await tx.letters.deliver(number, { ...told, recordedAt: now }))) return false;
  const { how, reference, outcome, receivedBy, on, recordedBy } = told;
  const body = {
    letter: number,
    file: sha256,
    how,
    reference,
    outcome,
    delivered: outcome === 'signed',
    to: receivedBy ?? 'other',
    on,
    periods,
    total,
    staffId: recordedBy,
  };
  const head = { estateId, at: now, householdId, conversationId: null };
  await append(tx, { ...head, type: 'letter-delivered', body });
  return true;
}

/** Whether a day may stand on the receipt of a letter: neither before it was written nor after today. */
export function mayBeDayOfReceipt(
  { approvedAt }: ApprovedLetter,
  on: LocalDate,
  timezone: string,
  now: Instant,
): boolean {
  return on >= dateAt(approvedAt, timezone) && on <= dateAt(now, timezone);
}
