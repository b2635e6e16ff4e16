import type { z } from 'zod';
import { refusal } from '../../api.ts';

/** Why something was not done. `NETWORK` and `UNREADABLE` are ours, the other codes the service's. */
export type Refusal = z.infer<typeof refusal>;

/** What came of a request. */
export type Answer<T> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly refused: Refusal };

/** Where requests go and what they carry. The page has one; tests give their own. */
export interface Wire {
  readonly fetch: typeof fetch;
  /** The token that shows that a change comes from our own page. */
  readonly csrf: () => string | null;
  /** Told of every request whether the service could be reached. */
  readonly reached: (reached: boolean) => void;
  /** Called when the service no longer knows who we are. */
  readonly signedOut: () => void;
}

/**
 * Asks the service once. Answers are checked against the contract; what does not fit is `UNREADABLE`.
 * A `body` that is a form is sent as one, anything else as JSON.
 */
export async function ask<T>(
  wire: Wire,
  method: 'GET' | 'POST',
  path: string,
  answer: z.ZodType<T>,
  body?: unknown,
): Promise<Answer<T>> {
  let response: Response;
  try {
    response = await wire.fetch(path, request(wire, method, body));
  } catch {
    wire.reached(false);
    return { ok: false, refused: { code: 'NETWORK' } };
  }
  wire.reached(true);
  const text = await response.json().catch(() => undefined);
  if (!response.ok) return refusedWith(wire, response.status, text);
  const read = answer.safeParse(text);
  return read.success
    ? { ok: true, value: read.data }
    : { ok: false, refused: { code: 'UNREADABLE' } };
}

/** Asks the service to make a file. */
export async function askFile(wire: Wire, path: string): Promise<Answer<Blob>> {
  let response: Response;
  try {
    response = await wire.fetch(path, request(wire, 'POST', {}));
  } catch {
    wire.reached(false);
    return { ok: false, refused: { code: 'NETWORK' } };
  }
  wire.reached(true);
  if (response.ok) return { ok: true, value: await response.blob() };
  return refusedWith(wire, response.status, await response.json().catch(() => undefined));
}

function refusedWith(wire: Wire, status: number, text: unknown): Answer<never> {
  if (status === 401) wire.signedOut();
  const known = refusal.safeParse(text);
  return { ok: false, refused: known.success ? known.data : { code: `HTTP_${status}` } };
}

function request(wire: Wire, method: 'GET' | 'POST', body: unknown): RequestInit {
  if (method === 'GET') return { method, credentials: 'same-origin' };
  const headers = new Headers();
  const token = wire.csrf();
  if (token !== null) headers.set('x-csrf-token', token);
  if (body instanceof FormData) return { method, credentials: 'same-origin', headers, body };
  headers.set('content-type', 'application/json');
  return { method, credentials: 'same-origin', headers, body: JSON.stringify(body ?? {}) };
}
