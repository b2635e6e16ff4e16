import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { XlsxStreamWriter } from 'hucre';
import { z } from 'zod';
import { readImportWords } from '#accounts/import/import-words.ts';
import { LOCALES } from '../open-house.ts';
import { type Measure, rounded } from './figure.ts';
import { inChild } from './in-child.ts';

const ROWS = { full: 100_000, smoke: 500 } as const;

const imported = z.object({ ms: z.number(), floorMs: z.number(), accepted: z.number() });

/**
 * `import`: a workbook checked and booked as the command does it, in a process of its own; the floor is the library's
 * bare parse of the same bytes.
 */
export const importBench: Measure = async (effort) => {
  const folder = mkdtempSync(join(tmpdir(), 'nuancui-import-'));
  try {
    const rows = ROWS[effort];
    const file = join(folder, 'arrears.xlsx');
    writeFileSync(file, await workbook(rows));
    const child = new URL('./import-child.ts', import.meta.url);
    const { ms, floorMs, accepted, peak } = await inChild(child, [file, folder], imported);
    if (accepted !== rows) throw new Error(`of ${rows} rows ${accepted} were accepted`);
    return {
      import: {
        value: rounded(rows / (ms / 1000)),
        unit: `rows/s of ${rows}`,
        floor: rounded(rows / (floorMs / 1000)),
        ratio: rounded(floorMs / ms),
        n: 1,
      },
      'import-memory': { value: rounded(peak), unit: 'MB at most', n: 1 },
    };
  } finally {
    rmSync(folder, { recursive: true });
  }
};

/** Columns of an ordinary export, titled by the first word by which the import knows each. */
async function workbook(rows: number): Promise<Uint8Array> {
  const { synonyms } = readImportWords(LOCALES, 'zh-CN');
  const title = (column: keyof typeof synonyms) => synonyms[column]?.[0] ?? column;
  const writer = new XlsxStreamWriter({ name: 'arrears' });
  writer.addRow([
    title('room'),
    title('owner'),
    title('phone'),
    title('from'),
    title('to'),
    title('due'),
    title('amount'),
    title('paid'),
  ]);
  for (let row = 0; row < rows; row += 1) {
    const [building, flat] = [Math.floor(row / 100) + 1, row % 100];
    const room = `${building}-${1 + Math.floor(flat / 50)}-${101 + (flat % 50)}`;
    const phone = `138${String(10_000_000 + row)}`;
    writer.addRow([room, `owner ${row}`, phone, '2026-01', '2026-06', '2026-06-30', 1288.05, 0]);
  }
  return writer.finish();
}
