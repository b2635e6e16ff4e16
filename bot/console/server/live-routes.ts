import type { ServerResponse } from 'node:http';
import type { FastifyInstance } from 'fastify';
import { later } from '#domain/time.ts';
import { type Hint, hint as hintSchema } from '../api.ts';
import type { Desk } from './desk.ts';
import { needs } from './door.ts';
import type { PresenceBoard } from './presence.ts';
import { Refused } from './refused.ts';
import { mayKnow } from './scope.ts';
import type { Sessions } from './session.ts';

/** How often a silent connection shows that it lives, so that proxies keep it. */
const HEARTBEAT_MS = 20_000;

/** A reader that lets this much pile up is cut off; it comes back and fetches anew. */
const MOST_UNREAD = 64 * 1024;

/** Pages that a session may keep open at once. */
const MOST_STREAMS = 8;

/**
 * `GET /api/events`: tells pages that something changed; ids only, and only of what the member may see. A connection
 * ends with its session, and with the service.
 */
export function liveRoutes(
  server: FastifyInstance,
  desk: Desk,
  sessions: Sessions,
  presence: PresenceBoard,
): void {
  const { store, clock, simulator } = desk;
  const open = new Set<() => void>();
  const streams = new Map<string, number>();
  server.addHook('preClose', async () => {
    for (const end of open) end();
  });

  server.get('/api/events', needs('signed-in'), async (request, reply) => {
    let { member } = sessions.require(request);
    // The token for changes is one a session, and stays within the process.
    const { csrf: session } = sessions.require(request);
    const already = streams.get(session) ?? 0;
    if (already >= MOST_STREAMS) throw new Refused(429, 'TOO_MANY_REQUESTS');
    streams.set(session, already + 1);
    reply.hijack();
    const { raw } = reply;
    for (const [name, value] of Object.entries(reply.getHeaders())) {
      if (value !== undefined) raw.setHeader(name, value);
    }
    raw.writeHead(200, { 'content-type': 'text/event-stream', 'x-accel-buffering': 'no' });
    raw.write(ALIVE);

    const tell = async (hint: Hint): Promise<void> => {
      const known = await store.read((tx) => mayKnow(tx, member, hint, simulator?.channel ?? null));
      if (known) write(raw, `data: ${JSON.stringify(hintSchema.parse(hint))}\n\n`);
    };
    const listen = (hint: Hint): void => void tell(hint).catch(() => raw.destroy());
    const ends = [desk.subscribe(listen), presence.subscribe(listen)];
    const beat = async (): Promise<void> => {
      try {
        ({ member } = await sessions.find(request, { isAct: false }));
        write(raw, ALIVE);
        stopBeating = clock.wake(later(clock.now(), HEARTBEAT_MS), () => void beat());
      } catch {
        raw.end();
      }
    };
    let stopBeating = clock.wake(later(clock.now(), HEARTBEAT_MS), () => void beat());

    const end = (): void => {
      raw.end();
    };
    open.add(end);
    raw.once('close', () => {
      open.delete(end);
      const left = (streams.get(session) ?? 1) - 1;
      if (left === 0) streams.delete(session);
      else streams.set(session, left);
      stopBeating();
      for (const stop of ends) stop();
    });
  });
}

const ALIVE = ': here\n\n';

function write(raw: ServerResponse, text: string): void {
  if (raw.writableEnded || raw.destroyed) return;
  if (raw.writableLength > MOST_UNREAD) raw.destroy();
  else raw.write(text);
}
