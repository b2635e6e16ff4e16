// How long `ledger verify` takes, and how much memory: node test/bench/ledger-verify.ts [entries]
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { instant } from '#domain/time.ts';
import { append } from '#ledger/append.ts';
import { verifyLedger } from '#ledger/verify.ts';
import { openSqlite } from '#store/sqlite/open-sqlite.ts';

const ENTRIES = Number(process.argv[2] ?? 200_000);
const BATCH = 2000;
const MB = 1024 * 1024;

const folder = mkdtempSync(join(tmpdir(), 'nuancui-verify-'));
const store = await openSqlite({ file: join(folder, 'nuancui.db') });
for (let done = 0; done < ENTRIES; done += BATCH) {
  await store.write(async (tx) => {
    for (let n = done; n < Math.min(done + BATCH, ENTRIES); n += 1) {
      const head = {
        estateId: 'e',
        at: instant(n),
        householdId: `h${n % 500}`,
        conversationId: null,
      };
      const body = {
        message: `m${n}`,
        text: 'a'.repeat(64),
        digest: 'hmac-sha256',
        delivered: true,
      };
      await append(tx, { ...head, type: 'demand', body });
    }
  });
}

let peak = 0;
const before = process.memoryUsage().heapUsed;
const watched = {
  ...store,
  read: async <T>(work: Parameters<typeof store.read<T>>[0]) => {
    peak = Math.max(peak, process.memoryUsage().heapUsed);
    return store.read(work);
  },
};
const begun = performance.now();
const [verdict] = await verifyLedger(watched);
const seconds = ((performance.now() - begun) / 1000).toFixed(1);
process.stdout.write(
  `${verdict?.entries} entries, broken: ${verdict?.broken?.why ?? 'no'}, ${seconds} s, ` +
    `heap at most ${((peak - before) / MB).toFixed(0)} MB above the start\n`,
);
await store.close();
rmSync(folder, { recursive: true });
