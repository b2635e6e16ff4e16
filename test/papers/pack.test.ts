import assert from 'node:assert/strict';
import { DatabaseSync } from 'node:sqlite';
import { join } from 'node:path';
import { after, before, describe, it } from 'mocha';
import { z } from 'zod';
import { fen } from '#domain/money.ts';
import { HOUR_MS } from '#domain/time.ts';
import { append, textDigest } from '#ledger/append.ts';
import { openSigner } from '#ledger/signing-key.ts';
import { findAccount } from '#papers/find-account.ts';
import { checkPack } from '#papers/pack/check-pack.ts';
import { makePack } from '#papers/pack/make-pack.ts';
import { type EvidencePack, packSchema } from '#papers/pack/pack-schema.ts';
import { type LivedInHouse, openLivedInHouse, words } from './lived-in-house.ts';

async function packOf(home: LivedInHouse, room = '3-2-1101'): Promise<EvidencePack> {
  const { store, folder, clock } = home;
  const account = await store.read((tx) => findAccount(tx, room, undefined));
  const parts = { store, signer: openSigner(folder), words, checkpoints: [] };
  return makePack(parts, account, clock.now());
}

const loose = z.record(z.string(), z.unknown());

describe('An evidence pack', function () {
  this.timeout(60_000);
  let home: LivedInHouse;
  let pack: EvidencePack;
  before(async () => {
    home = await openLivedInHouse();
    const { service, wang, li } = home;
    await service.orderReminder(wang.id, 'wang');
    await service.orderReminder(li.id, 'wang');
    await service.pump.settle();
    await home.say('li', '我下周五交');
    await home.say('wang', '楼上漏水一直没人修，不修好我不交');
    await home.say('tenant', '我是租客，房东电话13900001111');
    await home.pass(HOUR_MS);
    await service.confirmPayment({
      householdId: li.id,
      amount: fen(10_000),
      period: null,
      source: 'billing',
      externalId: 'r1',
    });
    await service.pump.settle();
    pack = await packOf(home);
  });
  after(async () => {
    await home.close();
    home.remove();
  });

  const checked = (value: unknown) => checkPack(JSON.stringify(value), 'pack.json');
  /** The pack as JSON has it, changed by somebody on the way. */
  function changed(change: (pack: EvidencePack) => unknown) {
    const copy = packSchema.parse(JSON.parse(JSON.stringify(pack)));
    const made = change(copy);
    return checked(made ?? copy);
  }

  it('holds the household whole: demand with its words and receipt, promise, payment, books', () => {
    const types = pack.entries.map(({ type }) => type);
    for (const type of ['demand', 'received', 'promise', 'reply', 'payment']) {
      assert.ok(
        types.some((one) => one === type),
        type,
      );
    }
    assert.match(pack.texts[0]?.text ?? '', /2026年4月至9月的物业费共?1288\.00元/u);
    assert.equal(pack.texts.find(({ from }) => from === 'resident')?.text, '我下周五交');
    assert.deepEqual(
      pack.books.charges.map(({ from, amount, paid, open }) => [from, amount, paid, open]),
      [
        ['2026-04', '644.00', '100.00', '544.00'],
        ['2026-07', '644.00', '0.00', '644.00'],
      ],
    );
    assert.equal(pack.books.open, '1188.00');
    assert.equal(pack.made, '2026-11-20 11:00');
  });

  it('is proved by nothing but itself', () => {
    const { ok, entries, chain, broken } = checked(pack);
    assert.deepEqual([ok, broken], [true, null]);
    assert.equal(entries, pack.entries.length);
    assert.ok(chain > entries, 'the neighbours have entries too');
  });

  it('tells nothing of anybody else', () => {
    const text = JSON.stringify(pack);
    for (const foreign of [
      '王五',
      '3-2-1102',
      home.wang.id,
      '漏水',
      '赵六',
      '13900001111',
      '13800138000',
    ]) {
      assert.ok(!text.includes(foreign), foreign);
    }
    const left = pack.texts.filter(({ omitted }) => omitted !== null);
    assert.deepEqual(
      left.map(({ from, text: words_, omitted }) => [from, words_, omitted]),
      [['resident', null, 'third-person']],
    );
  });

  it('breaks where an entry is edited', () => {
    const isPromise = ({ type }: { readonly type: string }) => type === 'promise';
    const target = pack.entries.find(isPromise)?.seq ?? null;
    const { ok, broken } = changed((copy) => {
      const entry = copy.entries.find(isPromise);
      if (entry) entry.body = entry.body.replace('2026-11-27', '2026-12-27');
    });
    assert.deepEqual([ok, broken], [false, { seq: target, why: 'changed' }]);
  });

  it('breaks where an entry is taken from another place, doubled, or put out of order', () => {
    const [first, second] = pack.entries;
    assert.ok(first && second);
    assert.deepEqual(changed((copy) => ({ ...copy, entries: [second, first] })).broken, {
      seq: first.seq,
      why: 'order',
    });
    assert.deepEqual(
      changed((copy) => ({ ...copy, entries: [{ ...first, proof: second.proof }] })).broken,
      { seq: first.seq, why: 'unproved' },
    );
  });

  it('breaks where an entry is left out, a sum is changed, or a word of a message', () => {
    assert.deepEqual(changed((copy) => void copy.entries.pop()).broken, {
      seq: null,
      why: 'signature',
    });
    assert.deepEqual(
      changed((copy) => ({ ...copy, books: { ...copy.books, open: '9999.00' } })).broken,
      { seq: null, why: 'signature' },
    );
    const seq = pack.texts[0]?.seq ?? null;
    assert.deepEqual(
      changed((copy) => ({ ...copy, texts: [{ ...copy.texts[0], text: '别的话' }] })).broken,
      { seq, why: 'text' },
    );
  });

  it('breaks where the checkpoint is made over or belongs to another household', () => {
    assert.deepEqual(changed((copy) => void (copy.checkpoint.root = 'a'.repeat(64))).broken, {
      seq: null,
      why: 'checkpoint',
    });
    const seq = pack.entries[0]?.seq ?? null;
    assert.deepEqual(changed((copy) => void (copy.household.id = home.wang.id)).broken, {
      seq,
      why: 'foreign',
    });
  });

  it('proves words whose digest was written before there were salts, and those words only', async () => {
    const other = await openLivedInHouse();
    await other.store.write(async (tx) => {
      const now = other.clock.now();
      const [talk] = await tx.conversations.ofHousehold(other.li.id);
      const head = { estateId: 'plum', at: now, householdId: other.li.id };
      for (const [id, text] of [
        ['old-1', '我月底交'],
        ['old-2', '改成下月'],
      ] as const) {
        const about = {
          conversationId: talk?.id ?? '',
          channelMessageId: id,
          kind: 'text',
        } as const;
        const times = { sentAt: now, receivedAt: now, origin: 'resident' } as const;
        const seq = await tx.inbox.store('wechat', { ...about, ...times, text });
        const digest = textDigest(id === 'old-1' ? text : '别的话');
        const body = { seq, text: digest };
        await append(tx, { ...head, type: 'received', conversationId: talk?.id ?? null, body });
      }
    });
    const made = await packOf(other);
    await other.close();
    other.remove();
    assert.deepEqual(
      made.texts.map(({ text, omitted, salt }) => [text, omitted, salt]),
      [
        ['我月底交', null, undefined],
        [null, 'changed', undefined],
      ],
    );
    assert.ok(checked(made).ok);
    const texts = made.texts.map((one) => ({
      ...one,
      text: one.text && '我明天交',
      omitted: one.omitted,
    }));
    assert.equal(checked({ ...made, texts }).broken?.why, 'text');
  });

  it('names what is wrong with a file that is no pack', () => {
    assert.throws(() => checkPack('{', 'x.json'), /x\.json.*an evidence pack/u);
    const { entries: _entries, ...rest } = loose.parse(JSON.parse(JSON.stringify(pack)));
    assert.throws(() => checked(rest), /pack\.json[\s\S]*entries: /u);
  });

  it('leaves out words that were changed after they were hashed', async () => {
    const other = await openLivedInHouse();
    await other.say('li', '我下周五交');
    await other.close();
    const database = new DatabaseSync(join(other.folder, 'nuancui.db'));
    database.exec("update inbound set text = '我从来没有答应过'");
    database.close();
    const { openSqlite } = await import('#store/sqlite/open-sqlite.ts');
    const store = await openSqlite({ file: join(other.folder, 'nuancui.db') });
    const made = await packOf({ ...other, store });
    await store.close();
    other.remove();
    assert.deepEqual(
      made.texts
        .filter(({ from }) => from === 'resident')
        .map(({ text, omitted }) => [text, omitted]),
      [[null, 'changed']],
    );
    assert.ok(checked(made).ok, 'what is left out is no lie');
  });
});
