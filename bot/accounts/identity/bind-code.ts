import { randomInt, scrypt } from 'node:crypto';
import { promisify } from 'node:util';
import { CODE_LENGTH, CODE_SIGNS, checkSign, looksLikeCode } from '#policy/identity/code.ts';
import { DAY_MS } from '#domain/time.ts';

/** How long a printed code is good (research: console §5), and one that an owner passes on. */
export const PRINTED_LIFE_MS = 60 * DAY_MS;
export const PASSED_ON_LIFE_MS = 7 * DAY_MS;

/** A code is looked up by its hash, so the salt is the same for all; what makes guessing dear is the cost of one hash. */
const SALT = 'nuancui one-time code';
const COST = { N: 4096, r: 8, p: 1 };
const BYTES = 32;

const derive = promisify<string, string, number, typeof COST, Buffer>(scrypt);

/** What is stored in place of a code. */
export async function hashCode(code: string): Promise<string> {
  return (await derive(code, SALT, BYTES, COST)).toString('hex');
}

/** A new code, check character included. */
export function newCode(): string {
  for (;;) {
    const signs = Array.from({ length: CODE_LENGTH }, () =>
      CODE_SIGNS.charAt(randomInt(CODE_SIGNS.length)),
    ).join('');
    const code = signs + checkSign(signs);
    if (looksLikeCode(code)) return code;
  }
}
