import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import { isLocalDate, localDate } from '#domain/time.ts';
import { Fault } from '#errors';
import {
  type LetterOffice,
  approveLetter,
  draftLetter,
  mayBeDayOfReceipt,
  recordDelivery,
  staleReasons,
} from '#papers/letter/approve-letter.ts';
import { letterPdf } from '#papers/letter/letter-pdf.ts';
import type { Account } from '#papers/find-account.ts';
import type { StaffMember } from '#ports/store/staff.ts';
import type { ApprovedLetter } from '#ports/store/letters.ts';
import type { Tx } from '#ports/store/store.ts';
import { deliveryRequest, type LetterList } from '../letter-api.ts';
import type { Desk } from './desk.ts';
import { needs } from './door.ts';
import { Refused } from './refused.ts';
import { estateFor } from './scope.ts';
import type { Sessions } from './session.ts';
import { letterList } from './view/letter-view.ts';

const byHousehold = z.object({ household: z.string().max(100) });
const byNumber = z.object({ number: z.string().max(100) });
/** The language in which letters are written: that of the residents. */
const LANGUAGE = 'zh-CN';

/** Formal letters: seen before they are made, approved by a person, taken to be sent, and what became of them. */
export function letterRoutes(server: FastifyInstance, desk: Desk, sessions: Sessions): void {
  const { store, clock, media } = desk;
  const office = (): LetterOffice => {
    const { catalogue } = desk.content;
    return { store, media, clock, catalogue, words: desk.papers(LANGUAGE) };
  };

  server.get('/api/households/:household/letters', needs('see-card'), async (request) => {
    const { member } = sessions.require(request);
    const { household } = byHousehold.parse(request.params);
    return store.read(async (tx): Promise<LetterList> => {
      return letterList(tx, office(), await accountFor(tx, member, household), clock.now());
    });
  });

  server.get('/api/households/:household/letter.pdf', needs('evidence'), async (request, reply) => {
    const { member } = sessions.require(request);
    const { household } = byHousehold.parse(request.params);
    const { words, ...parts } = office();
    const now = clock.now();
    const { letter } = await store.read(async (tx) => {
      const account = await accountFor(tx, member, household);
      return refusing(async () => draftLetter({ ...parts, words }, tx, account, now));
    });
    const bytes = await letterPdf(letter, words.locale, now, words.say('letter.draft'));
    reply.header('content-disposition', 'attachment; filename="letter-draft.pdf"');
    return reply.type('application/pdf').send(bytes);
  });

  server.post('/api/households/:household/letters', needs('evidence'), async (request) => {
    const { member } = sessions.require(request);
    const { household } = byHousehold.parse(request.params);
    const account = await store.read((tx) => accountFor(tx, member, household));
    const { number } = await refusing(async () => approveLetter(office(), account, member.id));
    return { number };
  });

  server.get('/api/letters/:number/file', needs('evidence'), async (request, reply) => {
    const { member } = sessions.require(request);
    const { number } = byNumber.parse(request.params);
    const letter = await store.read(async (tx) => {
      const { letter: found, account } = await letterFor(tx, member, number);
      if (found.delivery !== null) return found;
      const reasons = await staleReasons(tx, found, account, clock.now());
      if (reasons.length > 0) throw new Refused(409, 'LETTER_STALE', { reasons });
      return found;
    });
    const bytes = letter.sha256 === null ? undefined : await media.read(letter.sha256);
    if (!bytes) throw new Refused(404, 'NOT_FOUND');
    reply.header('content-disposition', `attachment; filename="letter-${letter.number}.pdf"`);
    return reply.type('application/pdf').send(Buffer.from(bytes));
  });

  server.post('/api/letters/:number/delivery', needs('evidence'), async (request) => {
    const { member } = sessions.require(request);
    const { number } = byNumber.parse(request.params);
    const { reference, on: text, ...told } = deliveryRequest.parse(request.body);
    if (!isLocalDate(text)) throw new Refused(400, 'BAD_DAY');
    const on = localDate(text);
    const now = clock.now();
    await store.write(async (tx) => {
      const { letter, account } = await letterFor(tx, member, number);
      if (!mayBeDayOfReceipt(letter, on, account.estate.timezone, now)) {
        throw new Refused(400, 'BAD_DAY');
      }
      const delivery = { ...told, on, recordedBy: member.id, reference: reference || null };
      if (!(await recordDelivery(tx, letter, delivery, now))) throw new Refused(409, 'DECIDED');
    });
    return { ok: true };
  });
}

/** A household within the member's scope; outside of it, it does not exist. @throws Refused 404. */
async function accountFor(tx: Tx, member: StaffMember, id: string): Promise<Account> {
  const household = await tx.households.byId(id);
  if (!household) throw new Refused(404, 'NOT_FOUND');
  return { household, estate: await estateFor(tx, member, household.estateId) };
}

async function letterFor(
  tx: Tx,
  member: StaffMember,
  number: string,
): Promise<{ readonly letter: ApprovedLetter; readonly account: Account }> {
  const letter = await tx.letters.byNumber(number);
  if (!letter) throw new Refused(404, 'NOT_FOUND');
  return { letter, account: await accountFor(tx, member, letter.householdId) };
}

/** What policy forbids is told with its reasons, not as a breakdown. */
async function refusing<T>(make: () => Promise<T>): Promise<T> {
  try {
    return await make();
  } catch (error) {
    if (!(error instanceof Fault) || error.code !== 'PAPER_REFUSED') throw error;
    const { reasons } = error.details;
    throw new Refused(409, 'LETTER_REFUSED', { reasons: String(reasons).split(', ') });
  }
}
