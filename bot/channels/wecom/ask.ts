import { z } from 'zod';
import { type Instant, later } from '#domain/time.ts';
import type { Clock } from '#ports/clock.ts';

/** What came of asking the interface. */
export type Answer<T> =
  | { readonly outcome: 'answered'; readonly value: T }
  /** It was told no, by the interface's own code, or by a status of HTTP below 500. */
  | { readonly outcome: 'refused'; readonly code: number }
  /** It never left this machine. */
  | { readonly outcome: 'unreached'; readonly reason: string }
  /** It left, and nobody knows whether it was acted on. */
  | { readonly outcome: 'lost'; readonly reason: string };

/** How long an answer is waited for. */
const DEADLINE_MS = 15_000;

/** Too busy to say whether it was done (document 90455). */
const BUSY = -1;

/** Faults of a connection that was never made. */
const NEVER_LEFT = new Set([
  'ECONNREFUSED',
  'ENOTFOUND',
  'EAI_AGAIN',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'UND_ERR_CONNECT_TIMEOUT',
]);

const verdict = z.looseObject({ errcode: z.int().default(0) });

/**
 * Asks once. The address may hold a secret, so no error of it is passed on but by its code.
 * @param body sent as JSON by POST; without it the address is only read.
 */
export async function ask<T>(
  clock: Clock,
  url: URL,
  schema: z.ZodType<T>,
  body?: unknown,
): Promise<Answer<T>> {
  const bounded = withDeadline(clock);
  try {
    const response = await fetch(url, {
      redirect: 'error',
      signal: bounded.signal,
      ...(body !== undefined && { method: 'POST', body: JSON.stringify(body) }),
    });
    const text = await response.text();
    if (response.status >= 500) return { outcome: 'lost', reason: `http-${response.status}` };
    if (!response.ok) return { outcome: 'refused', code: response.status };
    return judged(text, schema);
  } catch (error) {
    return bounded.signal.aborted ? { outcome: 'lost', reason: 'no-answer' } : broken(error);
  } finally {
    bounded.end();
  }
}

/** A signal that ends what takes too long by the service's own clock. */
export function withDeadline(clock: Clock): { signal: AbortSignal; end: () => void } {
  const controller = new AbortController();
  const until: Instant = later(clock.now(), DEADLINE_MS);
  const end = clock.wake(until, () => controller.abort());
  return { signal: controller.signal, end };
}

function judged<T>(text: string, schema: z.ZodType<T>): Answer<T> {
  const json = parsed(text);
  const { data } = verdict.safeParse(json);
  if (!data) return { outcome: 'lost', reason: 'unreadable' };
  if (data.errcode === BUSY) return { outcome: 'lost', reason: 'busy' };
  if (data.errcode !== 0) return { outcome: 'refused', code: data.errcode };
  const value = schema.safeParse(json);
  return value.success
    ? { outcome: 'answered', value: value.data }
    : { outcome: 'lost', reason: 'unreadable' };
}

function parsed(text: string): unknown {
  try {
    const json: unknown = JSON.parse(text);
    return json;
  } catch {
    return undefined;
  }
}

const caused = z.object({ cause: z.object({ code: z.string() }) });

function broken<T>(error: unknown): Answer<T> {
  const code = caused.safeParse(error).data?.cause.code ?? 'connection';
  return NEVER_LEFT.has(code)
    ? { outcome: 'unreached', reason: code }
    : { outcome: 'lost', reason: 'connection' };
}
