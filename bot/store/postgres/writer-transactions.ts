import { Fault } from '#errors';
import type { Tx } from '#ports/store/store.ts';
import type { Transactions, UnitKind } from '../group-commit.ts';
import type { HeldLane, LanePool } from './lane-pool.ts';

/**
 * The transactions of a process that writes. Each begins by taking the writers' lock of the store, which the server
 * gives up with the commit, with the connection, or with a process that stands still for too long; every statement
 * after that sees all that earlier writers did.
 */
export class WriterTransactions implements Transactions {
  readonly #lanes: LanePool;
  readonly #lock: string;
  #held: HeldLane | undefined;
  /** The unit before this one ended well, and its mark still stands. */
  #marked = false;

  constructor(lanes: LanePool, schema: string) {
    this.#lanes = lanes;
    this.#lock = `begin; select pg_advisory_xact_lock(hashtextextended('nuancui writer ${schema}', 0))`;
  }

  /** The repositories of the present transaction. */
  get tx(): Tx {
    return this.#present().lane.tx;
  }

  async begin(): Promise<void> {
    this.#held = await this.#lanes.take();
    this.#marked = false;
    await this.#held.lane.command(this.#lock);
  }

  async commit(): Promise<void> {
    await this.#present().lane.commit();
    this.#giveBack();
  }

  async rollback(): Promise<void> {
    try {
      await this.#held?.lane.command('rollback');
    } finally {
      this.#giveBack();
    }
  }

  async beginUnit(): Promise<void> {
    const { lane } = this.#present();
    // One way to the server and back for both: the commit needs no mark taken away.
    await lane.command(this.#marked ? 'release unit; savepoint unit' : 'savepoint unit');
  }

  async endUnit(_kind: UnitKind, failed: boolean): Promise<void> {
    if (failed) await this.#present().lane.command('rollback to unit; release unit');
    this.#marked = !failed;
  }

  #present(): HeldLane {
    if (!this.#held) throw new Fault('STORE_FAILED', { right: 'a transaction that has begun' });
    return this.#held;
  }

  #giveBack(): void {
    const held = this.#held;
    this.#held = undefined;
    held?.release();
  }
}
