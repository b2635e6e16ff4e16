import Fastify, { type FastifyReply } from 'fastify';
import { XMLParser } from 'fast-xml-parser';
import { z } from 'zod';
import { MINUTE_MS, type Instant } from '#domain/time.ts';
import { Fault } from '#errors';
import type { Clock } from '#ports/clock.ts';
import { type Seal, decrypted, isSigned } from './callback-crypt.ts';
import type { WecomSettings } from './wecom-settings.ts';

/** A callback is a few hundred bytes. */
const MOST_BYTES = 16 * 1024;

/** How far the clock of a callback may be off; the same callback counts once within it. */
const WINDOW_MS = 5 * MINUTE_MS;

export interface CallbackParts {
  readonly settings: WecomSettings;
  readonly clock: Clock;
  readonly report: (error: unknown) => void;
  /** There is something to fetch; `token` says so to the interface for ten minutes. */
  readonly ring: (token: string) => void;
}

export interface CallbackServer {
  /** Where it listens, as `http://127.0.0.1:8081`. */
  readonly address: string;
  close(): Promise<void>;
}

const signed = z.object({
  msg_signature: z.string().length(40),
  timestamp: z.string().regex(/^\d{1,12}$/u),
  nonce: z.string().min(1).max(128),
});
const echoed = signed.extend({ echostr: z.string().min(1).max(4096) });
const envelope = z.object({ xml: z.object({ Encrypt: z.string() }) });
const notice = z.object({
  xml: z.object({
    ToUserName: z.string(),
    Event: z.string(),
    Token: z.string().default(''),
    OpenKfId: z.string().optional(),
  }),
});

/** No entities and no numbers: what arrives is text, and nothing of it is expanded. */
const parser = new XMLParser({ processEntities: false, parseTagValue: false, trimValues: true });

/**
 * Listens for callbacks of WeCom, apart from the console, so that a proxy may pass on this and nothing else. It tells
 * nothing to who cannot sign, answers at once, and leaves the work to `ring`.
 */
export async function openCallback(parts: CallbackParts): Promise<CallbackServer> {
  const { settings, clock, report, ring } = parts;
  const { path, host, port, token, aesKey, corpId, openKfId } = settings;
  const seen = new SeenCallbacks();
  const server = Fastify({ bodyLimit: MOST_BYTES, logger: false });
  server.removeAllContentTypeParsers();
  server.addContentTypeParser('*', { parseAs: 'string' }, (_request, body, done) =>
    done(null, body),
  );
  server.setErrorHandler(async (error: { readonly statusCode?: number }, _request, reply) => {
    const status = error.statusCode ?? 500;
    if (status >= 500) report(error);
    return reply.code(status).send('');
  });

  function open(query: Seal, encrypted: string): string | undefined {
    if (!isSigned(token, query, encrypted)) return undefined;
    const seconds = Math.round(clock.now() / 1000 - Number(query.timestamp));
    if (Math.abs(seconds) * 1000 > WINDOW_MS) {
      report(new Fault('CALLBACK_CLOCK', { seconds, right: 'a clock that is right to a minute' }));
      return undefined;
    }
    const opened = decrypted(aesKey, encrypted);
    return opened?.receiveId === corpId ? opened.message : undefined;
  }

  server.get(path, async (request, reply) => {
    const query = echoed.safeParse(request.query);
    if (!query.success) return refuse(reply);
    const text = open(sealOf(query.data), query.data.echostr);
    return text === undefined ? refuse(reply) : reply.type('text/plain').send(text);
  });

  server.post(path, async (request, reply) => {
    const query = signed.safeParse(request.query);
    const body = envelope.safeParse(read(request.body));
    if (!query.success || !body.success) return refuse(reply);
    const seal = sealOf(query.data);
    const text = open(seal, body.data.xml.Encrypt);
    const told = text === undefined ? undefined : notice.safeParse(read(text)).data?.xml;
    if (told?.ToUserName !== corpId) return refuse(reply);
    const ours = told.Event === 'kf_msg_or_event' && (told.OpenKfId ?? openKfId) === openKfId;
    if (ours && seen.isNew(seal, clock.now())) ring(told.Token);
    return reply.type('text/plain').send('success');
  });

  const address = await server.listen({ host, port });
  return { address, close: async () => server.close() };
}

function sealOf({ msg_signature: signature, timestamp, nonce }: z.infer<typeof signed>): Seal {
  return { signature, timestamp, nonce };
}

function refuse(reply: FastifyReply): FastifyReply {
  return reply.code(403).send('');
}

/** A document with a type of its own is none of WeCom's. */
function read(text: unknown): unknown {
  if (typeof text !== 'string' || /<!doctype/iu.test(text)) return undefined;
  try {
    const document: unknown = parser.parse(text);
    return document;
  } catch {
    return undefined;
  }
}

/** A callback that is played again brings nothing new. */
class SeenCallbacks {
  readonly #seen = new Map<string, Instant>();

  isNew({ signature, nonce }: Seal, now: Instant): boolean {
    for (const [key, at] of this.#seen) {
      if (at > now - 2 * WINDOW_MS) break;
      this.#seen.delete(key);
    }
    const key = `${signature} ${nonce}`;
    if (this.#seen.has(key)) return false;
    this.#seen.set(key, now);
    return true;
  }
}
