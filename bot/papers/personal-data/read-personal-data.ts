import { openAmount } from '#domain/arrears.ts';
import type { Estate } from '#domain/estate.ts';
import type { Contact } from '#domain/household.ts';
import { rightsOf } from '#policy/identity/rights.ts';
import { formatYuan } from '#domain/money.ts';
import type { Instant } from '#domain/time.ts';
import { Fault } from '#errors';
import type { Tx } from '#ports/store/store.ts';
import { clockText } from '../paper-words.ts';

/** A home as its proved owner may have it. */
export interface StoredHome {
  readonly room: string;
  readonly owner: string;
  readonly phone: string | null;
  readonly role: string;
  readonly level: string;
  readonly charges: readonly {
    readonly item: string;
    readonly from: string;
    readonly to: string;
    readonly due: string;
    readonly amount: string;
    readonly open: string;
    readonly asOf: string;
  }[];
  readonly payments: readonly {
    readonly at: string;
    readonly amount: string;
    readonly source: string;
  }[];
  readonly promises: readonly {
    readonly due: string;
    readonly amount: string | null;
    readonly status: string;
  }[];
}

/** All that is stored about one person, to be handed over to that person and to nobody else (PIPL-45). */
export interface PersonalDataCopy {
  readonly made: string;
  readonly company: string;
  readonly contact: {
    readonly channel: string;
    readonly key: string;
    readonly name: string;
    readonly optedOut: boolean;
  };
  readonly homes: readonly StoredHome[];
  readonly messages: readonly {
    readonly at: string;
    readonly from: 'us' | 'you';
    readonly text: string;
  }[];
  readonly notes: readonly { readonly at: string; readonly text: string }[];
  readonly requests: readonly {
    readonly at: string;
    readonly kind: string;
    readonly answered: boolean;
  }[];
  /** Years after the last contact and settlement for which words are kept. */
  readonly keptYears: number;
}

/**
 * Gathers what is stored about a contact. Of a home, only what this contact may hear; of other people, nothing.
 * @throws Fault INPUT_INVALID when there is no such contact, or no estate yet.
 */
export async function readPersonalData(
  tx: Tx,
  contactId: string,
  now: Instant,
): Promise<PersonalDataCopy> {
  const contact = await tx.contacts.byId(contactId);
  if (!contact)
    throw new Fault('INPUT_INVALID', { contact: contactId, right: 'the id of a contact' });
  const conversation = await tx.conversations.byContact(contactId);
  const [first] = await tx.estates.list();
  const estate = conversation ? await tx.estates.byId(conversation.estateId) : first;
  if (!estate)
    throw new Fault('INPUT_INVALID', { estates: 'none', right: 'import a workbook first' });
  const at = (moment: Instant) => clockText(moment, estate.timezone);
  const id = conversation?.id ?? '';
  const heard = (await tx.inbox.of(id)).filter((one) => !one.recalled && one.text !== '');
  const told = (await tx.outbox.of(id)).filter(
    (one) => one.text !== '' && (one.status === 'accepted' || one.status === 'unknown'),
  );
  const spoken = [
    ...heard.map((one) => ({ when: one.receivedAt, from: 'you' as const, text: one.text })),
    ...told.map((one) => ({ when: one.createdAt, from: 'us' as const, text: one.text })),
  ].toSorted((a, b) => a.when - b.when);
  return {
    made: at(now),
    company: estate.company,
    contact: nameplate(contact),
    homes: await homesOf(tx, contactId, estate),
    messages: spoken.map(({ when, ...said }) => ({ at: at(when), ...said })),
    notes: (await tx.notes.of(id))
      .filter(({ text }) => text !== '')
      .map((note) => ({ at: at(note.at), text: note.text })),
    requests: (await tx.personal.requestsOf(id)).map(({ openedAt, kind, closedAt }) => ({
      at: at(openedAt),
      kind,
      answered: closedAt !== null,
    })),
    keptYears: estate.policy.chatYears,
  };
}

function nameplate({ channel, key, name, optedOut }: Contact): PersonalDataCopy['contact'] {
  return { channel, key, name, optedOut };
}

async function homesOf(tx: Tx, contactId: string, { timezone }: Estate): Promise<StoredHome[]> {
  const homes: StoredHome[] = [];
  for (const binding of await tx.bindings.of(contactId)) {
    const whole = rightsOf(binding).hears === 'all';
    const home = whole ? await tx.households.byId(binding.householdId) : undefined;
    if (!home) continue;
    const { id, room, owner, phone } = home;
    const { role, level } = binding;
    homes.push({
      room,
      owner,
      phone,
      role,
      level,
      charges: (await tx.charges.all(id)).map((charge) => {
        const { item, from, to, due, asOf } = charge;
        const [amount, open] = [formatYuan(charge.amount), formatYuan(openAmount(charge))];
        return { item, from, to, due, amount, open, asOf };
      }),
      payments: (await tx.payments.of(id)).map(({ at, amount, source }) => ({
        at: clockText(at, timezone),
        amount: formatYuan(amount),
        source,
      })),
      promises: (await tx.promises.of(id)).map(({ due, amount, status }) => ({
        due,
        amount: amount === null ? null : formatYuan(amount),
        status,
      })),
    });
  }
  return homes;
}
