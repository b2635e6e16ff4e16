import assert from 'node:assert/strict';
import { afterEach, beforeEach, describe, it } from 'mocha';
import { report } from '#console/report-api.ts';
import { paidShare } from '#papers/report/paid-share.ts';
import { effectRows } from '#console/web/report/effect-rows.ts';
import { scriptId } from '#domain/category.ts';
import { fen } from '#domain/money.ts';
import { DAY_MS, type Instant, later } from '#domain/time.ts';
import { recordHoldOut } from '#ledger/hold-out.ts';
import type { KeptSelection, OutboundRow } from '#ports/store/messages.ts';
import { selectionOf } from '../fixtures/selection.ts';
import { reminderTo } from '../contract/store/home.ts';
import { type Browser, type Console, MORNING, openConsole } from './open-console.ts';

describe('What came after a wording', () => {
  let desk: Console;
  let chen: Browser;
  let homes: string[];
  beforeEach(async () => {
    desk = await openConsole();
    chen = await desk.signIn('chen');
    homes = await desk.store.write(async (tx) => {
      const found = [];
      for (const room of ['1', '2', '3', '4']) {
        const rest = { owner: '李', phone: null, occupancy: 'occupied' } as const;
        found.push((await tx.households.put({ estateId: 'plum', room, ...rest })).id);
      }
      return found;
    });
  });
  afterEach(async () => desk.close());

  const daysAgo = (days: number): Instant => later(MORNING, -days * DAY_MS);
  const home = (index: number): string => homes[index] ?? '';

  /** A reminder that arrived `days` ago. */
  async function sent(
    index: number,
    days: number,
    change: Partial<KeptSelection> = {},
    variant = 0,
  ) {
    const { conversation, estate, household } = desk.plum;
    const contact = await desk.store.read((tx) => tx.contacts.byId(conversation.contactId));
    assert.ok(contact);
    const row: Partial<OutboundRow> = {
      householdId: home(index),
      script: scriptId('forgetful/gentle-reminder'),
      variant,
      selection: selectionOf(change),
      status: 'accepted',
      createdAt: daysAgo(days),
      settledAt: daysAgo(days),
    };
    const at = { estate, household, contact, conversation };
    await desk.store.write((tx) => tx.outbox.put(reminderTo(at, row)));
  }

  async function paid(index: number, days: number) {
    const rest = { source: 'counter', externalId: null, amount: fen(100) };
    await desk.store.write((tx) =>
      tx.payments.record({
        ...rest,
        id: `p${index}-${days}`,
        householdId: home(index),
        at: daysAgo(days),
      }),
    );
  }

  async function effects() {
    const span = 'from=2026-10-01&to=2026-11-23';
    return report.parse((await chen.get(`/api/estates/plum/report?${span}`)).json).effects;
  }

  it('counts a household that paid within the days, once its days are over', async () => {
    await sent(0, 40);
    await paid(0, 30);
    await sent(1, 40);
    await paid(1, 20);
    await sent(2, 20);
    await sent(3, 5);
    await paid(3, 1);
    const [line] = (await effects()).wordings;
    assert.deepEqual(
      [line?.script, line?.variant, line?.households],
      ['forgetful/gentle-reminder', 0, 4],
    );
    assert.deepEqual([line?.days14.n, line?.days14.paid], [3, 1]);
    assert.deepEqual([line?.days30.n, line?.days30.paid], [2, 2]);
  });

  it('keeps wordings apart, and counts a household only with the one it heard first', async () => {
    await sent(0, 40);
    await sent(0, 33, { times: 1 }, 1);
    await paid(0, 32);
    await sent(1, 40, {}, 1);
    const lines = (await effects()).wordings.map(({ variant, days14 }) => [
      variant,
      days14.paid,
      days14.n,
    ]);
    assert.deepEqual(lines, [
      [0, 1, 1],
      [1, 0, 1],
    ]);
  });

  it('sets follow-ups of the bot beside those that were left out, and calls those no refusal', async () => {
    await sent(0, 40, { occasion: 'planned', trigger: 'remind:silence' });
    await sent(1, 40);
    await sent(3, 40, { occasion: 'planned', trigger: 'remind:instalment' });
    await desk.store.write(async (tx) => {
      const held = {
        estateId: 'plum',
        householdId: home(2),
        conversationId: desk.plum.conversation.id,
      };
      await recordHoldOut(tx, { ...held, touched: null }, daysAgo(40));
    });
    await paid(2, 35);
    const read = await effects();
    assert.deepEqual([read.followUps.days14.paid, read.followUps.days14.n], [0, 1]);
    assert.deepEqual([read.holdOut.days14.paid, read.holdOut.days14.n], [1, 1]);
    const span = 'from=2026-10-01&to=2026-11-23';
    const { json } = await chen.get(`/api/estates/plum/report?${span}`);
    const { figures } = report.parse(json);
    assert.equal(figures.find(({ key }) => key === 'withheld')?.value, 0);
    assert.deepEqual(
      effectRows(read).map(({ key }) => key),
      ['followUps', 'holdOut', 'forgetful/gentle-reminder 0'],
    );
  });

  it('shows no hold-out where there never was one', async () => {
    await sent(0, 40);
    assert.deepEqual(
      effectRows(await effects()).map(({ key }) => key),
      ['forgetful/gentle-reminder 0'],
    );
  });
});

describe('A share of households', () => {
  // Expected by the published formula: Wilson 1927, as in Brown, Cai and DasGupta 2001, z = 1.96.
  it('comes with the range in which it may lie, wide where there are few', () => {
    assert.deepEqual(paidShare(0, 10), { n: 10, paid: 0, low: 0, high: 28 });
    assert.deepEqual(paidShare(5, 10), { n: 10, paid: 5, low: 23, high: 77 });
    assert.deepEqual(paidShare(500, 1000), { n: 1000, paid: 500, low: 46, high: 54 });
    assert.deepEqual(paidShare(10, 10), { n: 10, paid: 10, low: 72, high: 100 });
  });

  it('of nobody may be anything', () => {
    assert.deepEqual(paidShare(0, 0), { n: 0, paid: 0, low: 0, high: 100 });
  });
});
