/** An answer larger than this is none of ours: a label takes a hundred bytes, a draft a few thousand. */
const MOST_BYTES = 256 * 1024;

/** Thrown for an answer that does not end in time or size. */
export class OversizedAnswer extends Error {}

/**
 * Fetches with the whole body inside, so that deadline and abortion of the caller hold to the last byte, and gives up on
 * bodies beyond all measure. A redirection is refused: words and key go where the settings say.
 */
export async function boundedFetch(
  input: string | URL | Request,
  init?: RequestInit,
): Promise<Response> {
  const response = await fetch(input, { ...init, redirect: 'error' });
  const parts: Uint8Array[] = [];
  let size = 0;
  for await (const part of response.body ?? []) {
    size += part.byteLength;
    if (size > MOST_BYTES) throw new OversizedAnswer();
    parts.push(part);
  }
  const { status, statusText, headers } = response;
  const plain = new Headers(headers);
  // The body is decoded already.
  plain.delete('content-encoding');
  plain.delete('content-length');
  const isEmpty = status === 204 || status === 304;
  return new Response(isEmpty ? null : Buffer.concat(parts), {
    status,
    statusText,
    headers: plain,
  });
}
