import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import { parseYuan } from '#domain/money.ts';
import { type Instant, isLocalDate, localDate } from '#domain/time.ts';
import { dateAt } from '#domain/zone.ts';
import type { ClaimResult } from '#handoff/claim.ts';
import type { StaffMember } from '#ports/store/staff.ts';
import type { Tx } from '#ports/store/store.ts';
import type { GivenPromise } from '#turn/staff-acts.ts';
import {
  handBackRequest,
  type HandBackRequest,
  outcomeRequest,
  takeOverRequest,
  textRequest,
} from '../api.ts';
import type { Desk } from './desk.ts';
import { needs } from './door.ts';
import { Refused } from './refused.ts';
import { conversationFor } from './scope.ts';
import { type Act, may } from './permission.ts';
import type { Sessions } from './session.ts';
import { residentCard } from './view/card-view.ts';
import { conversationView } from './view/conversation-view.ts';

const byId = z.object({ id: z.string().max(100) });

/** What a resident promised, as the books take it. @throws Refused where day or sum is none that can be kept. */
async function givenPromise(
  tx: Tx,
  id: string,
  told: HandBackRequest['promise'],
  now: Instant,
): Promise<GivenPromise | undefined> {
  if (!told) return undefined;
  const found = await tx.conversations.byId(id);
  const estate = found && (await tx.estates.byId(found.estateId));
  const today = dateAt(now, estate?.timezone ?? 'Asia/Shanghai');
  if (!isLocalDate(told.due) || told.due < today) throw new Refused(422, 'BAD_DAY');
  const amount = told.amount === null ? null : parseYuan(told.amount);
  if (amount === undefined || (amount !== null && amount <= 0)) throw new Refused(422, 'BAD_SUM');
  return { due: localDate(told.due), amount };
}

/** What colleagues do in conversations. */
export function staffRoutes(server: FastifyInstance, desk: Desk, sessions: Sessions): void {
  const { store, clock, staff } = desk;

  server.get('/api/conversations/:id', needs('read-conversation'), async (request) => {
    const { member } = sessions.require(request);
    const { id } = byId.parse(request.params);
    const hasModel = desk.draftSummary !== null;
    return store.read(async (tx) => {
      return conversationView(tx, await conversationFor(tx, member, id), hasModel);
    });
  });
  server.get('/api/conversations/:id/card', needs('see-card'), async (request) => {
    const { member } = sessions.require(request);
    const { id } = byId.parse(request.params);
    return store.read(async (tx) => {
      return residentCard(tx, await conversationFor(tx, member, id), clock.now());
    });
  });

  /** An act on a conversation, once session, page and scope are proved. */
  function act<T>(
    path: string,
    need: Act,
    body: z.ZodType<T>,
    run: (id: string, member: StaffMember, input: T) => Promise<void>,
  ): void {
    server.post(`/api/conversations/:id/${path}`, needs(need), async (request) => {
      const { member } = sessions.require(request);
      const { id } = byId.parse(request.params);
      const input = body.parse(request.body ?? {});
      await store.read((tx) => conversationFor(tx, member, id));
      await run(id, member, input);
      return { ok: true };
    });
  }

  async function nameOf(staffId: string | null): Promise<string | null> {
    const member = staffId && (await store.read((tx) => tx.staff.byId(staffId)));
    return member ? member.name : null;
  }

  async function holding(result: ClaimResult): Promise<void> {
    if (result.ok) return;
    if (result.why === 'with-bot') throw new Refused(409, 'WITH_BOT');
    throw new Refused(409, 'TAKEN', { takenBy: await nameOf(result.takenBy) });
  }

  act('claim', 'speak', z.object({}), async (id, member) => {
    await holding(await staff.claim(id, member.id));
  });
  act('take-over', 'speak', takeOverRequest, async (id, { id: staffId, role }, { reason }) => {
    const found = await store.read((tx) => tx.conversations.byId(id));
    const holder = found?.staffId ?? staffId;
    if (holder !== staffId && !may(role, 'take-from-colleague'))
      throw new Refused(403, 'NOT_ALLOWED');
    await holding(await staff.takeOver(id, staffId, reason));
  });
  act('reply', 'speak', textRequest, async (id, { id: staffId }, { text }) => {
    const result = await staff.reply(id, staffId, text);
    if (result.ok) return;
    if (result.why === 'guard') throw new Refused(422, 'GUARD', { rules: result.rules });
    throw new Refused(409, 'NOT_OWNER');
  });
  act('note', 'note', textRequest, async (id, { id: staffId }, { text }) => {
    await staff.note(id, staffId, text);
  });
  act('summary', 'note', z.object({}), async (id) => {
    await desk.draftSummary?.(id);
  });
  act('hand-back', 'hand-back', handBackRequest, async (id, { id: staffId }, input) => {
    const now = clock.now();
    const given = await store.read((tx) => givenPromise(tx, id, input.promise, now));
    const result = await staff.handBack(id, staffId, input.outcome, given);
    if (!result.ok) throw new Refused(409, 'NOT_OWNER');
  });
  act('resolve', 'hand-back', outcomeRequest, async (id, _member, { outcome }) => {
    if (!(await staff.resolve(id, outcome))) throw new Refused(409, 'NO_HOUSEHOLD');
  });
}
