import { Fault } from '#errors';
import { storeFault } from './store-fault.ts';
import type { UnitScope } from './unit-scope.ts';

export type UnitKind = 'read' | 'write';

/** What an engine does at the edges of a transaction that several units share. */
export interface Transactions {
  /** `read` begins one in which nothing can be written. */
  begin(kind: UnitKind): Promise<void> | void;
  commit(kind: UnitKind): Promise<void> | void;
  rollback(kind: UnitKind): Promise<void> | void;
  /** Marks where a unit begins among others of a `write` transaction. */
  beginUnit(kind: UnitKind): Promise<void> | void;
  /** Undoes a failed unit alone. */
  endUnit(kind: UnitKind, failed: boolean): Promise<void> | void;
}

interface Unit {
  readonly kind: UnitKind;
  readonly run: () => Promise<void>;
  /** Tells the unit's own outcome; only after the commit. */
  readonly settle: (broken: Error | undefined) => void;
  failed: boolean;
}

/** Most units in one commit, so that the first of them does not wait for too many others. */
const MOST_UNITS = 512;

/**
 * Runs units of work one after another and commits those that wait together at once: a disk can be forced only some
 * thousand times a second, but each time for many. A unit that fails is undone alone; nobody is told of success before
 * the commit is durable.
 */
export class GroupCommit {
  readonly #transactions: Transactions;
  readonly #scope: UnitScope;
  #waiting: Unit[] = [];
  #running: Promise<void> | undefined;
  #ended = false;

  constructor(transactions: Transactions, scope: UnitScope) {
    this.#transactions = transactions;
    this.#scope = scope;
  }

  /** Runs `work` in its turn. @throws Fault when the store is closed or cannot commit, and whatever `work` throws. */
  async run<T>(kind: UnitKind, work: () => Promise<T>): Promise<T> {
    this.#scope.refuseNested();
    if (this.#ended) throw new Fault('STORE_FAILED', { right: 'a store that is open' });
    return new Promise<T>((resolve, reject) => {
      let tell: () => void = () => undefined;
      const unit: Unit = {
        kind,
        failed: false,
        run: async () => {
          try {
            const value = await this.#scope.run(work);
            tell = () => resolve(value);
          } catch (error) {
            unit.failed = true;
            tell = () => reject(error);
          }
        },
        settle: (broken) => (broken && !unit.failed ? reject(broken) : tell()),
      };
      this.#waiting.push(unit);
      this.#running ??= this.#drain();
    });
  }

  /** Finishes what waits and takes nothing more. */
  async end(): Promise<void> {
    this.#ended = true;
    await this.#running;
  }

  async #drain(): Promise<void> {
    // Lets everybody who is about to ask in this turn of the event loop join the same commit.
    await nextRound();
    while (this.#waiting.length > 0) {
      const units = this.#waiting.splice(0, MOST_UNITS);
      const broken = await this.#commit(units);
      for (const unit of units) unit.settle(broken);
      if (this.#waiting.length === 0) await nextRound();
    }
    this.#running = undefined;
  }

  async #commit(units: readonly Unit[]): Promise<Error | undefined> {
    const kind = units.every((unit) => unit.kind === 'read') ? 'read' : 'write';
    const shared = kind === 'write' && units.length > 1;
    try {
      await this.#transactions.begin(kind);
      for (const unit of units) await (shared ? this.#runAmongOthers(unit) : unit.run());
      const undone = !shared && units.some(({ failed }) => failed);
      await (undone ? this.#transactions.rollback(kind) : this.#transactions.commit(kind));
      return undefined;
    } catch (error) {
      await this.#abandon(kind);
      return storeFault(error);
    }
  }

  async #abandon(kind: UnitKind): Promise<void> {
    try {
      await this.#transactions.rollback(kind);
    } catch {
      // What broke the transaction is told already; a connection that cannot even roll back keeps nothing either.
    }
  }

  async #runAmongOthers(unit: Unit): Promise<void> {
    await this.#transactions.beginUnit(unit.kind);
    await unit.run();
    await this.#transactions.endUnit(unit.kind, unit.failed);
  }
}

async function nextRound(): Promise<void> {
  return new Promise((resolve) => {
    setImmediate(resolve);
  });
}
