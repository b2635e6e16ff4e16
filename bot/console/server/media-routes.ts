import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import { rangeOf } from './byte-range.ts';
import type { Desk } from './desk.ts';
import { needs } from './door.ts';
import { Refused } from './refused.ts';
import { conversationFor } from './scope.ts';
import type { Sessions } from './session.ts';
import { showOf } from './view/media-view.ts';

const byId = z.object({ id: z.uuid() });

/** Nothing in a resident's file may run, load or be framed, even when it is opened on its own. */
const SEALED =
  "default-src 'none'; img-src 'self'; media-src 'self'; sandbox; frame-ancestors 'none'";

/** What residents sent, for colleagues within whose scope the conversation is. */
export function mediaRoutes(server: FastifyInstance, desk: Desk, sessions: Sessions): void {
  const { store, media } = desk;

  server.get('/api/media/:id', needs('read-conversation'), async (request, reply) => {
    const { member } = sessions.require(request);
    const { id } = byId.parse(request.params);
    const item = await store.read(async (tx) => {
      const found = await tx.media.byId(id);
      if (found) await conversationFor(tx, member, found.conversationId);
      return found;
    });
    const { sha256, mime, state, name } = item ?? {};
    const bytes = sha256 && mime ? await media.read(sha256) : undefined;
    if (!bytes || !mime || state !== 'fetched') throw new Refused(404, 'NOT_FOUND');
    const shown = showOf({ state, mime }) !== 'download';
    const title = encodeURIComponent(name ?? id).replaceAll("'", '%27');
    const range = rangeOf(request.headers.range, bytes.length);
    if (range === 'beyond') {
      return reply.code(416).header('content-range', `bytes */${bytes.length}`).send();
    }
    if (range) {
      reply.code(206).header('content-range', `bytes ${range.from}-${range.to}/${bytes.length}`);
    }
    const part = range ? bytes.subarray(range.from, range.to + 1) : bytes;
    return reply
      .type(shown ? mime : 'application/octet-stream')
      .header(
        'content-disposition',
        `${shown ? 'inline' : 'attachment'}; filename*=UTF-8''${title}`,
      )
      .header('content-security-policy', SEALED)
      .header('x-content-type-options', 'nosniff')
      .header('cross-origin-resource-policy', 'same-origin')
      .header('accept-ranges', 'bytes')
      .send(Buffer.from(part));
  });
}
