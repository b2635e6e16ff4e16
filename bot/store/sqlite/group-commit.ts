import type { DatabaseSync } from 'node:sqlite';

interface Unit {
  readonly kind: 'read' | 'write';
  readonly run: () => Promise<void>;
  /** The unit's own outcome, told only after the commit. */
  readonly settle: (committed: Error | undefined) => void;
  failed: boolean;
}

/** Most units in one commit, so that the first of them does not wait for too many others. */
const MOST_UNITS = 512;

/**
 * Runs units of work one after another and commits those that wait together at once: a disk can be forced only some
 * thousand times a second, but each time for many. A unit that fails is undone alone; nobody is told of success before
 * the commit is on disk.
 */
export class GroupCommit {
  readonly #database: DatabaseSync;
  #waiting: Unit[] = [];
  #running: Promise<void> | undefined;
  #ended = false;

  constructor(database: DatabaseSync) {
    this.#database = database;
  }

  async write<T>(work: () => Promise<T>): Promise<T> {
    return this.#queue('write', work);
  }

  async read<T>(work: () => Promise<T>): Promise<T> {
    return this.#queue('read', work);
  }

  /** Finishes what waits and takes nothing more. */
  async end(): Promise<void> {
    this.#ended = true;
    await this.#running;
  }

  async #queue<T>(kind: Unit['kind'], work: () => Promise<T>): Promise<T> {
    if (this.#ended) throw new Error('the store is closed');
    return new Promise<T>((resolve, reject) => {
      let result: () => void = () => undefined;
      const unit: Unit = {
        kind,
        failed: false,
        async run() {
          try {
            const value = await work();
            result = () => resolve(value);
          } catch (error) {
            unit.failed = true;
            result = () => reject(error);
          }
        },
        settle: (broken) => (broken && !unit.failed ? reject(broken) : result()),
      };
      this.#waiting.push(unit);
      this.#running ??= this.#drain();
    });
  }

  async #drain(): Promise<void> {
    // Lets everybody who is about to write in this turn of the event loop join the same commit.
    await new Promise((resolve) => setImmediate(resolve));
    while (this.#waiting.length > 0) {
      const units = this.#waiting.splice(0, MOST_UNITS);
      const broken = await this.#commit(units);
      for (const unit of units) unit.settle(broken);
      if (this.#waiting.length === 0) await new Promise((resolve) => setImmediate(resolve));
    }
    this.#running = undefined;
  }

  async #commit(units: readonly Unit[]): Promise<Error | undefined> {
    if (units.every(({ kind }) => kind === 'read')) {
      for (const unit of units) await unit.run();
      return undefined;
    }
    try {
      this.#database.exec('begin immediate');
      for (const unit of units) await this.#runAlone(unit);
      this.#database.exec('commit');
      return undefined;
    } catch (error) {
      if (this.#database.isTransaction) this.#database.exec('rollback');
      return error instanceof Error ? error : new Error(String(error));
    }
  }

  async #runAlone(unit: Unit): Promise<void> {
    if (unit.kind === 'read') return unit.run();
    this.#database.exec('savepoint unit');
    await unit.run();
    if (unit.failed) this.#database.exec('rollback to unit');
    this.#database.exec('release unit');
  }
}
