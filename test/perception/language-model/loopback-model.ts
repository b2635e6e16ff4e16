import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { join } from 'node:path';
import { z } from 'zod';
import { fen } from '#domain/money.ts';
import { type Instant, instant, later } from '#domain/time.ts';
import type { Asked } from '#perception/language-model/bounded-question.ts';
import { openLanguageModel } from '#perception/language-model/open-language-model.ts';
import { type Page, passingPage } from '#perception/language-model/page.ts';
import type { Clock } from '#ports/clock.ts';
import type { ModelSettings } from '#settings';

export const LOCALES = join(import.meta.dirname, '..', '..', '..', 'locales');

/** A key that must never be seen but by the endpoint. */
export const KEY = 'sk-loopback-secret-0123456789';

/** What an endpoint was asked, as it arrived. */
export interface Request {
  readonly body: string;
  readonly authorization: string | undefined;
  readonly path: string | undefined;
}

export type Behaviour = (response: ServerResponse, request: Request) => void;

const bodySchema = z.looseObject({
  messages: z.tuple([
    z.object({ role: z.literal('system'), content: z.string() }),
    z.object({ role: z.literal('user'), content: z.string() }),
  ]),
});

/** What a request says in our name, and what it carries as data. */
export function readRequest({ body }: Request) {
  const whole: unknown = JSON.parse(body);
  const [{ content: task }, { content: data }] = bodySchema.parse(whole).messages;
  return { whole, task, data };
}

/** An endpoint on this machine that behaves as it is told. */
export async function openLoopback() {
  const requests: Request[] = [];
  let behaviour: Behaviour = answers({ label: 'hardship', certainty: 'sure' });
  const server = createServer((request, response) => {
    void read(request).then((body) => {
      const { authorization } = request.headers;
      const seen = { body, authorization, path: request.url };
      requests.push(seen);
      behaviour(response, seen);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  const port = typeof address === 'object' && address ? address.port : 0;
  return {
    url: `http://127.0.0.1:${port}/v1`,
    requests,
    /** The last request. */
    get last(): Request {
      const [last] = requests.slice(-1);
      if (!last) throw new Error('nothing was asked');
      return last;
    },
    behave(next: Behaviour): void {
      behaviour = next;
    },
    async close(): Promise<void> {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
export type Loopback = Awaited<ReturnType<typeof openLoopback>>;

async function read(request: IncomingMessage): Promise<string> {
  let body = '';
  for await (const part of request.setEncoding('utf8')) body += String(part);
  return body;
}

/** Answers with this content, as a chat completion. */
export function says(content: string, more: Record<string, unknown> = {}): Behaviour {
  return (response) => {
    const message = { role: 'assistant', content };
    const choice = { index: 0, finish_reason: 'stop', message, ...more };
    const usage = { prompt_tokens: 500, completion_tokens: 20, total_tokens: 520 };
    const whole = { id: 'x', object: 'chat.completion', created: 1, model: 'm', usage };
    sends(200, JSON.stringify({ ...whole, choices: [choice] }))(response);
  };
}

export function answers(value: unknown): Behaviour {
  return says(JSON.stringify(value));
}

export function sends(
  status: number,
  body: string,
  type = 'application/json',
): (response: ServerResponse) => void {
  return (response) => response.writeHead(status, { 'content-type': type }).end(body);
}

/** A clock that stands until it is moved. */
export class StandingClock implements Clock {
  #now: Instant = instant(Date.parse('2026-11-23T10:00:00+08:00'));

  now(): Instant {
    return this.#now;
  }

  wake(): () => void {
    return () => undefined;
  }

  pass(ms: number): void {
    this.#now = later(this.#now, ms);
  }
}

export interface OpenedModel {
  readonly settings?: Partial<ModelSettings>;
  readonly clock?: Clock;
  readonly page?: Page;
}

/** The language model over the real SDK, asking a loopback endpoint. */
export function openModelAt(url: string, options: OpenedModel = {}) {
  const noted: Asked[] = [];
  const reported: unknown[] = [];
  const model = openLanguageModel({
    settings: {
      url,
      name: 'small',
      key: KEY,
      format: 'schema',
      timeoutMs: 2000,
      daily: { calls: 1000, tokens: 10_000_000, cost: undefined },
      price: { input: fen(0), output: fen(0) },
      ...options.settings,
    },
    locales: LOCALES,
    clock: options.clock ?? new StandingClock(),
    page: options.page ?? passingPage(),
    note: (asked) => noted.push(asked),
    report: (error) => reported.push(error),
  });
  return { model, noted, reported };
}

/** A question without anything to hide. */
export const PLAIN = { text: 'qwrtzp', awaiting: null, secrets: [] } as const;
