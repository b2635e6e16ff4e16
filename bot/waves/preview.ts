import { readHouseholdFacts } from '#accounts/facts.ts';
import { bestBinding } from '#accounts/addressee.ts';
import { chooseScript } from '#policy/choose-script.ts';
import { gate } from '#policy/gate.ts';
import { isHeldOut } from '#policy/hold-out.ts';
import { listenerOf } from '#policy/listener.ts';
import { presentStage } from '#policy/stage.ts';
import { accountView, baseSlots, sumAtHand } from '#flows/account.ts';
import { UNKNOWN } from '#flows/speak.ts';
import type { Content } from '#content/load.ts';
import type { CategoryId, ScriptId } from '#domain/category.ts';
import type { Estate } from '#domain/estate.ts';
import type { Facts } from '#domain/facts.ts';
import type { Contact, Household } from '#domain/household.ts';
import { SOURCE_LOCALE, isLocale } from '#domain/locale.ts';
import { type Fen, sumFen } from '#domain/money.ts';
import type { Selection } from '#domain/selection.ts';
import type { Stage } from '#domain/stage.ts';
import type { Instant } from '#domain/time.ts';
import type { Withholding } from '#domain/withholding.ts';
import { dateAt } from '#domain/zone.ts';
import type { Tx } from '#ports/store/store.ts';

/** One household of a wave: who, why, in which words, or withheld by which rules. */
export interface WaveRow {
  readonly householdId: string;
  readonly room: string;
  readonly owner: string;
  readonly total: Fen;
  readonly stage: Stage | null;
  readonly category: CategoryId;
  readonly script: ScriptId | null;
  readonly why: Selection | null;
  readonly sample: string;
  readonly reasons: readonly Withholding[];
  readonly until: Instant | null;
  /** One of the share for which the bot plans no follow-up; a wave that a person starts reaches it all the same. */
  readonly heldOut: boolean;
  /** A formal reminder: starting the wave is the office's approval. */
  readonly needsApproval: boolean;
}

export interface WavePreview {
  readonly rows: readonly WaveRow[];
  readonly sending: number;
  readonly withheld: number;
  readonly total: Fen;
}

/** Stands for whoever is not known yet; nothing can be sent to them. */
const NOBODY: Contact = {
  id: '',
  channel: '',
  key: '',
  name: '',
  optedOut: false,
  locale: SOURCE_LOCALE,
};

/** What a wave would do now, in its own words; nothing is written and nothing is sent. */
export async function previewWave(
  tx: Tx,
  content: Content,
  estate: Estate,
  now: Instant,
): Promise<WavePreview> {
  const today = dateAt(now, estate.timezone);
  const rows: WaveRow[] = [];
  for (const household of await tx.households.inArrears(estate.id, today)) {
    rows.push(await previewRow(tx, content, estate, household, now));
  }
  const sending = rows.filter(({ reasons }) => reasons.length === 0).length;
  return {
    rows,
    sending,
    withheld: rows.length - sending,
    total: sumFen(rows.map(({ total }) => total)),
  };
}

async function previewRow(
  tx: Tx,
  content: Content,
  estate: Estate,
  household: Household,
  now: Instant,
): Promise<WaveRow> {
  const today = dateAt(now, estate.timezone);
  const binding = (await bestBinding(tx, household.id)) ?? null;
  const contact = binding ? await tx.contacts.byId(binding.contactId) : undefined;
  const conversation = contact && (await tx.conversations.byContact(contact.id));
  const facts: Facts = {
    estate,
    contact: contact ?? NOBODY,
    binding,
    home: (await readHouseholdFacts(tx, household.id, estate, now)) ?? null,
    ownership: conversation ?? { owner: 'bot', staffId: null, epoch: 0 },
    heard: conversation ? await tx.outbox.heard(conversation.id, 20) : [],
  };
  const verdict = gate({ facts, purpose: 'reminder', now });
  const stage = presentStage(facts, today);
  const category = conversation?.category ?? UNKNOWN;
  const words = sampleOf(content, facts, category, stage ?? 'courtesy', now);
  return {
    householdId: household.id,
    room: household.room,
    owner: household.owner,
    total: sumAtHand({ facts, today }),
    stage,
    category,
    ...words,
    reasons: verdict.allowed ? [] : verdict.reasons,
    until: verdict.allowed ? null : verdict.until,
    heldOut: isHeldOut(estate, household),
    needsApproval: stage === 'formal',
  };
}

function sampleOf(
  content: Content,
  facts: Facts,
  category: CategoryId,
  stage: Stage,
  now: Instant,
): Pick<WaveRow, 'script' | 'why' | 'sample'> {
  const today = dateAt(now, facts.estate.timezone);
  const locale = isLocale(facts.contact.locale) ? facts.contact.locale : SOURCE_LOCALE;
  const choice = chooseScript(content.catalogue, {
    category,
    stage,
    trigger: 'remind',
    account: accountView({ facts, today }),
    locale,
    listener: listenerOf(facts),
    heard: facts.home?.heard ?? facts.heard,
  });
  if (!choice) return { script: null, why: null, sample: '' };
  const slots = baseSlots({ facts, today });
  const rendered = content.render({ ...choice, locale, introduce: true, slots }, today);
  const sample = rendered.ok ? rendered.wording.text : '';
  return { script: choice.script, why: choice.selection, sample };
}
