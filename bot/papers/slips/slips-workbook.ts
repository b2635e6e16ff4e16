import writeXlsxFile from 'write-excel-file/node';
import type { PaperWords } from '../paper-words.ts';
import type { Slip } from './slip.ts';

const COLUMNS = ['room', 'code', 'until'] as const;

/** The slips as a table, for an office that prints them with its own bill. */
export async function slipsWorkbook(slips: readonly Slip[], words: PaperWords): Promise<Buffer> {
  const head = COLUMNS.map((key) => ({
    value: words.say(`slip.column-${key}`),
    type: String,
    fontWeight: 'bold' as const,
  }));
  const rows = slips.map((slip) => COLUMNS.map((key) => ({ value: slip[key], type: String })));
  const columns = [{ width: 18 }, { width: 18 }, { width: 22 }];
  return writeXlsxFile([
    { sheet: words.say('slip.file'), data: [head, ...rows], columns },
  ]).toBuffer();
}
