import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import { formatYuan } from '#domain/money.ts';
import type { ClaimResult } from '#handoff/claim.ts';
import { previewWave } from '#waves/preview.ts';
import {
  loginRequest,
  outcomeRequest,
  takeOverRequest,
  textRequest,
  waveRequest,
  type WavePreview,
} from '../api.ts';
import type { Desk } from './desk.ts';
import { Refused } from './refused.ts';
import { conversationFor, estateFor, estatesOf } from './scope.ts';
import type { Sessions, SignedIn } from './session.ts';
import { residentCard } from './view/card-view.ts';
import { conversationList, conversationView } from './view/conversation-view.ts';
import { viewOfSelection } from './view/selection-view.ts';

const byId = z.object({ id: z.string().max(100) });
const byEstate = z.object({ estate: z.string().max(100) });

/** Sign-in, conversations, waves and reports. */
export function staffRoutes(server: FastifyInstance, desk: Desk, sessions: Sessions): void {
  const { store, clock, staff } = desk;

  async function told({ member, csrf }: SignedIn) {
    const estates = await store.read((tx) => estatesOf(tx, member));
    return {
      staff: { id: member.id, name: member.name, role: member.role },
      estates: estates.map(({ id, name, timezone }) => ({ id, name, timezone })),
      csrf,
      now: clock.now(),
      simulator: desk.simulator !== null,
    };
  }

  const strict = { config: { rateLimit: { max: 20, timeWindow: '1 minute' } } };
  server.post('/api/login', strict, async (request, reply) => {
    const { login, password } = loginRequest.parse(request.body);
    return told(await sessions.signIn(reply, login, password));
  });
  server.get('/api/me', async (request) => told(await sessions.require(request)));
  server.post('/api/logout', async (request, reply) => {
    await sessions.requireChange(request);
    await sessions.signOut(request, reply);
    return { ok: true };
  });

  server.get('/api/estates/:estate/conversations', async (request) => {
    const { member } = await sessions.require(request);
    const { estate } = byEstate.parse(request.params);
    return store.read(async (tx) => {
      const { id } = await estateFor(tx, member, estate);
      return conversationList(tx, id);
    });
  });
  server.get('/api/conversations/:id', async (request) => {
    const { member } = await sessions.require(request);
    const { id } = byId.parse(request.params);
    const hasModel = desk.draftSummary !== null;
    return store.read(async (tx) => {
      return conversationView(tx, await conversationFor(tx, member, id), hasModel);
    });
  });
  server.get('/api/conversations/:id/card', async (request) => {
    const { member } = await sessions.require(request);
    const { id } = byId.parse(request.params);
    return store.read(async (tx) => {
      return residentCard(tx, await conversationFor(tx, member, id), clock.now());
    });
  });

  /** An act on a conversation, once session, page and scope are proved. */
  function act<T>(
    path: string,
    body: z.ZodType<T>,
    run: (id: string, staffId: string, input: T) => Promise<void>,
  ): void {
    server.post(`/api/conversations/:id/${path}`, async (request) => {
      const { member } = await sessions.requireChange(request);
      const { id } = byId.parse(request.params);
      const input = body.parse(request.body ?? {});
      await store.read((tx) => conversationFor(tx, member, id));
      await run(id, member.id, input);
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

  act('claim', z.object({}), async (id, staffId) => {
    await holding(await staff.claim(id, staffId));
  });
  act('take-over', takeOverRequest, async (id, staffId, { reason }) => {
    await holding(await staff.takeOver(id, staffId, reason));
  });
  act('reply', textRequest, async (id, staffId, { text }) => {
    const result = await staff.reply(id, staffId, text);
    if (result.ok) return;
    if (result.why === 'guard') throw new Refused(422, 'GUARD', { rules: result.rules });
    throw new Refused(409, 'NOT_OWNER');
  });
  act('note', textRequest, async (id, staffId, { text }) => {
    await staff.note(id, staffId, text);
  });
  act('summary', z.object({}), async (id) => {
    await desk.draftSummary?.(id);
  });
  act('hand-back', outcomeRequest, async (id, staffId, { outcome }) => {
    const result = await staff.handBack(id, staffId, outcome);
    if (!result.ok) throw new Refused(409, 'NOT_OWNER');
  });
  act('resolve', outcomeRequest, async (id, _staffId, { outcome }) => {
    if (!(await staff.resolve(id, outcome))) throw new Refused(409, 'NO_HOUSEHOLD');
  });

  server.get('/api/estates/:estate/wave', async (request): Promise<WavePreview> => {
    const { member } = await sessions.require(request);
    const { estate } = byEstate.parse(request.params);
    const preview = await store.read(async (tx) => {
      return previewWave(tx, desk.content, await estateFor(tx, member, estate), clock.now());
    });
    return {
      ...preview,
      total: formatYuan(preview.total),
      rows: preview.rows.map((row) => ({
        ...row,
        total: formatYuan(row.total),
        why: row.why && viewOfSelection(row.why),
        reasons: [...row.reasons],
      })),
    };
  });
  server.post('/api/estates/:estate/wave', async (request) => {
    const { member } = await sessions.requireChange(request);
    const { estate } = byEstate.parse(request.params);
    const households = new Set(waveRequest.parse(request.body).households);
    const known = await store.read(async (tx) => {
      const { id } = await estateFor(tx, member, estate);
      return new Set((await tx.households.list(id)).map((one) => one.id));
    });
    if (![...households].every((id) => known.has(id))) throw new Refused(404, 'NOT_FOUND');
    for (const id of households) await desk.orderReminder(id, member.id);
    return { ordered: households.size };
  });
}
