import { DatabaseSync } from 'node:sqlite';
import { Fault } from '#errors';

/**
 * Makes this process the only writer of a database file, by an exclusive lock on a small database beside it. The
 * operating system drops the lock with the process, however it ends.
 * @returns what gives the lock up.
 * @throws Fault STORE_BUSY when another process has it.
 */
export function takeWriterLock(file: string): () => void {
  const lock = new DatabaseSync(`${file}.lock`, { timeout: 0 });
  try {
    lock.exec('pragma locking_mode = exclusive');
    lock.exec('begin exclusive');
    return () => lock.close();
  } catch (error) {
    lock.close();
    throw new Fault(
      'STORE_BUSY',
      { file, right: 'stop the other process, or use PostgreSQL for several' },
      { cause: error },
    );
  }
}
