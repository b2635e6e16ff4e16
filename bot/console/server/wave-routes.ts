import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import { formatYuan } from '#domain/money.ts';
import { DAY_MS, later } from '#domain/time.ts';
import { waveResults } from '#papers/wave/wave-results.ts';
import { waveWorkbook } from '#papers/wave/wave-workbook.ts';
import { driftOf } from '#waves/drift.ts';
import { isSendable, previewWave } from '#waves/preview.ts';
import { type WaveResult, needsSecond } from '#waves/wave-acts.ts';
import {
  drawRequest,
  reasonRequest,
  type WaveHomes,
  type WaveList,
  type WavePreview,
  type WaveResults,
  type WaveView,
} from '../wave-api.ts';
import { askedLocale } from './asked-locale.ts';
import type { Desk } from './desk.ts';
import { needs } from './door.ts';
import { type Act, may } from './permission.ts';
import { Refused } from './refused.ts';
import { estateFor } from './scope.ts';
import type { Sessions } from './session.ts';
import { viewOfSelection } from './view/selection-view.ts';
import { waveHomesView, waveListView, waveView } from './view/wave-view.ts';
import { slipRoute } from './slip-route.ts';
import { waveFor } from './wave-scope.ts';

const byId = z.object({ id: z.string().max(100) });
const byEstate = z.object({ estate: z.string().max(100) });

/** Waves that a list shows. */
const MOST = 50;

const WORKBOOK = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';

/** Waves: seen before they are drawn up, drawn up, approved, watched, held and looked back at. */
export function waveRoutes(server: FastifyInstance, desk: Desk, sessions: Sessions): void {
  const { store, clock, waves } = desk;
  const preview = needs('preview-wave');
  const estatePath = '/api/estates/:estate';

  server.get(`${estatePath}/wave`, preview, async (request): Promise<WavePreview> => {
    const { member } = sessions.require(request);
    const { estate: id } = byEstate.parse(request.params);
    const now = clock.now();
    return store.read(async (tx) => {
      const estate = await estateFor(tx, member, id);
      const content = await desk.speaking(tx);
      const shown = await previewWave(tx, content, estate, desk.channels, now);
      return {
        ...shown,
        total: formatYuan(shown.total),
        approveAbove: estate.policy.approveAbove,
        begunAlone: await tx.waves.orderedAlone(id, later(now, -DAY_MS)),
        rows: shown.rows.map((row) => ({
          ...row,
          total: formatYuan(row.total),
          why: row.why && viewOfSelection(row.why),
          reasons: [...row.reasons],
          sendable: isSendable(row),
        })),
      };
    });
  });

  server.get(`${estatePath}/waves`, preview, async (request): Promise<WaveList> => {
    const { member } = sessions.require(request);
    const { estate } = byEstate.parse(request.params);
    return store.read(async (tx) => {
      const { id } = await estateFor(tx, member, estate);
      return waveListView(tx, await tx.waves.list(id, MOST));
    });
  });

  server.post(`${estatePath}/waves`, needs('draw-wave'), async (request) => {
    const { member } = sessions.require(request);
    const { estate } = byEstate.parse(request.params);
    const { households } = drawRequest.parse(request.body);
    const known = await store.read(async (tx) => {
      const { id } = await estateFor(tx, member, estate);
      return new Set((await tx.households.list(id)).map((one) => one.id));
    });
    if (!households.every((id) => known.has(id))) throw new Refused(404, 'NOT_FOUND');
    const result = await waves.draw(estate, households, member.id);
    if (!result.ok) throw new Refused(409, 'WAVE_WITHHELD', { households: result.households });
    return { id: result.wave.id };
  });

  server.get('/api/waves/:id', preview, async (request): Promise<WaveView> => {
    const { member } = sessions.require(request);
    const { id } = byId.parse(request.params);
    const now = clock.now();
    return store.read(async (tx) => {
      const wave = await waveFor(tx, member, id);
      const estate = await estateFor(tx, member, wave.estateId);
      const isShown = wave.state === 'drafted' || wave.state === 'waiting';
      const content = await desk.speaking(tx);
      return waveView(tx, wave, {
        needsSecond: await needsSecond(tx, wave, now),
        mayApprove: may(member.role, 'approve-wave') && member.id !== wave.drawnBy,
        drift: isShown ? await driftOf(tx, content, estate, desk.channels, id, now) : [],
      });
    });
  });

  server.get('/api/waves/:id/homes', preview, async (request): Promise<WaveHomes> => {
    const { member } = sessions.require(request);
    const { id } = byId.parse(request.params);
    return store.read(async (tx) => {
      const wave = await waveFor(tx, member, id);
      return waveHomesView(wave, await tx.waves.homes(id));
    });
  });

  server.get('/api/waves/:id/results', preview, async (request): Promise<WaveResults> => {
    const { member } = sessions.require(request);
    const { id } = byId.parse(request.params);
    return store.read(async (tx) => {
      const wave = await waveFor(tx, member, id);
      const estate = await estateFor(tx, member, wave.estateId);
      const {
        homes: _rows,
        paidSum,
        answers,
        ...counts
      } = await waveResults(tx, estate, wave, clock.now());
      return {
        ...counts,
        paidSum: formatYuan(paidSum),
        answers: answers.map(({ key: label, count }) => ({ label, count })),
      };
    });
  });

  server.get('/api/waves/:id/results.xlsx', preview, async (request, reply) => {
    const { member } = sessions.require(request);
    const { id } = byId.parse(request.params);
    const { locale } = z.object({ locale: askedLocale }).parse(request.query);
    const { results, estate } = await store.read(async (tx) => {
      const wave = await waveFor(tx, member, id);
      const found = await estateFor(tx, member, wave.estateId);
      return { estate: found, results: await waveResults(tx, found, wave, clock.now()) };
    });
    reply.header('content-disposition', `attachment; filename="wave-${id}.xlsx"`);
    return reply
      .type(WORKBOOK)
      .send(await waveWorkbook(results, estate.timezone, desk.papers(locale)));
  });

  slipRoute(server, desk, sessions);

  /** An act on a wave; who comes second is told where it stands. */
  function act(
    path: string,
    need: Act,
    run: (id: string, staffId: string, reason: string) => Promise<WaveResult>,
    asks: 'reason' | 'nothing' = 'nothing',
  ): void {
    server.post(`/api/waves/:id/${path}`, needs(need), async (request) => {
      const { member } = sessions.require(request);
      const { id } = byId.parse(request.params);
      const reason = asks === 'reason' ? reasonRequest.parse(request.body).reason : '';
      await store.read((tx) => waveFor(tx, member, id));
      const result = await run(id, member.id, reason);
      if (result.ok) return { ok: true };
      if (result.why === 'own') throw new Refused(409, 'WAVE_OWN');
      throw new Refused(409, 'WAVE_MOVED', { state: result.state });
    });
  }
  act('start', 'order-wave', async (id, staffId) => waves.start(id, staffId));
  act('approve', 'approve-wave', async (id, staffId) => waves.approve(id, staffId));
  act('refuse', 'approve-wave', async (id, by, reason) => waves.refuse(id, by, reason), 'reason');
  act('pause', 'pause-wave', async (id, by, reason) => waves.pause(id, by, reason), 'reason');
  act('resume', 'order-wave', async (id, staffId) => waves.resume(id, staffId));
  act('stop', 'approve-wave', async (id, by, reason) => waves.stop(id, by, reason), 'reason');
}
