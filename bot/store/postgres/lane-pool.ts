import pg from 'pg';
import { Fault } from '#errors';
import { ClientLane } from './client-lane.ts';

/** Oid of `bigint`. Ours are ids, moments and fen, none of them beyond what a number holds exactly. */
const INT8 = 20;

const types = new pg.TypeOverrides();
types.setTypeParser(INT8, Number);

export interface LaneOptions {
  readonly url: string;
  readonly schema: string;
  /** Most connections. */
  readonly most: number;
}

/** A lane that somebody works on until it is given back; a broken one is then replaced. */
export interface HeldLane {
  readonly lane: ClientLane;
  release(): void;
}

/** Connections to the server, each with its repositories made once. */
export class LanePool {
  readonly #pool: pg.Pool;
  readonly #lanes = new WeakMap<pg.PoolClient, ClientLane>();

  constructor({ url, schema, most }: LaneOptions) {
    this.#pool = new pg.Pool({
      connectionString: url,
      max: most,
      types,
      options: settings(schema),
    });
    // A connection that breaks while nobody works on it is replaced by the next one; who works on it is told there.
    this.#pool.on('error', () => undefined);
    this.#pool.on('connect', (client) => client.on('error', () => undefined));
  }

  /** @throws Fault STORE_FAILED when the server cannot be reached. */
  async take(): Promise<HeldLane> {
    try {
      const client = await this.#pool.connect();
      const lane = this.#lanes.get(client) ?? new ClientLane(client);
      this.#lanes.set(client, lane);
      return { lane, release: () => client.release(lane.broken) };
    } catch (error) {
      const right = 'a PostgreSQL server that answers at the given address';
      throw new Fault('STORE_FAILED', { right }, { cause: error });
    }
  }

  async end(): Promise<void> {
    await this.#pool.end();
  }
}

/**
 * What every connection keeps to, whatever the server's defaults: a commit is on disk before it is reported; a process
 * that freezes with the writers' lock in its hands loses it, and nobody waits for it longer than that.
 */
function settings(schema: string): string {
  return [
    `search_path=${schema}`,
    'synchronous_commit=on',
    'idle_in_transaction_session_timeout=60000',
    'lock_timeout=90000',
  ]
    .map((setting) => `-c ${setting}`)
    .join(' ');
}
