import { z } from 'zod';
import { Fault } from '#errors';
import { storeFault } from '../store-fault.ts';

/** What the server says of an error: five characters, the first two of them its class. */
const refused = z.object({ code: z.string().length(5) });

/** Somebody else held a lock for too long. */
const LOCK_NOT_AVAILABLE = '55P03';

/** Classes of errors that concern the statement and not the connection: values, rules, conflicts, names, triggers. */
const OF_STATEMENTS = ['22', '23', '25', '40', '42', '55', 'P0'];

/** Makes a coded fault of what the server or the way to it reported. */
export function serverFault(error: unknown): Fault {
  const { data } = refused.safeParse(error);
  if (data?.code === LOCK_NOT_AVAILABLE) {
    const right = 'writers that end within a minute';
    return new Fault('STORE_BUSY', { right }, { cause: error });
  }
  return storeFault(error);
}

/** Whether the connection can be worked on after this error. */
export function staysUsable(error: unknown): boolean {
  const { data } = refused.safeParse(error);
  return data !== undefined && OF_STATEMENTS.includes(data.code.slice(0, 2));
}
