import { Command } from 'commander';
import { drawCodes, homesToVerify, storeCodes } from '#accounts/identity/issue-codes.ts';
import { linkWithCode, readWecomSettings } from '#channels/wecom/wecom-settings.ts';
import type { Estate } from '#domain/estate.ts';
import type { Instant } from '#domain/time.ts';
import { Fault } from '#errors';
import { append } from '#ledger/append.ts';
import { estatesNamed } from '#papers/find-account.ts';
import { type PaperWords, readPaperWords } from '#papers/paper-words.ts';
import { type Slip, slipOf } from '#papers/slips/slip.ts';
import type { Tx } from '#ports/store/store.ts';
import { LOCALES } from './open-house.ts';
import { openKnownStore } from './open-store.ts';
import { systemClock } from './system-clock.ts';
import { endingOf, writeWhole } from './write-whole.ts';

interface Options {
  readonly estate: string;
  readonly account?: readonly string[];
  readonly out: string;
  readonly data: string;
  readonly database?: string;
}

/** `nuancui codes`: one-time codes for homes whose owner nobody has verified, as slips to print; only hashes are stored. */
export function codesCommand(): Command {
  return new Command('codes')
    .description('one-time codes for owners who are not verified yet, as slips to print')
    .requiredOption('--estate <name>', 'the estate')
    .option(
      '--account <room...>',
      'these rooms only; without it, every home that nobody is verified for',
    )
    .requiredOption('--out <file>', 'where to write them: .pdf or .xlsx')
    .option('--data <dir>', 'folder of the store', 'data')
    .option('--database <url>', 'a PostgreSQL database instead of the file')
    .addHelpText(
      'after',
      '\nThe file is the only place where the codes stand: print it, then delete it. New codes void older unused ones.',
    )
    .action(writeCodes);
}

async function writeCodes({ estate: name, account = [], out, data, database }: Options) {
  const ending = endingOf(out, ['.pdf', '.xlsx']);
  const store = await openKnownStore(data, database);
  try {
    const now = systemClock().now();
    const words = readPaperWords(LOCALES, 'zh-CN');
    const { estate, homes } = await store.read(async (tx) => {
      const [found] = await estatesNamed(tx, name);
      if (!found) throw new Fault('INPUT_INVALID', { estate: name, right: 'an estate' });
      await demandRooms(tx, found, account);
      return { estate: found, homes: await homesToVerify(tx, found.id, account) };
    });
    const codes = await drawCodes(homes, now);
    const slips = codes.map(({ household, code, expiresAt }) =>
      slipOf({ code, room: household.room, expiresAt, link: linkOf(code) }, estate, words),
    );
    if (slips.length > 0) {
      const bytes = await bytesOf(ending, slips, estate, words, now);
      await writeWhole(out, bytes, async () =>
        store.write(async (tx) => {
          await storeCodes(tx, codes, now);
          for (const { household, expiresAt } of codes) {
            await append(tx, {
              estateId: estate.id,
              at: now,
              type: 'code',
              householdId: household.id,
              conversationId: null,
              body: { until: expiresAt, by: 'command' },
            });
          }
        }),
      );
    }
    const where = slips.length > 0 ? out : 'nothing written';
    process.stdout.write(`${where}: ${slips.length} codes for ${estate.name}\n`);
    const left = account.length - slips.length;
    if (left > 0) process.stderr.write(`left out, somebody is verified already: ${left} rooms\n`);
  } finally {
    await store.close();
  }
}

/** The way into WeCom customer service that brings the code along, where this machine is set up for it. */
function linkOf(code: string): string | null {
  if (!process.env['NUANCUI_WECOM_LINK']) return null;
  const { link } = readWecomSettings(process.env);
  return link === undefined ? null : linkWithCode(link, code);
}

/** @throws Fault INPUT_INVALID that names the first room the books do not have. */
async function demandRooms(tx: Tx, { id }: Estate, rooms: readonly string[]): Promise<void> {
  for (const room of rooms) {
    if (await tx.households.byRoom(id, room)) continue;
    throw new Fault('INPUT_INVALID', { account: room, right: 'a room of the books, as 3-2-1101' });
  }
}

async function bytesOf(
  ending: '.pdf' | '.xlsx',
  slips: readonly Slip[],
  estate: Estate,
  words: PaperWords,
  now: Instant,
): Promise<Buffer> {
  if (ending === '.pdf') {
    const { slipsPdf } = await import('#papers/slips/slips-pdf.ts');
    return slipsPdf(slips, estate.company, words, now);
  }
  const { slipsWorkbook } = await import('#papers/slips/slips-workbook.ts');
  return slipsWorkbook(slips, words);
}
