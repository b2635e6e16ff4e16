import { openSqlite } from '#store/sqlite/open-sqlite.ts';

/**
 * A process that only writes, to be killed: units of two documents, several at once, each reported to the parent when
 * the store has said that it is durable.
 */
const [file = '', begin = '0'] = process.argv.slice(2);
const store = await openSqlite({ file });
process.send?.({ open: true });

async function write(n: number): Promise<void> {
  await store.write(async (tx) => {
    await tx.documents.compareAndSet(`left:${n}`, 'x'.repeat(500), null);
    await tx.documents.compareAndSet(`right:${n}`, 'x'.repeat(500), null);
  });
  process.send?.({ kept: n });
}

for (let n = Number(begin); ; n += 5) {
  await Promise.all([0, 1, 2, 3, 4].map(async (step) => write(n + step)));
}
