import { join } from 'node:path';
import { Command } from 'commander';
import { removeMedia } from '#accounts/remove-media.ts';
import type { Statute } from '#domain/content.ts';
import { ERASURE_REASONS, type ErasureReason } from '#domain/right.ts';
import { Fault } from '#errors';
import { findAccount } from '#papers/find-account.ts';
import { readPaperWords } from '#papers/paper-words.ts';
import { type ErasureLimit, LIMIT_LAW } from '#policy/erasure-limit.ts';
import type { Tx } from '#ports/store/store.ts';
import { type EraseResult, eraseContact, eraseHome } from '#rights/erase.ts';
import { openMediaFolder } from '#store/media/media-folder.ts';
import { LOCALES, openContent } from './open-house.ts';
import { openKnownStore } from './open-store.ts';
import { systemClock } from './system-clock.ts';

interface Options {
  readonly account?: string;
  readonly contact?: string;
  readonly reason: string;
  readonly estate?: string;
  readonly data: string;
  readonly database?: string;
}

/** `nuancui erase`: personal data of a contact or a home, where nothing that law lets the company keep stands against it. */
export function eraseCommand(): Command {
  return new Command('erase')
    .description('erase the personal data of a contact or of a home; it cannot be undone')
    .option('--account <room>', 'a home: everybody tied to it, its owner and phone')
    .option('--contact <id>', 'one contact, as the console shows it beside the request')
    .requiredOption('--reason <reason>', ERASURE_REASONS.join(', '))
    .option('--estate <name>', 'needed only where two estates have the room')
    .option('--data <dir>', 'folder of the store', 'data')
    .option('--database <url>', 'a PostgreSQL database instead of the file')
    .addHelpText('after', '\nWhat is kept, how long and on what ground: docs/rights.md.')
    .action(erase);
}

async function erase(options: Options): Promise<void> {
  const { account, contact, data, database } = options;
  if ((account === undefined) === (contact === undefined)) {
    throw new Fault('INPUT_INVALID', { right: 'either --account or --contact' });
  }
  const reason = ERASURE_REASONS.find((one) => one === options.reason);
  if (!reason) {
    const right = `one of: ${ERASURE_REASONS.join(', ')}`;
    throw new Fault('INPUT_INVALID', { reason: options.reason, right });
  }
  const store = await openKnownStore(data, database);
  try {
    const result = await store.write((tx) => eraseNamed(tx, options, reason));
    if (!result.ok) {
      throw new Fault('ERASURE_REFUSED', { why: result.limits.map(inWords).join('\n') });
    }
    const { contacts, messages, notes, files } = result;
    await removeMedia(store, openMediaFolder(join(data, 'media')), files);
    process.stdout.write(
      `erased: ${contacts} contacts, ${messages} messages, ${notes} notes, ${files.length} files; bills, payments and the ledger stay\n`,
    );
  } finally {
    await store.close();
  }
}

async function eraseNamed(
  tx: Tx,
  { account, contact = '', estate }: Options,
  reason: ErasureReason,
): Promise<EraseResult> {
  const order = { reason, by: 'command' };
  const now = systemClock().now();
  if (account !== undefined) {
    const found = await findAccount(tx, account, estate);
    return eraseHome(tx, found.household.id, found.estate, order, now);
  }
  if (!(await tx.contacts.byId(contact))) {
    throw new Fault('INPUT_INVALID', { contact, right: 'the id of a contact' });
  }
  return eraseContact(tx, contact, order, now);
}

/** Why something is kept, with the article word for word (PIPL-50: a refusal gives its reason). */
function inWords(limit: ErasureLimit): string {
  const words = readPaperWords(LOCALES, 'zh-CN');
  const statute: Statute | undefined = openContent().catalogue.statutes.get(LIMIT_LAW[limit]);
  const law = statute
    ? words.book.say('quotation', {
        title: statute.title,
        article: statute.article,
        text: statute.text,
      })
    : '';
  return `${words.label('limit', limit)} ${law}`;
}
