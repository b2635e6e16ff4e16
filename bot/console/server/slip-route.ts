import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import { drawCodes, homesToVerify, storeCodes } from '#accounts/identity/issue-codes.ts';
import { append } from '#ledger/append.ts';
import { slipOf, slipWithoutCode } from '#papers/slips/slip.ts';
import { slipsPdf } from '#papers/slips/slips-pdf.ts';
import { askedLocale } from './asked-locale.ts';
import type { Desk } from './desk.ts';
import { needs } from './door.ts';
import { Refused } from './refused.ts';
import { estateFor } from './scope.ts';
import type { Sessions } from './session.ts';
import { isUnreachable } from './view/wave-view.ts';
import { waveFor } from './wave-scope.ts';

const byId = z.object({ id: z.string().max(100) });

/**
 * Slips to print for the households of a wave that no channel can open a conversation with: with a new one-time code
 * where nobody is verified, with the way to the office's account alone where somebody is. The file is the only place
 * where the codes stand; who took it is in the audit.
 */
export function slipRoute(server: FastifyInstance, desk: Desk, sessions: Sessions): void {
  const { store, clock } = desk;

  server.post('/api/waves/:id/slips', needs('issue-code'), async (request, reply) => {
    const { member } = sessions.require(request);
    const { id } = byId.parse(request.params);
    const { locale } = z.object({ locale: askedLocale }).parse(request.query);
    const now = clock.now();
    const { estate, rooms, homes } = await store.read(async (tx) => {
      const wave = await waveFor(tx, member, id);
      const found = (await tx.waves.homes(id)).filter(isUnreachable).map(({ room }) => room);
      const toVerify = found.length > 0 ? await homesToVerify(tx, wave.estateId, found) : [];
      return { estate: await estateFor(tx, member, wave.estateId), rooms: found, homes: toVerify };
    });
    if (rooms.length === 0) throw new Refused(409, 'NO_SLIP');
    const words = desk.papers(locale);
    const link = (code: string | null): string | null =>
      desk.channels.map((channel) => channel.link?.(code) ?? null).find((one) => one !== null) ??
      null;
    const codes = await drawCodes(homes, now);
    const byRoom = new Map(codes.map((one) => [one.household.room, one]));
    const slips = rooms.flatMap((room) => {
      const drawn = byRoom.get(room);
      if (drawn) {
        const { code, expiresAt } = drawn;
        return [slipOf({ code, room, expiresAt, link: link(code) }, estate, words)];
      }
      const plain = link(null);
      return plain === null ? [] : [slipWithoutCode({ room, link: plain }, estate, words)];
    });
    if (slips.length === 0) throw new Refused(409, 'NO_SLIP');
    const bytes = await slipsPdf(slips, estate.company, words, now);
    await store.write(async (tx) => {
      await storeCodes(tx, codes, now);
      for (const { household, expiresAt } of codes) {
        await append(tx, {
          estateId: estate.id,
          at: now,
          type: 'code',
          householdId: household.id,
          conversationId: null,
          body: { until: expiresAt, by: member.id, wave: id },
        });
      }
      const what = `slips of a wave, ${codes.length} codes`;
      const entry = {
        act: 'export',
        subject: id,
        before: null,
        after: what,
        reason: null,
      } as const;
      await tx.audit.append({ at: now, actor: member.id, ...entry });
    });
    reply.header('content-disposition', `attachment; filename="slips-${id}.pdf"`);
    return reply.type('application/pdf').send(bytes);
  });
}
