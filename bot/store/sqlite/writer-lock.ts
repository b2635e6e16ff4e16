import { DatabaseSync } from 'node:sqlite';
import { z } from 'zod';
import { Fault } from '#errors';

/** How SQLite says that somebody else has the lock. */
const busy = z.object({ errcode: z.literal(5) });

/**
 * Makes this process the only writer of a database file, by an exclusive lock on a small database beside it. The
 * operating system drops the lock with the process, however it ends.
 * @returns what gives the lock up.
 * @throws Fault STORE_BUSY when another process has it, STORE_FAILED when the folder cannot be written to.
 */
export function takeWriterLock(file: string): () => void {
  let lock: DatabaseSync | undefined;
  try {
    lock = new DatabaseSync(`${file}.lock`, { timeout: 0 });
    lock.exec('begin exclusive');
    const held = lock;
    return () => held.close();
  } catch (error) {
    lock?.close();
    const details = busy.safeParse(error).success
      ? (['STORE_BUSY', 'stop the other process, or use PostgreSQL for several'] as const)
      : (['STORE_FAILED', 'a folder that exists and can be written to'] as const);
    const [code, right] = details;
    throw new Fault(code, { file, right }, { cause: error });
  }
}
