import type { Facts } from '#domain/facts.ts';
import type { Instant } from '#domain/time.ts';
import type { Withholding } from '#domain/withholding.ts';
import { handedOff } from '../handed-off.ts';
import { optedOut } from '../opted-out.ts';
import { quietHours } from '../quiet-hours.ts';

const RULES = [optedOut, handedOff, quietHours];

/**
 * Whether somebody may be told now of what another did: that they came with the owner's code, or asked to be bound. It
 * is no reminder, so neither caps nor arrears bear on it; a stop, a person and the night do.
 * @returns null when it may be said, or every reason with the first moment it might; null where none is known.
 */
export function newsWithheld(
  facts: Facts,
  now: Instant,
): { readonly reasons: readonly Withholding[]; readonly until: Instant | null } | null {
  const refused = RULES.flatMap((rule) => rule({ facts, now, purpose: 'invite' }) ?? []);
  if (refused.length === 0) return null;
  const [only] = refused;
  const until = refused.length === 1 ? (only?.until ?? null) : null;
  return { reasons: refused.map(({ reason }) => reason), until };
}
