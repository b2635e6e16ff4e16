import { append } from '#ledger/append.ts';
import {
  type CommitOptions,
  type Committed,
  commitImport,
} from '#accounts/import/commit-import.ts';
import type { ImportPlan } from '#accounts/import/plan-import.ts';
import { type Undid, undoImport } from '#accounts/import/undo-import.ts';
import { formatYuan } from '#domain/money.ts';
import { instant } from '#domain/time.ts';
import { openContent } from '#commands/open-house.ts';
import type { Store } from '#ports/store/store.ts';
import { openSqlite } from '#store/sqlite/open-sqlite.ts';
import { AS_OF, HEAD, lookAtLines } from './arrears-file.ts';

export const NOW = instant(Date.parse('2026-11-20T10:00:00+08:00'));
const CONTENT = openContent();
const DESK = { now: NOW, today: AS_OF, append };

/** An estate whose books are made by imports alone. */
export class BookedEstate {
  readonly store: Store;

  constructor(store: Store) {
    this.store = store;
  }

  /** Books lines below the usual header; `mayHold` is what somebody allowed when asked. */
  async book(
    mode: CommitOptions['mode'],
    lines: readonly string[],
    change: Partial<CommitOptions> = {},
  ): Promise<Committed> {
    return this.bookPlan(await lookAtLines(HEAD, ...lines), { mode, ...change });
  }

  async bookPlan(plan: ImportPlan, change: Partial<CommitOptions> = {}): Promise<Committed> {
    const how = { estateId: 'e', asOf: AS_OF, mode: 'partial', mayHold: null, by: 'chen' } as const;
    return this.store.write((tx) => commitImport(tx, plan, { ...how, ...DESK, ...change }));
  }

  /** Books what has to be booked, and gives its id. */
  async booked(mode: CommitOptions['mode'], ...lines: string[]): Promise<string> {
    const booked = await this.book(mode, lines, { mayHold: 1 });
    if (!booked.done) throw new Error(`not booked: ${booked.why}`);
    return booked.importId;
  }

  async undo(importId: string): Promise<Undid> {
    const how = { by: 'chen', why: '导错了表', ...DESK };
    return this.store.write((tx) => undoImport(tx, importId, how));
  }

  /** Every room as `room owner open`, with a star where it is on hold. */
  async rooms(): Promise<string[]> {
    return this.store.read(async (tx) => {
      const lines: string[] = [];
      for (const { id, room, owner, suspended } of await tx.households.list('e')) {
        const bills = (await tx.charges.open(id)).map(
          ({ from, amount, paid }) => `${from}:${formatYuan(amount)}-${formatYuan(paid)}`,
        );
        lines.push([room, owner, ...bills, ...(suspended ? ['*'] : [])].join(' '));
      }
      return lines;
    });
  }

  async home(room: string) {
    const home = await this.store.read((tx) => tx.households.byRoom('e', room));
    if (!home) throw new Error(`no room ${room}`);
    return home;
  }

  async tasks() {
    return this.store.read((tx) => tx.tasks.open('e'));
  }

  /** Types of all entries of the estate's chain. */
  async written(): Promise<string[]> {
    const entries = await this.store.read((tx) => tx.ledger.after('e', 0, 10_000));
    return entries.map(({ type }) => type);
  }
}

/** Runs with an estate of its own, closed at the end. */
export async function withEstate(run: (estate: BookedEstate) => Promise<void>): Promise<void> {
  const store = await openSqlite({ file: ':memory:' });
  try {
    await store.write((tx) => tx.estates.put(CONTENT.estate({ id: 'e', name: '云杉苑' })));
    await run(new BookedEstate(store));
  } finally {
    await store.close();
  }
}
