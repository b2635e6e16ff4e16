import { DatabaseSync } from 'node:sqlite';
import { previewWave } from '#waves/preview.ts';
import { localDate } from '#domain/time.ts';
import { instantAt } from '#domain/zone.ts';
import { openSqlite } from '#store/sqlite/open-sqlite.ts';
import { openContent } from '../open-house.ts';
import { tell } from './in-child.ts';

/** Plans the wave of a working day for every estate of the file, an estate at a time as the office does. */
const file = process.argv[2] ?? '';
const content = openContent();
const store = await openSqlite({ file });
const estates = await store.read((tx) => tx.estates.list());
const begun = performance.now();
let rows = 0;
for (const estate of estates) {
  const morning = instantAt(localDate('2026-11-18'), 10 * 60, estate.timezone);
  const preview = await store.read((tx) => previewWave(tx, content, estate, [], morning));
  rows += preview.rows.length;
}
const ms = performance.now() - begun;
await store.close();
tell({ ms, floorMs: scan(), rows });

function scan(): number {
  const database = new DatabaseSync(file, { readOnly: true });
  const from = performance.now();
  const open = database.prepare(
    'select * from charge where paid < amount order by due, household_id',
  );
  let count = 0;
  for (const row of open.iterate()) if (row['due'] !== null) count += 1;
  const took = performance.now() - from;
  database.close();
  if (count !== rows) throw new Error(`planned ${rows}, in arrears ${count}`);
  return took;
}
