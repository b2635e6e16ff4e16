import { createHash } from 'node:crypto';
import { Command } from 'commander';
import { readHouseholdFacts } from '#accounts/facts.ts';
import { totalOpen } from '#domain/arrears.ts';
import { formatYuan } from '#domain/money.ts';
import { Fault } from '#errors';
import { append } from '#ledger/append.ts';
import { type Account, findAccount } from '#papers/find-account.ts';
import { type MadeLetter, makeLetter } from '#papers/letter/make-letter.ts';
import { readPaperWords } from '#papers/paper-words.ts';
import type { Instant } from '#domain/time.ts';
import type { Store } from '#ports/store/store.ts';
import { LOCALES, openContent } from './open-house.ts';
import { openKnownStore } from './open-store.ts';
import { systemClock } from './system-clock.ts';
import { endingOf, writeWhole } from './write-whole.ts';

interface Options {
  readonly account: string;
  readonly out: string;
  readonly estate?: string;
  readonly data: string;
  readonly database?: string;
}

/** `nuancui letter`: the formal letter of a household as a PDF; it is made, never sent (contract: commands). */
export function letterCommand(): Command {
  return new Command('letter')
    .description(
      'the formal letter (PDF) on what a household owes; a person signs, seals and delivers it',
    )
    .requiredOption('--account <room>', 'the room, as in the arrears workbook')
    .requiredOption('--out <file>', 'where to write it: .pdf')
    .option('--estate <name>', 'needed only where two estates have the room')
    .option('--data <dir>', 'folder of the store', 'data')
    .option('--database <url>', 'a PostgreSQL database instead of the file')
    .addHelpText('after', '\nRefused, with the reason, where policy forbids it (docs/papers.md).')
    .action(writeLetter);
}

async function writeLetter(options: Options): Promise<void> {
  const { account, out, estate, data, database } = options;
  endingOf(out, ['.pdf']);
  const store = await openKnownStore(data, database);
  try {
    const now = systemClock().now();
    const words = readPaperWords(LOCALES, 'zh-CN');
    const parts = { words, catalogue: openContent().catalogue, now };
    const { found, made } = await store.read(async (tx) => {
      const one = await findAccount(tx, account, estate);
      const home = await readHouseholdFacts(tx, one.household.id, one.estate, now);
      if (!home) throw new Fault('INPUT_INVALID', { account, right: 'a room of the books' });
      return { found: one, made: makeLetter(one, home, parts) };
    });
    const { letterPdf } = await import('#papers/letter/letter-pdf.ts');
    const bytes = await letterPdf(made.letter, words.locale, now);
    await writeWhole(out, bytes, async () => note(store, found, made, bytes, now));
    tell(out, made);
  } finally {
    await store.close();
  }
}

/** That a letter was made, and which. It interrupts nothing: whoever delivers it proves that. */
async function note(
  store: Store,
  { estate, household }: Account,
  { letter, charges, replyBy }: MadeLetter,
  bytes: Buffer,
  now: Instant,
): Promise<void> {
  await store.write((tx) =>
    append(tx, {
      estateId: estate.id,
      at: now,
      type: 'letter',
      householdId: household.id,
      conversationId: null,
      body: {
        letter: letter.number,
        file: createHash('sha256').update(bytes).digest('hex'),
        periods: charges.map(({ from, to }) => `${from}/${to}`),
        total: totalOpen(charges),
        replyBy,
        by: 'command',
      },
    }),
  );
}

function tell(out: string, { letter, charges, leftOut, replyBy }: MadeLetter): void {
  const total = formatYuan(totalOpen(charges));
  process.stdout.write(
    `${out}: letter ${letter.number}, ${charges.length} bills, ${total} yuan, reply by ${replyBy}; not sent\n`,
  );
  for (const { item, from, to } of leftOut) {
    process.stderr.write(`left out, a person looks: ${item} ${from}/${to} has run out of time\n`);
  }
}
