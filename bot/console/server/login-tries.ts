import { createHash } from 'node:crypto';
import { type Instant, MINUTE_MS, later } from '#domain/time.ts';
import type { Tx } from '#ports/store/store.ts';

/** Tries after which a login rests; an address stands for a whole office. */
const MOST_OF_LOGIN = 5;
const MOST_OF_ADDRESS = 50;
const REST_MS = 15 * MINUTE_MS;

interface Key {
  readonly key: string;
  readonly most: number;
}

/** What counts: who they say they are, and where they ask from. Digests, for people type passwords where logins go. */
function keysOf(login: string, address: string): readonly Key[] {
  const digest = (text: string): string => createHash('sha256').update(text).digest('hex');
  return [
    { key: digest(`login ${login}`), most: MOST_OF_LOGIN },
    { key: digest(`address ${address}`), most: MOST_OF_ADDRESS },
  ];
}

/**
 * Counts a try before its password is looked at, so that many at once are no way around; known and unknown logins
 * alike, so that the answer does not tell which exist.
 * @returns whether the password may be looked at, and whether this was the last try before a rest.
 */
export async function countTry(
  tx: Tx,
  login: string,
  address: string,
  now: Instant,
): Promise<{ readonly admitted: boolean; readonly isLast: boolean }> {
  await tx.loginTries.forgetExpired(now);
  const counted = [];
  for (const { key, most } of keysOf(login, address)) {
    const known = await tx.loginTries.byKey(key);
    counted.push({ key, most, count: (known?.count ?? 0) + 1 });
  }
  if (counted.some(({ count, most }) => count > most)) return { admitted: false, isLast: false };
  for (const { key, count } of counted) {
    await tx.loginTries.put(key, { count, until: later(now, REST_MS) });
  }
  return { admitted: true, isLast: counted.some(({ count, most }) => count === most) };
}

/** Forgets the tries of who has shown the right password. */
export async function forgetTries(tx: Tx, login: string, address: string): Promise<void> {
  for (const { key } of keysOf(login, address)) await tx.loginTries.forget(key);
}
