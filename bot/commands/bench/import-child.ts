import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { read } from 'hucre';
import { readImportWords } from '#accounts/import/import-words.ts';
import { planImport } from '#accounts/import/plan-import.ts';
import { localDate } from '#domain/time.ts';
import { openSqlite } from '#store/sqlite/open-sqlite.ts';
import { bookImport } from '../book-import.ts';
import { LOCALES, openContent } from '../open-house.ts';
import { systemClock } from '../system-clock.ts';
import { tell } from './in-child.ts';

/** Reads, checks and books one workbook into an empty store on disk. */
const [file = '', folder = ''] = process.argv.slice(2);
const content = openContent();
const words = readImportWords(LOCALES, 'zh-CN');
const store = await openSqlite({ file: join(folder, 'nuancui.db') });
const asOf = localDate('2026-11-20');

const begun = performance.now();
const plan = await planImport(readFileSync(file), 'arrears.xlsx', words, content.feeItem, asOf);
const desk = { store, content, now: systemClock().now() };
await bookImport(desk, plan, {
  estate: 'bench',
  asOf,
  mode: 'partial',
  mayHold: null,
  by: 'bench',
});
const ms = performance.now() - begun;
await store.close();

const parsing = performance.now();
await read(new Uint8Array(readFileSync(file)));
tell({ ms, floorMs: performance.now() - parsing, accepted: plan.bills.length });
