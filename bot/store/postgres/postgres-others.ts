import { createHash, randomUUID } from 'node:crypto';
import pg from 'pg';
import { z } from 'zod';
import type { Others } from '#ports/store/others.ts';
import { serverFault } from './server-fault.ts';

/** Doors that are open at once; who waits for one of its own waits here first. */
const MOST_DOORS = 8;

/** How long a lost connection is waited out before it is made anew. */
const AGAIN_MS = 1000;

const told = z.object({ from: z.string(), hint: z.string() });

/**
 * Doors are advisory locks of the server, which it gives up with a process that dies; hints are its notifications. One
 * connection listens and holds the lock by which the others know that this process lives.
 */
export class PostgresOthers implements Others {
  readonly #url: string;
  readonly #schema: string;
  readonly #channel: string;
  readonly #me = randomUUID();
  readonly #doors: pg.Pool;
  readonly #listeners = new Set<(hint: string | null) => void>();
  #ear: Promise<pg.Client> | undefined;
  #untold = new Set<string>();
  #closed = false;

  constructor(url: string, schema: string) {
    this.#url = url;
    this.#schema = schema;
    const name = createHash('sha256').update(schema).digest('hex').slice(0, 16);
    this.#channel = `nuancui_${name}`;
    const options = '-c lock_timeout=90000 -c idle_session_timeout=0';
    this.#doors = new pg.Pool({ connectionString: url, max: MOST_DOORS, options });
    this.#doors.on('error', () => undefined);
  }

  async pass<T>(doors: readonly string[], work: () => Promise<T>): Promise<T> {
    const client = await this.#doors.connect().catch(refuse);
    let broken = false;
    try {
      // In one order for everybody, so that no two wait for each other.
      for (const door of doors.toSorted()) {
        await client.query(`select pg_advisory_lock(${LOCK})`, [`${this.#schema} door ${door}`]);
      }
      return await work();
    } catch (error) {
      broken = error instanceof pg.DatabaseError;
      throw broken ? serverFault(error) : error;
    } finally {
      const free = await client.query('select pg_advisory_unlock_all()').catch(() => undefined);
      client.release(broken || free === undefined);
    }
  }

  async begin(work: (alone: boolean) => Promise<void>): Promise<void> {
    const client = await this.#listening();
    const place = [`${this.#schema} service`];
    const { rows } = await client
      .query<{ free: boolean }>(`select pg_try_advisory_lock(${LOCK}) as free`, place)
      .catch(refuse);
    const alone = rows[0]?.free === true;
    try {
      await work(alone);
    } finally {
      await client.query(`select pg_advisory_lock_shared(${LOCK})`, place).catch(refuse);
      if (alone) await client.query(`select pg_advisory_unlock(${LOCK})`, place).catch(refuse);
    }
  }

  tell(hint: string): void {
    if (this.#closed) return;
    if (this.#untold.size === 0) setImmediate(() => void this.#tellAll());
    this.#untold.add(hint);
  }

  hear(listener: (hint: string | null) => void): () => void {
    this.#listeners.add(listener);
    void this.#listening().catch(() => undefined);
    return () => this.#listeners.delete(listener);
  }

  async close(): Promise<void> {
    this.#closed = true;
    const ear = await this.#ear?.catch(() => undefined);
    await Promise.all([this.#doors.end(), ear?.end().catch(() => undefined)]);
  }

  /** Many hints of one moment are one way to the server; one that is lost is made up for by the others' own looks. */
  async #tellAll(): Promise<void> {
    const hints = [...this.#untold].map((hint) => JSON.stringify({ from: this.#me, hint }));
    this.#untold = new Set();
    if (this.#closed) return;
    const text = 'select pg_notify($1, one) from unnest($2::text[]) as one';
    await this.#doors.query(text, [this.#channel, hints]).catch(() => undefined);
  }

  #listening(): Promise<pg.Client> {
    this.#ear ??= this.#listen();
    return this.#ear;
  }

  async #listen(): Promise<pg.Client> {
    const client = new pg.Client({ connectionString: this.#url });
    client.on('notification', ({ payload = '' }) => this.#heard(payload));
    client.on('error', () => undefined);
    client.on('end', () => this.#lost());
    try {
      await client.connect();
      await client.query(`listen ${this.#channel}`);
      return client;
    } catch (error) {
      return refuse(error);
    }
  }

  #heard(payload: string): void {
    const { from, hint } = told.parse(JSON.parse(payload));
    if (from === this.#me) return;
    for (const listener of this.#listeners) listener(hint);
  }

  /** Listens anew, and is begun anew where it was: until then hints are lost. */
  #lost(): void {
    this.#ear = undefined;
    if (this.#closed) return;
    setTimeout(() => {
      if (this.#closed || this.#ear) return;
      void this.begin(async () => undefined)
        .then(() => {
          for (const listener of this.#listeners) listener(null);
        })
        .catch(() => this.#lost());
    }, AGAIN_MS).unref();
  }
}

/** The lock of a name. */
const LOCK = 'hashtextextended($1, 0)';

function refuse(error: unknown): never {
  throw serverFault(error);
}
