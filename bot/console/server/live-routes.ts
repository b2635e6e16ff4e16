import type { FastifyInstance } from 'fastify';
import type { Desk } from './desk.ts';
import type { Sessions } from './session.ts';

/** How often a silent connection shows that it lives, so that proxies keep it. */
const HEARTBEAT_MS = 20_000;

/** `GET /api/events`: tells pages that something changed; ids only. */
export function liveRoutes(server: FastifyInstance, desk: Desk, sessions: Sessions): void {
  server.get('/api/events', async (request, reply) => {
    await sessions.require(request);
    reply.hijack();
    const { raw } = reply;
    raw.writeHead(200, {
      'content-type': 'text/event-stream',
      'cache-control': 'no-store',
      'x-accel-buffering': 'no',
    });
    raw.write(': here\n\n');
    const end = desk.subscribe((hint) => raw.write(`data: ${JSON.stringify(hint)}\n\n`));
    const beat = setInterval(() => raw.write(': here\n\n'), HEARTBEAT_MS);
    beat.unref();
    request.raw.once('close', () => {
      clearInterval(beat);
      end();
      raw.end();
    });
  });
}
