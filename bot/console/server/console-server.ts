import type { Socket } from 'node:net';
import cookie from '@fastify/cookie';
import helmet from '@fastify/helmet';
import multipart from '@fastify/multipart';
import rateLimit from '@fastify/rate-limit';
import fastify, { type FastifyInstance } from 'fastify';
import { colleagueRoutes } from './colleague-routes.ts';
import { bookedImportRoutes } from './booked-import-routes.ts';
import { channelRoutes } from './channel-routes.ts';
import type { Desk } from './desk.ts';
import { door, needs } from './door.ts';
import { errorAnswer } from './error-answer.ts';
import { groupRoutes } from './group-routes.ts';
import { identityRoutes } from './identity-routes.ts';
import { inboxRoutes } from './inbox-routes.ts';
import { PresenceBoard } from './presence.ts';
import { importRoutes } from './import-routes.ts';
import { liveRoutes } from './live-routes.ts';
import { takingRoutes } from './taking-routes.ts';
import { letterRoutes } from './letter-routes.ts';
import { mediaRoutes } from './media-routes.ts';
import { pages } from './pages.ts';
import { Sessions } from './session.ts';
import { reportRoutes } from './report-routes.ts';
import { scriptRoutes } from './script-routes.ts';
import { sessionRoutes } from './session-routes.ts';
import { simulatedColleague } from './simulated-colleague.ts';
import { simulatorRoutes } from './simulator-routes.ts';
import { staffRoutes } from './staff-routes.ts';
import { taskRoutes } from './task-routes.ts';
import { wordingRoutes } from './wording-routes.ts';
import { waveRoutes } from './wave-routes.ts';

export interface ConsoleOptions {
  readonly desk: Desk;
  /** Folder of the built pages. */
  readonly webRoot: string;
  /** Whether the pages are reached over https only. */
  readonly secure: boolean;
  /** Address of a proxy in front, whose word on who asks is taken; without one nobody's is. */
  readonly proxy?: string | undefined;
  readonly report: (error: unknown) => void;
}

/** The largest request but for workbooks, in bytes: a wave of 10,000 households fits. */
const MOST_BODY = 1024 * 1024;
const MOST_UPLOAD = 10 * 1024 * 1024;

const FORM = {
  fileSize: MOST_UPLOAD,
  files: 1,
  fields: 5,
  parts: 6,
  /** How the columns of many sheets are read. */
  fieldSize: 50_000,
  headerPairs: 20,
};

/** The longest part of an address that stands for an id, in characters. */
const MOST_PARAM = 300;

/** Who is slower than this to send headers, or a whole workbook, is cut off. */
const HEADERS_MS = 15_000;
const REQUEST_MS = 60_000;
const MOST_CONNECTIONS = 1000;

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

/** What pages may use of a device: nothing. */
const DEVICE = 'camera=(), microphone=(), geolocation=(), payment=(), usb=(), display-capture=()';

/** The pages and their service. Everything they need comes from here; nothing is loaded from elsewhere. */
export async function createConsoleServer(options: ConsoleOptions): Promise<FastifyInstance> {
  const { desk, webRoot, secure, proxy, report } = options;
  const server = fastify({
    logger: false,
    bodyLimit: MOST_BODY,
    trustProxy: proxy ?? false,
    requestTimeout: REQUEST_MS,
    routerOptions: { maxParamLength: MOST_PARAM },
    clientErrorHandler: answerBadClient,
  });
  server.server.headersTimeout = HEADERS_MS;
  server.server.maxConnections = MOST_CONNECTIONS;
  await server.register(cookie);
  await server.register(helmet, {
    contentSecurityPolicy: CONTENT_SECURITY,
    strictTransportSecurity: secure,
    xFrameOptions: { action: 'deny' },
  });
  await server.register(rateLimit, { max: 600, timeWindow: '1 minute' });
  await server.register(multipart, { limits: FORM });

  server.setErrorHandler((error, _request, reply) => {
    const { status, body } = errorAnswer(error);
    if (status === 500) report(error);
    return reply.code(status).send(body);
  });

  server.addHook('onRequest', async (_request, reply) => {
    reply.header('permissions-policy', DEVICE);
  });

  const sessions = new Sessions(desk, secure);
  door(server, sessions);
  server.get('/api/health', needs('anyone'), async () => ({ ok: true }));
  sessionRoutes(server, desk, sessions);
  colleagueRoutes(server, desk, sessions);
  staffRoutes(server, desk, sessions);
  taskRoutes(server, desk, sessions);
  waveRoutes(server, desk, sessions);
  identityRoutes(server, desk, sessions);
  channelRoutes(server, desk, sessions);
  groupRoutes(server, desk, sessions);
  importRoutes(server, desk, sessions);
  bookedImportRoutes(server, desk, sessions);
  reportRoutes(server, desk, sessions);
  mediaRoutes(server, desk, sessions);
  takingRoutes(server, desk, sessions);
  letterRoutes(server, desk, sessions);
  simulatorRoutes(server, desk, sessions);
  scriptRoutes(server, desk, sessions);
  wordingRoutes(server, desk, sessions);
  simulatedColleague(server, desk, sessions);
  const presence = new PresenceBoard(desk.clock);
  inboxRoutes(server, desk, sessions, presence);
  liveRoutes(server, desk, sessions, presence);
  await pages(server, webRoot);
  return server;
}

/** Answers what is no request at all; the socket of such a client is closed. */
function answerBadClient(error: NodeJS.ErrnoException, socket: Socket): void {
  if (socket.destroyed || !socket.writable) return;
  const [status, code] = BAD_CLIENT[error.code ?? ''] ?? ['400 Bad Request', 'BAD_REQUEST'];
  const body = JSON.stringify({ code });
  const head = `content-type: application/json\r\ncontent-length: ${body.length}`;
  socket.end(`HTTP/1.1 ${status}\r\n${head}\r\nconnection: close\r\n\r\n${body}`);
}

const BAD_CLIENT: Readonly<Record<string, readonly [status: string, code: string]>> = {
  HPE_HEADER_OVERFLOW: ['431 Request Header Fields Too Large', 'TOO_LARGE'],
  ERR_HTTP_REQUEST_TIMEOUT: ['408 Request Timeout', 'TOO_SLOW'],
};
