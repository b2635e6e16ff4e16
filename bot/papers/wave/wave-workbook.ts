import writeXlsxFile, { type Cell } from 'write-excel-file/node';
import { formatYuan } from '#domain/money.ts';
import type { PaperWords } from '../paper-words.ts';
import type { ReachedHome, WaveResults } from './wave-results.ts';

const FLAGS = ['promised', 'planned', 'disputed', 'optedOut', 'complained', 'heldOut'] as const;
const COLUMNS = ['room', 'at', 'answer', ...FLAGS, 'paid'] as const;

/** What came after a wave, a line for each household reached; words are text, so that no cell is calculated. */
export async function waveWorkbook(
  { homes }: WaveResults,
  timezone: string,
  words: PaperWords,
): Promise<Buffer> {
  const head = COLUMNS.map((key): Cell => ({
    value: words.say(`wave.${key}`),
    type: String,
    fontWeight: 'bold',
  }));
  const rows = homes.map((home) => rowOf(home, timezone, words));
  const columns = COLUMNS.map(() => ({ width: 16 }));
  return writeXlsxFile([
    { sheet: words.say('wave.sheet'), data: [head, ...rows], columns },
  ]).toBuffer();
}

function rowOf(home: ReachedHome, timezone: string, words: PaperWords): Cell[] {
  const flags = FLAGS.map((key) => text(home[key] ? words.say('wave.yes') : ''));
  const sum = Number(formatYuan(home.paid));
  return [
    text(home.room),
    text(words.moment(home.at, timezone)),
    text(home.answer === null ? '' : words.label('label', home.answer)),
    ...flags,
    { value: sum, type: Number, format: '#,##0.00' },
  ];
}

const text = (value: string): Cell => ({ value, type: String });
