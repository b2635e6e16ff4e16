import { hash, verify } from '@node-rs/argon2';

/** Cost of one hash: argon2id with 19 MiB and two passes, as its guide advises for sign-in. */
const COST = { memoryCost: 19_456, timeCost: 2, parallelism: 1 };

export async function hashPassword(password: string): Promise<string> {
  return hash(password, COST);
}

/** A hash that no password has; makes an unknown login take as long as a known one. */
let nobody: Promise<string> | undefined;

/** Whether the password is right; always takes the time of one check. */
export async function isPassword(
  passwordHash: string | undefined,
  password: string,
): Promise<boolean> {
  nobody ??= hashPassword('nobody signs in with this');
  try {
    const right = await verify(passwordHash ?? (await nobody), password);
    return right && passwordHash !== undefined;
  } catch {
    return false;
  }
}
