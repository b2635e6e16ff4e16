import { randomUUID } from 'node:crypto';
import { selectionOf } from '../../fixtures/selection.ts';
import { scriptId, statuteId } from '#domain/category.ts';
import type { Estate } from '#domain/estate.ts';
import type { Contact, Household } from '#domain/household.ts';
import { fen } from '#domain/money.ts';
import { type Instant, instant, localDate } from '#domain/time.ts';
import type { Conversation } from '#ports/store/conversations.ts';
import type { ChargeRow } from '#ports/store/households.ts';
import type { OutboundRow } from '#ports/store/messages.ts';
import type { Store, Tx } from '#ports/store/store.ts';

/** Noon of 23 November 2026 in Shanghai. */
export const NOON: Instant = instant(Date.parse('2026-11-23T04:00:00Z'));

/** A moment so many milliseconds after noon. */
export function afterNoon(ms: number): Instant {
  return instant(NOON + ms);
}

/** An estate of its own for every test, so that tests do not see each other's rows. */
export function newEstate(): Estate {
  const id = randomUUID();
  return {
    id,
    name: `翠湖花园 ${id}`,
    timezone: 'Asia/Shanghai',
    company: '暖阳物业',
    steward: '小李',
    office: '一号楼大厅',
    payLink: 'https://pay.example/{account}',
    limitationView: 'per-period',
    staffHours: '9:00–18:00',
    policy: {
      windowFrom: 540,
      windowTo: 1200,
      perDay: 1,
      perWeek: 2,
      perWave: 3,
      gapHours: 48,
      staleDays: 7,
      claimHours: 72,
      deafHours: 4,
      reminderEveryDays: 5,
      preDueDays: 3,
      liveBilling: true,
      maxInstalments: 6,
      minInstalment: fen(10_000),
      holdOutPercent: 10,
      approveAbove: 40,
      officeFrom: 540,
      officeTo: 1080,
      officeDays: 'daily',
      answerMinutes: 30,
      chatYears: 2,
      keepSettledDays: 30,
      burstQuietMs: 8000,
      burstCapMs: 60_000,
    },
  };
}

/** A household with a resident who has a conversation. */
export interface Home {
  readonly estate: Estate;
  readonly household: Household;
  readonly contact: Contact;
  readonly conversation: Conversation;
}

export async function newHome(store: Store): Promise<Home> {
  return store.write(async (tx) => {
    const estate = newEstate();
    await tx.estates.put(estate);
    return moveIn(tx, estate, '3-2-1101');
  });
}

/** One more household in an estate. */
export async function moveIn(tx: Tx, estate: Estate, room: string): Promise<Home> {
  const told = { owner: '王女士', phone: '13800000000', occupancy: 'occupied' } as const;
  const household = await tx.households.put({ estateId: estate.id, room, ...told });
  const contact = await tx.contacts.ensure('simulator', randomUUID(), '王女士', 'zh-CN', NOON);
  const ensured = await tx.conversations.ensure(estate.id, contact.id, household.id, NOON);
  return { estate, household, contact, conversation: ensured };
}

/** The fee of the year 2026, 1 200.00 yuan, nothing paid; with changes. */
export function yearFee(householdId: string, change: Partial<ChargeRow> = {}): ChargeRow {
  return {
    householdId,
    item: '物业费',
    from: '2026-01',
    to: '2026-12',
    due: localDate('2026-03-31'),
    amount: fen(120_000),
    paid: fen(0),
    asOf: localDate('2026-11-20'),
    importId: null,
    ...change,
  };
}

/** A reminder that waits in the outbox; with changes. */
export function reminderTo(home: Home, change: Partial<OutboundRow> = {}): OutboundRow {
  return {
    id: randomUUID(),
    conversationId: home.conversation.id,
    householdId: home.household.id,
    contactId: home.contact.id,
    author: 'bot',
    staffId: null,
    text: '王女士您好，我是暖阳物业小李。',
    script: scriptId('forgetful/courtesy'),
    variant: 1,
    stage: 'courtesy',
    citations: [statuteId('MFD-944')],
    selection: selectionOf(),
    proactive: true,
    epoch: 0,
    answersUpTo: null,
    status: 'queued',
    reasons: [],
    createdAt: NOON,
    settledAt: null,
    channelMessageId: null,
    ...change,
  };
}
