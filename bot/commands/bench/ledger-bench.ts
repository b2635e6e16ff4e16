import { createHash } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { append } from '#ledger/append.ts';
import { verifyLedger } from '#ledger/verify.ts';
import type { LedgerEntry } from '#ports/store/ledger.ts';
import type { Store } from '#ports/store/store.ts';
import { openSqlite } from '#store/sqlite/open-sqlite.ts';
import { systemClock } from '../system-clock.ts';
import { type Measure, quantile, rate, rounded } from './figure.ts';

const ROUNDS = { full: 10, smoke: 2 } as const;
const BATCHES = { full: 100, smoke: 5 } as const;
/** Entries of one transaction: what a turn of a resident writes down. */
const BATCH = 4;
const ESTATE = 'bench';

/** `ledger-append` and `ledger-verify`: entries a second, beside bare durable rows and bare SHA-256 over the same bytes. */
export const ledgerBench: Measure = async (effort) => {
  const folder = mkdtempSync(join(tmpdir(), 'nuancui-ledger-'));
  const store = await openSqlite({ file: join(folder, 'nuancui.db') });
  const bare = bareRows(join(folder, 'bare.db'));
  try {
    const batches = BATCHES[effort];
    const [written, rows, checked, hashed]: number[][] = [[], [], [], []];
    for (let round = 0; round < ROUNDS[effort]; round += 1) {
      written?.push(await write(store, batches));
      const entries = await everyEntry(store);
      rows?.push(bare.write(entries.slice(-batches * BATCH)));
      checked?.push(await check(store, entries.length));
      hashed?.push(hash(entries));
    }
    const entries = ROUNDS[effort] * batches * BATCH;
    return {
      'ledger-append': beside(written ?? [], rows ?? [], entries),
      'ledger-verify': beside(checked ?? [], hashed ?? [], entries),
    };
  } finally {
    bare.close();
    await store.close();
    rmSync(folder, { recursive: true });
  }
};

function beside(work: number[], floor: number[], n: number) {
  const value = middle(work);
  const under = middle(floor);
  return { value, unit: 'entries/s', floor: under, ratio: rounded(value / under), n };
}

function middle(values: number[]): number {
  return quantile(
    values.toSorted((a, b) => a - b),
    0.5,
  );
}

async function write(store: Store, batches: number): Promise<number> {
  const at = systemClock().now();
  const begun = performance.now();
  for (let batch = 0; batch < batches; batch += 1) {
    await store.write(async (tx) => {
      for (let entry = 0; entry < BATCH; entry += 1) {
        const body = { id: `${batch}-${entry}`, text: '0'.repeat(64), sum: 128_805, by: 'bot' };
        const about = { householdId: `home-${batch}`, conversationId: `talk-${batch}` };
        await append(tx, { estateId: ESTATE, at, type: 'demand', ...about, body });
      }
    });
  }
  return rate(batches * BATCH, begun);
}

async function check(store: Store, entries: number): Promise<number> {
  const begun = performance.now();
  const verdicts = await verifyLedger(store);
  if (verdicts.some(({ broken }) => broken !== null)) throw new Error('the chain does not hold');
  return rate(entries, begun);
}

async function everyEntry(store: Store): Promise<LedgerEntry[]> {
  return store.read((tx) => tx.ledger.after(ESTATE, 0, Number.MAX_SAFE_INTEGER));
}

function hash(entries: readonly LedgerEntry[]): number {
  const texts = entries.map((entry) => JSON.stringify(Object.values(entry)));
  const begun = performance.now();
  for (const text of texts) createHash('sha256').update(text).digest('hex');
  return rate(texts.length, begun);
}

/** A file of rows as long as entries are, without chain, index or guard, each batch on disk before the next. */
function bareRows(file: string) {
  const database = new DatabaseSync(file);
  database.exec('pragma journal_mode = wal; pragma synchronous = full');
  database.exec('create table bare (id integer primary key, text text not null)');
  const insert = database.prepare('insert into bare (text) values (?)');
  return {
    write(entries: readonly LedgerEntry[]): number {
      const texts = entries.map((entry) => JSON.stringify(Object.values(entry)));
      const begun = performance.now();
      for (let at = 0; at < texts.length; at += BATCH) {
        database.exec('begin immediate');
        for (const text of texts.slice(at, at + BATCH)) insert.run(text);
        database.exec('commit');
      }
      return rate(texts.length, begun);
    },
    close: () => database.close(),
  };
}
