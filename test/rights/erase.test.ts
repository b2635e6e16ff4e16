import assert from 'node:assert/strict';
import { DatabaseSync } from 'node:sqlite';
import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, it } from 'mocha';
import { fen } from '#domain/money.ts';
import { DAY_MS, HOUR_MS, localDate } from '#domain/time.ts';
import { createHash } from 'node:crypto';
import { openSigner } from '#ledger/signing-key.ts';
import { verifyLedger } from '#ledger/verify.ts';
import { removeMedia } from '#accounts/remove-media.ts';
import { findAccount } from '#papers/find-account.ts';
import { checkPack } from '#papers/pack/check-pack.ts';
import { makePack } from '#papers/pack/make-pack.ts';
import { readPersonalData } from '#papers/personal-data/read-personal-data.ts';
import type { Tx } from '#ports/store/store.ts';
import { answerRequest } from '#rights/answer-request.ts';
import { eraseContact, eraseHome } from '#rights/erase.ts';
import { type LivedInHouse, openLivedInHouse, words } from '../papers/lived-in-house.ts';

const WORDS = '我下周五一定交';
const ORDER = { reason: 'request', by: 'chen' } as const;

describe('Personal data', function () {
  this.timeout(60_000);
  let home: LivedInHouse;
  beforeEach(async () => {
    home = await openLivedInHouse();
    await home.service.orderReminder(home.li.id, 'chen');
    await home.service.pump.settle();
    await home.say('li', WORDS);
  });
  afterEach(async () => {
    await home.close();
    home.remove();
  });

  const contactOf = async (tx: Tx, key = 'li') =>
    (await tx.contacts.byKey('wechat', key))?.id ?? '';
  const erase = async (key = 'li') =>
    home.store.write(async (tx) =>
      eraseContact(tx, await contactOf(tx, key), ORDER, home.clock.now()),
    );
  async function pay(amount: number): Promise<void> {
    const bill = { householdId: home.li.id, period: null, source: 'billing', externalId: 'r1' };
    await home.service.confirmPayment({ ...bill, amount: fen(amount) });
    await home.service.pump.settle();
  }
  async function packed() {
    const { store, folder, clock } = home;
    const account = await store.read((tx) => findAccount(tx, '3-2-1101', undefined));
    const parts = { store, signer: openSigner(folder), words, checkpoints: [] };
    return makePack(parts, account, clock.now());
  }

  it('of an owner with a bill unpaid is kept, and the reason is named; nothing has changed', async () => {
    assert.deepEqual(await erase(), { ok: false, limits: ['unpaid'] });
    const pack = await packed();
    assert.ok(pack.texts.some(({ text }) => text === WORDS));
  });

  it('is kept while a dispute is open, and of a tenant is nobody’s record', async () => {
    await pay(128_800);
    await home.say('li', '楼上漏水一直没人修，不修好我不交');
    const refused = await erase();
    assert.deepEqual(refused, { ok: false, limits: ['disputed'] });
    const tenant = await erase('tenant');
    assert.ok(tenant.ok);
  });

  it('is gone from the whole store, the chain holds, and an export says so', async () => {
    await pay(128_800);
    const { note } = home.service.staff;
    const [conversation] = await home.store.read((tx) => tx.conversations.ofHousehold(home.li.id));
    await note(conversation?.id ?? '', 'chen', '备注里也有李四的电话');
    const before = await packed();
    assert.ok(before.texts.every(({ text, salt }) => text === null || salt !== undefined));
    const result = await erase();
    assert.ok(result.ok && result.messages > 0 && result.notes === 1);
    const verdicts = await verifyLedger(home.store);
    assert.deepEqual(
      verdicts.map(({ broken }) => broken),
      [null],
    );
    const pack = await packed();
    assert.ok(checkPack(JSON.stringify(pack), 'pack.json').ok);
    assert.ok(
      checkPack(JSON.stringify(before), 'before.json').ok,
      'what was given away still holds',
    );
    const left = pack.texts.map(({ omitted, erasedOn, erasedFor }) => [
      omitted,
      erasedOn,
      erasedFor,
    ]);
    assert.ok(left.length > 0);
    for (const one of left) assert.deepEqual(one, ['erased', '2026-11-20', 'request']);
    assert.ok(pack.entries.some(({ type }) => type === 'erasure'));
    const { packPdf } = await import('#papers/pack/pack-pdf.ts');
    assert.ok((await packPdf(pack, words)).length > 1000);
    const found = new DatabaseSync(join(home.folder, 'nuancui.db'));
    found.exec('pragma wal_checkpoint(truncate)');
    for (const table of [
      'inbound',
      'outbound',
      'note',
      'handoff',
      'document',
      'contact',
      'ledger',
    ]) {
      const text = JSON.stringify(found.prepare(`select * from ${table}`).all());
      assert.ok(!text.includes(WORDS) && !text.includes('备注里'), table);
    }
    found.close();
  });

  it('that was short cannot be guessed from the chain once its salt is gone', async () => {
    await pay(128_800);
    await home.say('li', '好的');
    await erase();
    const digest = createHash('sha256').update('好的').digest('hex');
    const entries = await home.store.read((tx) => tx.ledger.after('plum', 0, 1000));
    assert.ok(entries.every(({ body }) => !body.includes(digest)));
    const salts = new DatabaseSync(join(home.folder, 'nuancui.db'));
    const [kept] = salts
      .prepare(`select count(*) as n from text_salt where conversation_id in
        (select id from conversation where contact_id in (select id from contact where name = '—'))`)
      .all();
    salts.close();
    assert.equal(kept?.['n'], 0);
  });

  it('of a home takes owner and phone with it, and leaves the neighbours alone', async () => {
    await pay(128_800);
    const estate = await home.store.read((tx) => tx.estates.byId('plum'));
    assert.ok(estate);
    const result = await home.store.write((tx) =>
      eraseHome(tx, home.li.id, estate, ORDER, home.clock.now()),
    );
    assert.ok(result.ok && result.contacts === 2);
    const [li, wang] = await home.store.read(async (tx) => [
      await tx.households.byId(home.li.id),
      await tx.households.byId(home.wang.id),
    ]);
    assert.deepEqual([li?.owner, li?.phone, li?.room], ['—', null, '3-2-1101']);
    assert.deepEqual([wang?.owner, wang?.phone], ['王五', '13800138000']);
  });

  it('of a home is gone from formal letters too: their files go, that they were made stays', async () => {
    const { store, clock, li, service } = home;
    const { media } = service.world;
    const account = await store.read((tx) => findAccount(tx, '3-2-1101', undefined));
    const sha256 = await media.keep(Buffer.from('%PDF- to 李四'));
    await store.write((tx) =>
      tx.letters.put({
        number: '20261120-1',
        estateId: 'plum',
        householdId: li.id,
        approvedAt: clock.now(),
        approvedBy: 'legal',
        sha256,
        total: fen(128_800),
        replyBy: localDate('2026-12-05'),
        periods: ['2026-07/2026-09'],
        delivery: null,
      }),
    );
    await pay(128_800);
    const result = await store.write((tx) =>
      eraseHome(tx, li.id, account.estate, ORDER, clock.now()),
    );
    assert.ok(result.ok && result.files.includes(sha256));
    await removeMedia(store, media, result.files);
    assert.equal(await media.read(sha256), undefined);
    const left = await store.read((tx) => tx.letters.byNumber('20261120-1'));
    assert.deepEqual([left?.number, left?.sha256], ['20261120-1', null]);
  });

  it('makes who writes again a stranger', async () => {
    await pay(128_800);
    await erase();
    await home.say('li', '我还欠多少');
    const known = await home.store.read(async (tx) => {
      const contact = await tx.contacts.byKey('wechat', 'li');
      return contact && tx.bindings.of(contact.id);
    });
    assert.deepEqual(known, []);
  });

  it('is erased or not as a whole: a failure on the way leaves everything', async () => {
    await pay(128_800);
    const failed = home.store.write(async (tx) => {
      await eraseContact(tx, await contactOf(tx), ORDER, home.clock.now());
      throw new Error('the power went off');
    });
    await assert.rejects(failed, /power/u);
    const pack = await packed();
    assert.ok(pack.texts.some(({ text }) => text === WORDS));
  });

  it('is erased by a colleague’s approval of what the resident asked in chat', async () => {
    await pay(128_800);
    await home.say('li', '删除我的信息');
    await home.say('li', '是');
    const [request] = await home.store.read((tx) => tx.personal.openRequests('plum'));
    assert.equal(request?.kind, 'erase');
    const order = { staffId: 'chen', erase: true };
    const id = request?.id ?? '';
    const answer = await home.store.write((tx) => answerRequest(tx, id, order, home.clock.now()));
    assert.ok(answer.ok);
    assert.deepEqual(await home.store.read((tx) => tx.personal.openRequests('plum')), []);
    const types = (await home.store.read((tx) => tx.ledger.after('plum', 0, 1000))).map(
      ({ type }) => type,
    );
    assert.deepEqual(types.slice(-2), ['erasure', 'rights-answer']);
  });

  it('expires by itself three years after the last word and payment, and not a day before', async () => {
    await pay(128_800);
    const held = async () =>
      home.store.read(async (tx) => {
        const [one] = await tx.conversations.ofHousehold(home.li.id);
        return (await tx.inbox.of(one?.id ?? '')).map(({ text }) => text);
      });
    await home.pass(3 * 365 * DAY_MS - 2 * DAY_MS);
    assert.deepEqual(await held(), [WORDS]);
    await home.pass(4 * DAY_MS);
    await home.pass(DAY_MS + HOUR_MS);
    assert.deepEqual(await held(), ['']);
    const tied = await home.store.read((tx) => tx.bindings.to(home.li.id));
    assert.ok(
      tied.some(({ role }) => role === 'owner'),
      'the owner stays the owner',
    );
  });

  it('is handed out as a copy that tells nothing of anybody else', async () => {
    const copy = await home.store.read(async (tx) =>
      readPersonalData(tx, await contactOf(tx), home.clock.now()),
    );
    assert.equal(copy.homes[0]?.room, '3-2-1101');
    assert.ok(copy.messages.some(({ text, from }) => from === 'you' && text === WORDS));
    assert.ok(!JSON.stringify(copy).includes('王五'));
    const tenant = await home.store.read(async (tx) =>
      readPersonalData(tx, await contactOf(tx, 'tenant'), home.clock.now()),
    );
    assert.deepEqual(tenant.homes, [], 'below verified nothing is said of the home');
    const { personalDataPdf } = await import('#papers/personal-data/personal-data-pdf.ts');
    assert.ok((await personalDataPdf(copy, words, home.clock.now())).length > 1000);
  });

  it('is nowhere in the data folder beside the database', () => {
    for (const file of readdirSync(home.folder).filter((name) => !name.startsWith('nuancui.db'))) {
      assert.ok(!readFileSync(join(home.folder, file), 'utf8').includes(WORDS), file);
    }
  });
});
