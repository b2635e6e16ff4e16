import { Command } from 'commander';
import { type LocalDate, isLocalDate } from '#domain/time.ts';
import { Fault } from '#errors';
import { estatesNamed } from '#papers/find-account.ts';
import { clockText, readPaperWords } from '#papers/paper-words.ts';
import { makeReport } from '#papers/report/make-report.ts';
import { reportDocument } from '#papers/report/report-document.ts';
import { reportWorkbook } from '#papers/report/report-workbook.ts';
import type { Store } from '#ports/store/store.ts';
import { LOCALES } from './open-house.ts';
import { openKnownStore } from './open-store.ts';
import { systemClock } from './system-clock.ts';
import { endingOf, writeWhole } from './write-whole.ts';

interface Options {
  readonly from: string;
  readonly to: string;
  readonly out: string;
  readonly estate?: string;
  readonly locale: string;
  readonly data: string;
  readonly database?: string;
}

/** `nuancui report`: collection, causes, promises, disputes, complaints (contract: commands). */
export function reportCommand(): Command {
  return new Command('report')
    .description(
      'collection, causes, promises, disputes, complaints and messages of a span of days',
    )
    .requiredOption('--from <day>', 'first day, as 2026-11-01')
    .requiredOption('--to <day>', 'last day, included')
    .requiredOption('--out <file>', 'where to write it: .xlsx or .json')
    .option('--estate <name>', 'only this estate; without it, every estate')
    .option('--locale <tag>', 'language of the words', 'zh-CN')
    .option('--data <dir>', 'folder of the store', 'data')
    .option('--database <url>', 'a PostgreSQL database instead of the file')
    .action(report);
}

async function report(options: Options): Promise<void> {
  const { out, estate, data, database, locale } = options;
  const span = { from: dayOf('from', options.from), to: dayOf('to', options.to) };
  if (span.from > span.to) {
    throw new Fault('INPUT_INVALID', { ...span, right: '--from on or before --to' });
  }
  const ending = endingOf(out, ['.xlsx', '.json']);
  const words = readPaperWords(LOCALES, locale);
  const store = await openKnownStore(data, database);
  try {
    const document = await documentOf(store, span, estate, words);
    const bytes =
      ending === '.json'
        ? `${JSON.stringify(document, null, 1)}\n`
        : await reportWorkbook(document, words);
    await writeWhole(out, bytes);
    process.stdout.write(
      `${out}: ${document.estates.length} estates, ${span.from} to ${span.to}\n`,
    );
  } finally {
    await store.close();
  }
}

async function documentOf(
  store: Store,
  span: { readonly from: LocalDate; readonly to: LocalDate },
  name: string | undefined,
  words: ReturnType<typeof readPaperWords>,
) {
  const now = systemClock().now();
  return store.read(async (tx) => {
    const estates = await estatesNamed(tx, name);
    const made = [];
    for (const estate of estates) made.push(await makeReport(tx, estate, span, now));
    const at = clockText(now, estates[0]?.timezone ?? 'UTC');
    return reportDocument({ ...span, made: at }, made, words);
  });
}

function dayOf(option: 'from' | 'to', text: string): LocalDate {
  if (isLocalDate(text)) return text;
  throw new Fault('INPUT_INVALID', { [option]: text, right: 'a day as 2026-11-20' });
}
