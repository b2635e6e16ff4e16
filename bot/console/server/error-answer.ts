import { ZodError } from 'zod';
import { Fault, type FaultCode } from '#errors';
import { Refused } from './refused.ts';

/** What a requester is told of an error. */
export interface ErrorAnswer {
  readonly status: number;
  readonly body: Readonly<Record<string, unknown>> & { readonly code: string };
}

/** Faults that are not a breakdown, with the status that tells a page what to do. */
const MILD: Partial<Record<FaultCode, number>> = {
  CHANNEL_NOT_READY: 503,
  INPUT_INVALID: 400,
  STATE_CONFLICT: 409,
  STORE_BUSY: 503,
};

/** Codes for what the server itself refuses before a route is reached. */
const BY_STATUS: ReadonlyMap<number, string> = new Map([
  [413, 'TOO_LARGE'],
  [429, 'TOO_MANY_REQUESTS'],
]);

/** A code and no more: never a stack, a path or the words of an inner error. */
export function errorAnswer(error: unknown): ErrorAnswer {
  if (error instanceof Refused) {
    return { status: error.status, body: { ...error.details, code: error.code } };
  }
  if (error instanceof ZodError) {
    const [issue] = error.issues;
    const where = issue?.path.map(String).join('.') ?? '';
    return { status: 400, body: { code: 'BAD_REQUEST', where } };
  }
  if (error instanceof Fault) {
    return { status: MILD[error.code] ?? 500, body: { code: error.code } };
  }
  const status = error instanceof Error && 'statusCode' in error ? Number(error.statusCode) : 500;
  if (status >= 400 && status < 500) {
    return { status, body: { code: BY_STATUS.get(status) ?? 'BAD_REQUEST' } };
  }
  return { status: 500, body: { code: 'BROKEN' } };
}
