import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import { transcriptPdf } from '#papers/transcript/transcript-pdf.ts';
import type { Instant } from '#domain/time.ts';
import type { Tx } from '#ports/store/store.ts';
import { askedLocale } from './asked-locale.ts';
import type { Desk } from './desk.ts';
import { needs } from './door.ts';
import { conversationFor, estateFor } from './scope.ts';
import type { Sessions } from './session.ts';
import { conversationView } from './view/conversation-view.ts';
import { transcriptExport } from './view/transcript-export.ts';
import { transcriptPaper } from './view/transcript-paper.ts';

const byId = z.object({ id: z.string().max(100) });
const asked = z.object({
  /** `with` takes along what colleagues wrote for each other. */
  notes: z.enum(['with', 'without']).default('without'),
  locale: askedLocale,
});

/** Conversations that leave the house as a file: who took which, and how, is in the audit. */
export function takingRoutes(server: FastifyInstance, desk: Desk, sessions: Sessions): void {
  const { store, clock } = desk;

  server.get('/api/conversations/:id/export', needs('evidence'), async (request, reply) => {
    const { member } = sessions.require(request);
    const { id } = byId.parse(request.params);
    const now = clock.now();
    const file = await store.write(async (tx) => {
      const found = await conversationFor(tx, member, id);
      const estate = await estateFor(tx, member, found.estateId);
      await taken(tx, member.id, found.id, 'json', now);
      return transcriptExport(tx, estate, found, now);
    });
    reply.header(
      'content-disposition',
      `attachment; filename="conversation-${file.conversation}.json"`,
    );
    return file;
  });

  server.get('/api/conversations/:id/transcript.pdf', needs('evidence'), async (request, reply) => {
    const { member } = sessions.require(request);
    const { id } = byId.parse(request.params);
    const { notes, locale } = asked.parse(request.query);
    const words = desk.papers(locale);
    const now = clock.now();
    const paper = await store.read(async (tx) => {
      const found = await conversationFor(tx, member, id);
      const estate = await estateFor(tx, member, found.estateId);
      const view = await conversationView(tx, found);
      const taking = { estate, by: member.name, notes: notes === 'with', now };
      return transcriptPaper(view, taking, words);
    });
    const bytes = await transcriptPdf(paper, words.locale, now);
    await store.write((tx) => taken(tx, member.id, id, `pdf, ${notes} notes`, now));
    reply.header('content-disposition', `attachment; filename="conversation-${id}.pdf"`);
    return reply.type('application/pdf').send(bytes);
  });
}

async function taken(tx: Tx, actor: string, subject: string, how: string, at: Instant) {
  await tx.audit.append({
    at,
    actor,
    act: 'export',
    subject,
    before: null,
    after: how,
    reason: null,
  });
}
