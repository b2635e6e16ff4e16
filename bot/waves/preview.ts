import { readHouseholdFacts } from '#accounts/facts.ts';
import { bestBinding } from '#accounts/addressee.ts';
import { waveStart } from '#accounts/wave-start.ts';
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
import { daysOverdue } from '#domain/arrears.ts';
import { demandable } from '#domain/demandable.ts';
import type { Contact, Household } from '#domain/household.ts';
import { SOURCE_LOCALE, isLocale } from '#domain/locale.ts';
import { type Fen, sumFen } from '#domain/money.ts';
import type { Selection } from '#domain/selection.ts';
import type { Stage } from '#domain/stage.ts';
import type { Instant } from '#domain/time.ts';
import type { Withholding } from '#domain/withholding.ts';
import { dateAt } from '#domain/zone.ts';
import type { Channel } from '#ports/channel.ts';
import type { Tx } from '#ports/store/store.ts';
import { type Way, wayTo } from './way-to.ts';
import { factsDigest } from './facts-digest.ts';

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
  /** Days since the oldest of it fell due; 0 where nothing is overdue. */
  readonly overdueDays: number;
  readonly way: Way;
  /** Digest of what was looked at. */
  readonly facts: string;
}

export interface WavePreview {
  readonly rows: readonly WaveRow[];
  readonly sending: number;
  readonly withheld: number;
  readonly total: Fen;
}

/** What only says when: who draws up a wave in the evening means the next morning. */
const ONLY_LATER: ReadonlySet<Withholding> = new Set(['quiet-hours', 'holiday']);

/** Whether a wave may take a household: nothing speaks against it, or nothing but the hour. */
export function isSendable({ reasons }: Pick<WaveRow, 'reasons'>): boolean {
  return reasons.every((reason) => ONLY_LATER.has(reason));
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
  channels: readonly Channel[],
  now: Instant,
): Promise<WavePreview> {
  const today = dateAt(now, estate.timezone);
  const rows: WaveRow[] = [];
  for (const household of await tx.households.inArrears(estate.id, today)) {
    rows.push(await previewRow(tx, content, estate, channels, household, now));
  }
  const sending = rows.filter(isSendable).length;
  return {
    rows,
    sending,
    withheld: rows.length - sending,
    total: sumFen(rows.map(({ total }) => total)),
  };
}

/** How a wave would treat one household now. */
export async function previewRow(
  tx: Tx,
  content: Content,
  estate: Estate,
  channels: readonly Channel[],
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
    ...(contact && { channel: await tx.channels.standing(contact.id) }),
  };
  const begun = conversation ? await waveStart(tx, conversation.id) : null;
  const since = begun !== null && { waveStart: begun };
  const verdict = gate({ facts, purpose: 'reminder', now, ...since });
  const way = wayTo(channels, contact, now);
  const held = (await tx.waves.holding(household.id)).length > 0;
  const reasons: Withholding[] = verdict.allowed ? [] : [...verdict.reasons];
  if (way === 'closed') reasons.push('channel-closed');
  if (held) reasons.push('in-wave');
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
    reasons,
    until: verdict.allowed || held ? null : verdict.until,
    heldOut: isHeldOut(estate, household),
    needsApproval: stage === 'formal',
    overdueDays: daysOverdue(facts.home ? demandable(facts.home) : [], today),
    way,
    facts: factsDigest(facts, stage, words.script),
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
