import { existsSync } from 'node:fs';
import { join } from 'node:path';
import cookie from '@fastify/cookie';
import helmet from '@fastify/helmet';
import multipart from '@fastify/multipart';
import rateLimit from '@fastify/rate-limit';
import files from '@fastify/static';
import fastify, { type FastifyInstance } from 'fastify';
import { ZodError } from 'zod';
import type { Desk } from './desk.ts';
import { importRoutes } from './import-routes.ts';
import { liveRoutes } from './live-routes.ts';
import { Refused } from './refused.ts';
import { Sessions } from './session.ts';
import { simulatorRoutes } from './simulator-routes.ts';
import { staffRoutes } from './staff-routes.ts';

export interface ConsoleOptions {
  readonly desk: Desk;
  /** Folder of the built pages. */
  readonly webRoot: string;
  /** Whether the pages are reached over https only. */
  readonly secure: boolean;
  readonly report: (error: unknown) => void;
}

/** The largest request but for workbooks. */
const MOST_BODY = 256 * 1024;
const MOST_UPLOAD = 10 * 1024 * 1024;

const CONTENT_SECURITY = {
  useDefaults: false,
  directives: {
    defaultSrc: ["'self'"],
    imgSrc: ["'self'", 'data:'],
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
    const { status, body } = told(error);
    if (status >= 500) report(error);
    return reply.code(status).send(body);
  });

  server.addHook('onRequest', async (request) => {
    const { origin, host } = request.headers;
    const foreign = origin !== undefined && new URL(origin).host !== host;
    if (request.method !== 'GET' && foreign) throw new Refused(403, 'NOT_OUR_PAGE');
    if (request.url.startsWith('/api/')) return;
  });

  const sessions = new Sessions(desk, secure);
  server.get('/api/health', async () => ({ ok: true }));
  staffRoutes(server, desk, sessions);
  importRoutes(server, desk, sessions);
  simulatorRoutes(server, desk, sessions);
  liveRoutes(server, desk, sessions);
  await pages(server, webRoot);
  return server;
}

/** What a requester is told of an error: a code, never what is inside. */
function told(error: unknown): { status: number; body: Record<string, unknown> } {
  if (error instanceof Refused) {
    return { status: error.status, body: { code: error.code, ...error.details } };
  }
  if (error instanceof ZodError) {
    const [issue] = error.issues;
    const where = issue?.path.map(String).join('.') ?? '';
    return { status: 400, body: { code: 'BAD_REQUEST', where, right: issue?.message } };
  }
  const status = error instanceof Error && 'statusCode' in error ? Number(error.statusCode) : 500;
  if (status === 429) return { status, body: { code: 'TOO_MANY_REQUESTS' } };
  if (status === 413) return { status, body: { code: 'TOO_LARGE' } };
  if (status >= 400 && status < 500) return { status, body: { code: 'BAD_REQUEST' } };
  return { status: 500, body: { code: 'BROKEN' } };
}

async function pages(server: FastifyInstance, webRoot: string): Promise<void> {
  if (!existsSync(join(webRoot, 'index.html'))) {
    server.get('/', async (_request, reply) => {
      return reply.code(503).type('text/plain').send('the pages are not built: npm run build');
    });
    return;
  }
  await server.register(files, { root: webRoot });
  server.get('/simulator', async (_request, reply) => reply.sendFile('simulator.html'));
}
