import { openAmount, totalOpen } from '#domain/arrears.ts';
import { formatYuan } from '#domain/money.ts';
import type { Instant } from '#domain/time.ts';
import { canonicalJson } from '#ledger/canonical-json.ts';
import type { Checkpoint } from '#ledger/checkpoint.ts';
import { type ProvedEntries, proveEntries } from '#ledger/export.ts';
import { fingerprint } from '#ledger/signing-key.ts';
import type { Signer } from '#ports/signer.ts';
import type { Store, Tx } from '#ports/store/store.ts';
import type { Account } from '../find-account.ts';
import type { PaperWords } from '../paper-words.ts';
import { entryBody } from './entry-body.ts';
import type { EvidencePack, PackContent } from './pack-schema.ts';
import { readTexts } from './read-texts.ts';

export interface PackParts {
  readonly store: Store;
  readonly signer: Signer;
  readonly words: PaperWords;
  /** Genuine ones of the data folder; a chain that was cut off makes no evidence. */
  readonly checkpoints: readonly Checkpoint[];
}

/**
 * All that the ledger and the books tell of one household and of nobody else, signed.
 * @throws Fault as {@link proveEntries}.
 */
export async function makePack(
  { store, signer, words, checkpoints }: PackParts,
  account: Account,
  now: Instant,
): Promise<EvidencePack> {
  const { estate, household } = account;
  const about = { estateId: estate.id, householdId: household.id };
  const proved = await proveEntries(store, signer, about, checkpoints, now);
  const content = await store.read((tx) => contentOf(tx, account, proved, words, now));
  return { ...content, signature: signer.sign(signedText(content)) };
}

/** Lines that tell how to check a pack; those that begin with `$` can be run. */
const STEPS = 18;

/** What a pack's signature is over. */
export function signedText(content: PackContent): string {
  return `nuancui evidence pack 1\n${canonicalJson(content)}`;
}

async function contentOf(
  tx: Tx,
  { estate, household }: Account,
  { entries, checkpoint }: ProvedEntries,
  words: PaperWords,
  now: Instant,
): Promise<PackContent> {
  const { id, name, timezone, company, office } = estate;
  const key = fingerprint(checkpoint.publicKey);
  return {
    format: 'nuancui-evidence-pack',
    version: 1,
    madeAt: now,
    made: words.moment(now, timezone),
    estate: { id, name, timezone, company, office },
    household: { id: household.id, room: household.room, owner: household.owner },
    books: await booksOf(tx, household.id, (at) => words.moment(at, timezone)),
    staff: await staffOf(tx, entries),
    texts: await readTexts(tx, household.id, entries, timezone),
    entries: [...entries],
    checkpoint,
    fingerprint: key,
    howToCheck: Array.from({ length: STEPS }, (_, n) =>
      words.say(`check.${n + 1}`, { fingerprint: key }),
    ),
  };
}

async function booksOf(
  tx: Tx,
  householdId: string,
  moment: (at: Instant) => string,
): Promise<PackContent['books']> {
  const charges = await tx.charges.all(householdId);
  const payments = await tx.payments.of(householdId);
  return {
    charges: charges.map((charge) => {
      const { id, item, from, to, due, asOf } = charge;
      const [amount, paid] = [formatYuan(charge.amount), formatYuan(charge.paid)];
      return { id, item, from, to, due, amount, paid, open: formatYuan(openAmount(charge)), asOf };
    }),
    open: formatYuan(totalOpen(charges)),
    payments: payments.map(({ at, amount, source }) => ({
      at,
      made: moment(at),
      amount: formatYuan(amount),
      source,
    })),
  };
}

/** Colleagues that the entries name, by what they are in the office; their names are for the office to give. */
async function staffOf(tx: Tx, entries: ProvedEntries['entries']): Promise<PackContent['staff']> {
  const named = new Set(
    entries.flatMap((entry) => {
      const { staff, staffId } = entryBody(entry);
      return [staff, staffId].filter((id) => typeof id === 'string');
    }),
  );
  return (await tx.staff.list())
    .filter(({ id }) => named.has(id))
    .map(({ id, role }) => ({ id, role }));
}
