import { Fault } from '#errors';

/** Makes a coded fault of what a database driver threw; a fault stays what it is. */
export function storeFault(error: unknown): Fault {
  return error instanceof Fault ? error : new Fault('STORE_FAILED', {}, { cause: error });
}
