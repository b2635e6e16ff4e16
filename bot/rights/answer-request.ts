import type { Instant } from '#domain/time.ts';
import { append } from '#ledger/append.ts';
import type { ErasureLimit } from '#policy/erasure-limit.ts';
import type { Tx } from '#ports/store/store.ts';
import { eraseContact } from './erase.ts';

/** `limits` stand against an erasure; nothing was changed then, and the request waits on. */
export type RequestAnswer =
  /** Digests of the files that go with `removeMedia` after the commit. */
  | { readonly ok: true; readonly files: readonly string[] }
  | { readonly ok: false; readonly why: 'unknown' }
  | { readonly ok: false; readonly why: 'limits'; readonly limits: readonly ErasureLimit[] };

/** Closes a resident's request: seen to, or approved and carried out where it was for an erasure. */
export async function answerRequest(
  tx: Tx,
  requestId: string,
  { staffId, erase }: { readonly staffId: string; readonly erase: boolean },
  now: Instant,
): Promise<RequestAnswer> {
  const request = await tx.personal.requestById(requestId);
  if (!request || (erase && request.kind !== 'erase')) return { ok: false, why: 'unknown' };
  const { contactId, estateId, householdId, conversationId, kind } = request;
  let files: readonly string[] = [];
  if (erase) {
    const result = await eraseContact(tx, contactId, { reason: 'request', by: staffId }, now);
    if (!result.ok) return { ok: false, why: 'limits', limits: result.limits };
    files = result.files;
  } else if (!(await tx.personal.closeRequest(requestId, staffId, now))) {
    return { ok: false, why: 'unknown' };
  }
  const outcome = erase ? 'erased' : 'done';
  await append(tx, {
    estateId,
    at: now,
    type: 'rights-answer',
    householdId,
    conversationId,
    body: { request: requestId, kind, outcome, staffId },
  });
  return { ok: true, files };
}
