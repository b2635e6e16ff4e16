import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { spawnSync } from 'node:child_process';
import { afterEach, beforeEach, describe, it } from 'mocha';
import { z } from 'zod';
import { residentCard } from '#console/api.ts';
import { letterApproved, letterList } from '#console/letter-api.ts';
import { readLimitation } from '#accounts/limitation.ts';
import { removeMedia } from '#accounts/remove-media.ts';
import { fen } from '#domain/money.ts';
import { DAY_MS } from '#domain/time.ts';
import { type Browser, type Console, openConsole } from './open-console.ts';

const bodySchema = z.record(z.string(), z.unknown());
const RECEIPT = {
  how: 'ems',
  reference: 'EA123456789CN',
  outcome: 'signed',
  receivedBy: 'owner',
  on: '2026-11-25',
} as const;

describe('a formal letter, from the card of a resident', () => {
  let desk: Console;
  let legal: Browser;
  let home: string;
  beforeEach(async () => {
    desk = await openConsole();
    legal = await desk.signIn('legal');
    home = `/api/households/${desk.peach.household.id}`;
  });
  afterEach(async () => desk.close());

  const letters = async (who = legal) => letterList.parse((await who.get(`${home}/letters`)).json);
  async function approve(): Promise<string> {
    const answer = await legal.post(`${home}/letters`);
    assert.equal(answer.status, 200, answer.body);
    return letterApproved.parse(answer.json).number;
  }
  const pdf = async (url: string) => desk.server.inject({ url, headers: { cookie: legal.cookie } });
  const entries = async () =>
    (await desk.store.read((tx) => tx.ledger.ofHousehold(desk.peach.household.id))).map(
      ({ type, body }) => ({ type, body: bodySchema.parse(JSON.parse(body)) }),
    );
  const pay = async () =>
    desk.store.write(async (tx) => {
      for (const charge of await tx.charges.open(desk.peach.household.id)) {
        await tx.charges.put({ ...charge, importId: null, paid: charge.amount });
      }
    });
  const limitation = async () =>
    desk.store.read(async (tx) => {
      const { household, estate } = desk.peach;
      const charges = await tx.charges.all(household.id);
      return readLimitation(tx, household.id, charges, estate, desk.clock.now());
    });

  it('is seen as a draft that says so, and leaves no trace', async () => {
    const answer = await pdf(`${home}/letter.pdf`);
    assert.equal(answer.headers['content-type'], 'application/pdf');
    const ran = spawnSync('pdftotext', ['-layout', '-', '-'], { input: answer.rawPayload });
    if (ran.status === 0) assert.match(ran.stdout.toString(), /样稿，未经批准，不得寄出/u);
    assert.deepEqual(await entries(), []);
    assert.deepEqual(await letters(), { items: [], refusals: [] });
  });

  it('is made for good by who approves it: the file stays the same, the ledger has its digest', async () => {
    const number = await approve();
    const [first, again] = [
      await pdf(`/api/letters/${number}/file`),
      await pdf(`/api/letters/${number}/file`),
    ];
    assert.ok(first.rawPayload.equals(again.rawPayload));
    const sha256 = createHash('sha256').update(first.rawPayload).digest('hex');
    const [entry] = await entries();
    assert.equal(entry?.type, 'letter');
    const { letter, file, total, staffId } = entry.body;
    assert.deepEqual([letter, file, total, staffId], [number, sha256, 128_800, 'legal']);
    const { items } = await letters();
    assert.deepEqual(
      items.map((one) => [one.number, one.approvedBy, one.total, one.delivery, one.stale]),
      [[number, 'legal', '1288.00', null, []]],
    );
    const ran = spawnSync('pdftotext', ['-layout', '-', '-'], { input: first.rawPayload });
    if (ran.status === 0) assert.doesNotMatch(ran.stdout.toString(), /样稿/u);
    await removeMedia(desk.store, desk.media);
    assert.equal((await pdf(`/api/letters/${number}/file`)).statusCode, 200, 'after a sweep');
  });

  it('is neither seen whole nor approved by who may not', async () => {
    const clerk = await desk.signIn('service');
    assert.equal((await clerk.post(`${home}/letters`)).status, 403);
    assert.equal((await clerk.get(`${home}/letter.pdf`)).status, 403);
    assert.deepEqual((await letters(clerk)).items, []);
    const theirs = await desk.signIn('clerk-of-plum');
    assert.equal((await theirs.post(`${home}/letters`)).status, 404);
  });

  it('is refused with the reasons where policy forbids it', async () => {
    await pay();
    assert.deepEqual((await letters()).refusals, ['paid']);
    const answer = await legal.post(`${home}/letters`);
    assert.deepEqual(
      [answer.status, answer.json],
      [409, { code: 'LETTER_REFUSED', reasons: ['paid'] }],
    );
    assert.equal((await pdf(`${home}/letter.pdf`)).statusCode, 409);
    assert.deepEqual(await entries(), []);
  });

  it('is not given out any more once the debt is paid, or is another', async () => {
    const number = await approve();
    const file = `/api/letters/${number}/file`;
    await desk.store.write(async (tx) => {
      const [charge] = await tx.charges.open(desk.peach.household.id);
      assert.ok(charge);
      await tx.charges.put({ ...charge, importId: null, paid: fen(100) });
    });
    assert.deepEqual((await pdf(file)).json(), { code: 'LETTER_STALE', reasons: ['changed'] });
    await pay();
    assert.deepEqual((await pdf(file)).json(), { code: 'LETTER_STALE', reasons: ['paid'] });
    assert.deepEqual((await letters()).items[0]?.stale, ['paid']);
  });

  it('that was signed for interrupts limitation from the day on the receipt, by its number', async () => {
    const before = await limitation();
    const number = await approve();
    assert.deepEqual(await limitation(), before, 'a letter in a drawer proves nothing');
    desk.clock.pass(5 * DAY_MS);
    legal = await desk.signIn('legal');
    const path = `/api/letters/${number}/delivery`;
    assert.equal((await legal.post(path, RECEIPT)).status, 200);
    const after = await limitation();
    for (const one of after) {
      assert.deepEqual(
        one.interruptedBy.map(({ date, type }) => [date, type]),
        [['2026-11-25', 'demand-letter']],
      );
    }
    const entry = (await entries()).at(-1);
    assert.equal(entry?.type, 'letter-delivered');
    const { letter, how, reference, delivered, to, on } = entry.body;
    assert.deepEqual(
      [letter, how, reference, delivered, to, on],
      [number, 'ems', 'EA123456789CN', true, 'owner', '2026-11-25'],
    );
    assert.deepEqual((await legal.post(path, RECEIPT)).json, { code: 'DECIDED' });
    assert.equal((await entries()).filter(({ type }) => type === 'letter-delivered').length, 1);
    await pay();
    assert.equal(
      (await pdf(`/api/letters/${number}/file`)).statusCode,
      200,
      'a copy for the files',
    );
  });

  it('that came back, or that somebody else signed for, interrupts nothing', async () => {
    const before = (await limitation()).map(({ expiry }) => expiry);
    for (const ended of [
      { outcome: 'returned', receivedBy: null },
      { outcome: 'refused', receivedBy: null },
      { outcome: 'signed', receivedBy: 'other' },
    ]) {
      const number = await approve();
      const on = '2026-11-23';
      const told = await legal.post(`/api/letters/${number}/delivery`, {
        ...RECEIPT,
        ...ended,
        on,
      });
      assert.equal(told.status, 200, told.body);
      assert.deepEqual(
        (await limitation()).map(({ expiry }) => expiry),
        before,
      );
    }
  });

  it('takes no receipt that cannot be one', async () => {
    const number = await approve();
    const path = `/api/letters/${number}/delivery`;
    for (const wrong of [
      { on: '2026-11-22' },
      { on: '2026-11-24' },
      { on: '2026-02-30' },
      { reference: ' ' },
      { outcome: 'returned' },
      { receivedBy: null },
      { how: 'pigeon' },
    ]) {
      const told = await legal.post(path, { ...RECEIPT, on: '2026-11-23', ...wrong });
      assert.equal(told.status, 400, JSON.stringify(wrong));
    }
    const byHand = { ...RECEIPT, how: 'hand', reference: '', on: '2026-11-23' };
    assert.equal((await legal.post(path, byHand)).status, 200);
  });

  it('is found from the card', async () => {
    const card = residentCard.parse(
      (await legal.get(`/api/conversations/${desk.peach.conversation.id}/card`)).json,
    );
    assert.equal(card.household, desk.peach.household.id);
  });
});
