import { fork } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fen } from '#domain/money.ts';
import { localDate } from '#domain/time.ts';
import { openSqlite } from '#store/sqlite/open-sqlite.ts';
import { openContent } from '../open-house.ts';
import { type Measure, rounded } from './figure.ts';

const HOUSEHOLDS = { full: 100_000, smoke: 1000 } as const;
const STARTS = { full: 5, smoke: 1 } as const;

/** `boot`: from the start of the process to the first answered turn; the value is that with a full store. */
export const bootBench: Measure = async (effort) => {
  const empty = await started(0, STARTS[effort]);
  const full = await started(HOUSEHOLDS[effort], STARTS[effort]);
  return {
    boot: { value: full, unit: `ms, ${HOUSEHOLDS[effort]} households`, n: STARTS[effort] },
    'boot-empty': { value: empty, unit: 'ms, empty store', n: STARTS[effort] },
  };
};

async function started(households: number, times: number): Promise<number> {
  const folder = mkdtempSync(join(tmpdir(), 'nuancui-boot-'));
  try {
    const file = join(folder, 'nuancui.db');
    await fill(file, households);
    const samples: number[] = [];
    for (let run = 0; run < times; run += 1) samples.push(await startOnce(file));
    return rounded(samples.toSorted((a, b) => a - b)[Math.floor(times / 2)] ?? 0);
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** A process of its own, timed from before it exists to its word that the first turn is answered. */
async function startOnce(file: string): Promise<number> {
  const begun = performance.now();
  const child = fork(new URL('./boot-child.ts', import.meta.url), [file], { stdio: 'inherit' });
  return new Promise((resolve, reject) => {
    child.once('message', () => {
      resolve(performance.now() - begun);
      child.kill('SIGKILL');
    });
    child.once('error', reject);
    child.once('exit', (code) => reject(new Error(`the service ended with ${code}`)));
  });
}

async function fill(file: string, households: number): Promise<void> {
  const store = await openSqlite({ file });
  const estate = openContent().estate({ id: 'bench', name: 'bench', policy: { burstQuietMs: 0 } });
  const due = localDate('2026-06-30');
  await store.write(async (tx) => {
    await tx.estates.put(estate);
    for (let index = 0; index < households; index += 1) {
      const who = { owner: 'owner', phone: null, occupancy: 'occupied' } as const;
      const room = `1-1-${index}`;
      const { id: householdId } = await tx.households.put({ estateId: 'bench', room, ...who });
      const period = { item: 'fee', from: '2026-01', to: '2026-06', due };
      const sums = { amount: fen(128_805), paid: fen(0), asOf: due, importId: null };
      await tx.charges.put({ householdId, ...period, ...sums });
    }
  });
  await store.close();
}
