import { Command } from 'commander';
import { readPaperWords } from '#papers/paper-words.ts';
import { readPersonalData } from '#papers/personal-data/read-personal-data.ts';
import { LOCALES } from './open-house.ts';
import { openKnownStore } from './open-store.ts';
import { systemClock } from './system-clock.ts';
import { endingOf, writeWhole } from './write-whole.ts';

interface Options {
  readonly contact: string;
  readonly out: string;
  readonly data: string;
  readonly database?: string;
}

/** `nuancui personal-data`: what is stored about one person, for a colleague to hand over (docs/rights.md). */
export function personalDataCommand(): Command {
  return new Command('personal-data')
    .description('a copy of what is stored about a contact; hand it over after checking who asks')
    .requiredOption('--contact <id>', 'the contact, as the console shows it beside the request')
    .requiredOption('--out <file>', 'where to write it: .json or .pdf')
    .option('--data <dir>', 'folder of the store', 'data')
    .option('--database <url>', 'a PostgreSQL database instead of the file')
    .action(writeCopy);
}

async function writeCopy({ contact, out, data, database }: Options): Promise<void> {
  const ending = endingOf(out, ['.json', '.pdf']);
  const store = await openKnownStore(data, database);
  try {
    const now = systemClock().now();
    const copy = await store.read((tx) => readPersonalData(tx, contact, now));
    if (ending === '.json') await writeWhole(out, `${JSON.stringify(copy, null, 1)}\n`);
    else {
      const { personalDataPdf } = await import('#papers/personal-data/personal-data-pdf.ts');
      await writeWhole(out, await personalDataPdf(copy, readPaperWords(LOCALES, 'zh-CN'), now));
    }
    process.stdout.write(`${out}: ${copy.homes.length} homes, ${copy.messages.length} messages\n`);
  } finally {
    await store.close();
  }
}
