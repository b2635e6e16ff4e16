import cookie from '@fastify/cookie';
import helmet from '@fastify/helmet';
import multipart from '@fastify/multipart';
import rateLimit from '@fastify/rate-limit';
import fastify, { type FastifyInstance } from 'fastify';
import { channelRoutes } from './channel-routes.ts';
import type { Desk } from './desk.ts';
import { door, needs } from './door.ts';
import { errorAnswer } from './error-answer.ts';
import { inboxRoutes } from './inbox-routes.ts';
import { PresenceBoard } from './presence.ts';
import { importRoutes } from './import-routes.ts';
import { liveRoutes } from './live-routes.ts';
import { mediaRoutes } from './media-routes.ts';
import { pages } from './pages.ts';
import { Sessions } from './session.ts';
import { reportRoutes } from './report-routes.ts';
import { simulatorRoutes } from './simulator-routes.ts';
import { staffRoutes } from './staff-routes.ts';
import { taskRoutes } from './task-routes.ts';

export interface ConsoleOptions {
  readonly desk: Desk;
  /** Folder of the built pages. */
  readonly webRoot: string;
  /** Whether the pages are reached over https only. */
  readonly secure: boolean;
  readonly report: (error: unknown) => void;
}

/** The largest request but for workbooks, in bytes: a wave of 10,000 households fits. */
const MOST_BODY = 1024 * 1024;
const MOST_UPLOAD = 10 * 1024 * 1024;

const CONTENT_SECURITY = {
  useDefaults: false,
  directives: {
    defaultSrc: ["'self'"],
    objectSrc: ["'none'"],
    baseUri: ["'none'"],
    frameAncestors: ["'none'"],
    formAction: ["'self'"],
  },
};

/** The pages and their service. Everything they need comes from here; nothing is loaded from elsewhere. */
export async function createConsoleServer(options: ConsoleOptions): Promise<FastifyInstance> {
  const { desk, webRoot, secure, report } = options;
  const server = fastify({ logger: false, bodyLimit: MOST_BODY, trustProxy: false });
  await server.register(cookie);
  await server.register(helmet, {
    contentSecurityPolicy: CONTENT_SECURITY,
    strictTransportSecurity: secure,
  });
  await server.register(rateLimit, { max: 600, timeWindow: '1 minute' });
  await server.register(multipart, { limits: { fileSize: MOST_UPLOAD, files: 1, fields: 5 } });

  server.setErrorHandler((error, _request, reply) => {
    const { status, body } = errorAnswer(error);
    if (status === 500) report(error);
    return reply.code(status).send(body);
  });

  const sessions = new Sessions(desk, secure);
  door(server, sessions);
  server.get('/api/health', needs('anyone'), async () => ({ ok: true }));
  staffRoutes(server, desk, sessions);
  taskRoutes(server, desk, sessions);
  channelRoutes(server, desk, sessions);
  importRoutes(server, desk, sessions);
  reportRoutes(server, desk, sessions);
  mediaRoutes(server, desk, sessions);
  simulatorRoutes(server, desk, sessions);
  const presence = new PresenceBoard(desk.clock);
  inboxRoutes(server, desk, sessions, presence);
  liveRoutes(server, desk, sessions, presence);
  await pages(server, webRoot);
  return server;
}
