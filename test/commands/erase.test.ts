import assert from 'node:assert/strict';
import { existsSync, mkdirSync, readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, describe, it } from 'mocha';
import { z } from 'zod';
import { fen } from '#domain/money.ts';
import { openSqlite } from '#store/sqlite/open-sqlite.ts';
import { type LivedInHouse, openLivedInHouse } from '../papers/lived-in-house.ts';
import { nuancui } from './run-nuancui.ts';

const WORDS = '我下周五一定交';
const copySchema = z.looseObject({
  contact: z.looseObject({ key: z.string(), name: z.string() }),
  homes: z.array(z.looseObject({ room: z.string(), phone: z.string().nullable() })),
  messages: z.array(z.looseObject({ from: z.string(), text: z.string() })),
});

describe('The commands of residents’ rights', function () {
  this.timeout(120_000);
  let home: LivedInHouse;
  let out = '';
  let contact = '';
  let tenant = '';

  before(async () => {
    home = await openLivedInHouse();
    await home.service.orderReminder(home.li.id, 'chen');
    await home.service.pump.settle();
    await home.say('li', WORDS);
    await home.say('tenant', '我是租客，房东电话13900001111');
    [contact = '', tenant = ''] = await home.store.read(async (tx) =>
      Promise.all(
        ['li', 'tenant'].map(async (key) => (await tx.contacts.byKey('wechat', key))?.id),
      ),
    );
    await home.close();
    out = join(home.folder, 'out');
    mkdirSync(out);
  });
  after(() => home.remove());

  const here = () => ['--data', home.folder] as const;
  const erase = (...args: readonly string[]) => nuancui('erase', ...args, ...here());
  const copy = (...args: readonly string[]) => nuancui('personal-data', ...args, ...here());

  /** What is stored of words, people and homes, to see that a refusal changed nothing. */
  async function stored() {
    const store = await openSqlite({ file: join(home.folder, 'nuancui.db') });
    const found = await store.read(async (tx) => {
      const people = await Promise.all([contact, tenant].map(async (id) => tx.contacts.byId(id)));
      const talks = await Promise.all(
        [contact, tenant].map(async (id) => tx.conversations.byContact(id)),
      );
      const words = await Promise.all(talks.map(async (talk) => tx.inbox.of(talk?.id ?? '')));
      const ledger = await tx.ledger.head('plum');
      return { people, words, ledger, homes: await tx.households.list('plum') };
    });
    await store.close();
    return found;
  }

  it('hand a copy over: everything of the one person, nothing of anybody else', () => {
    const file = join(out, 'copy.json');
    const { status, stdout, stderr } = copy('--contact', contact, '--out', file);
    assert.deepEqual([status, stderr], [0, '']);
    assert.match(stdout, /copy\.json: 1 homes, \d+ messages\n$/u);
    const read = copySchema.parse(JSON.parse(readFileSync(file, 'utf8')));
    assert.deepEqual([read.contact.key, read.homes[0]?.room], ['li', '3-2-1101']);
    assert.ok(read.messages.some(({ from, text }) => from === 'you' && text === WORDS));
    assert.ok(read.messages.some(({ from }) => from === 'us'));
    for (const foreign of ['王五', '3-2-1102', '赵六', '13900001111']) {
      assert.ok(!readFileSync(file, 'utf8').includes(foreign), foreign);
    }
  });

  it('hand a tenant their own words only, and not what the owner owes', () => {
    const file = join(out, 'tenant.json');
    assert.equal(copy('--contact', tenant, '--out', file).status, 0);
    const text = readFileSync(file, 'utf8');
    assert.deepEqual(copySchema.parse(JSON.parse(text)).homes, []);
    for (const foreign of ['李四', '13800138000', '644.00', WORDS]) {
      assert.ok(!text.includes(foreign), foreign);
    }
  });

  it('hand a copy over as a paper', () => {
    const file = join(out, 'copy.pdf');
    assert.equal(copy('--contact', contact, '--out', file).status, 0);
    assert.equal(readFileSync(file).subarray(0, 5).toString(), '%PDF-');
  });

  it('keep what the law lets the company keep, and give the reason with the article word for word', async () => {
    const before_ = await stored();
    const { status, stdout, stderr } = erase('--account', '3-2-1101', '--reason', 'request');
    assert.deepEqual([status, stdout], [2, '']);
    assert.match(stderr, /《中华人民共和国个人信息保护法》/u);
    assert.match(stderr, /第十三条/u);
    assert.deepEqual(await stored(), before_);
  });

  it('erase a tenant’s words, which are nobody’s record, and leave the owner’s', async () => {
    const { status, stdout, stderr } = erase('--contact', tenant, '--reason', 'consent-withdrawn');
    assert.deepEqual([status, stderr], [0, '']);
    assert.match(stdout, /^erased: 1 contacts, [1-9]\d* messages, 0 notes, 0 files; /u);
    const { people, words } = await stored();
    assert.deepEqual([people[1]?.name, people[0]?.name], ['—', '李四']);
    assert.ok(words[1]?.every(({ text }) => text === ''));
    assert.ok(words[0]?.some(({ text }) => text === WORDS));
  });

  it('erase a home once everything is paid; bills and the ledger stay and hold', async () => {
    const store = await openSqlite({ file: join(home.folder, 'nuancui.db') });
    await store.write(async (tx) => {
      for (const { id } of await tx.charges.open(home.li.id))
        await tx.charges.addPaid(id, fen(64_400));
    });
    await store.close();
    const { ledger } = await stored();
    const done = erase('--account', '3-2-1101', '--reason', 'request');
    assert.deepEqual([done.status, done.stderr], [0, '']);
    const now = await stored();
    assert.deepEqual(
      [now.people[0]?.name, now.homes.find(({ id }) => id === home.li.id)?.phone],
      ['—', null],
    );
    assert.ok((now.ledger?.seq ?? 0) > (ledger?.seq ?? 0), 'the erasure itself is on record');
    assert.equal(nuancui('ledger', 'verify', ...here()).status, 0);
    const pack = join(out, 'after.json');
    assert.equal(
      nuancui('ledger', 'export', '--account', '3-2-1101', '--out', pack, ...here()).status,
      0,
    );
    assert.ok(!readFileSync(pack, 'utf8').includes(WORDS));
    assert.equal(nuancui('ledger', 'verify', '--pack', pack).status, 0);
  });

  for (const [what, args, told] of [
    [
      'neither a home nor a contact',
      ['erase', '--reason', 'request'],
      /right=either --account or --contact/u,
    ],
    [
      'both a home and a contact',
      ['erase', '--account', '3-2-1102', '--contact', 'x', '--reason', 'request'],
      /either --account or --contact/u,
    ],
    [
      'a reason of one’s own words',
      ['erase', '--account', '3-2-1102', '--reason', '他要求的'],
      /reason=他要求的; right=one of: request, /u,
    ],
    ['no reason', ['erase', '--account', '3-2-1102'], /required option '--reason/u],
    [
      'a home nobody knows',
      ['erase', '--account', '9-9-9', '--reason', 'request'],
      /account=9-9-9/u,
    ],
    [
      'a contact nobody knows',
      ['erase', '--contact', 'nobody', '--reason', 'request'],
      /contact=nobody; right=the id of a contact/u,
    ],
    [
      'a copy for nobody',
      ['personal-data', '--contact', 'nobody', '--out', 'OUT/b.json'],
      /contact=nobody/u,
    ],
    [
      'a copy in another form',
      ['personal-data', '--contact', 'x', '--out', 'OUT/b.txt'],
      /a name that ends in \.json or \.pdf/u,
    ],
    [
      'a copy into a folder that is not there',
      ['personal-data', '--contact', 'x', '--out', 'OUT/none/b.json'],
      /a folder to write into/u,
    ],
  ] as const) {
    it(`refuse ${what}, say so with status 2, and change nothing`, async () => {
      const [files, before_] = [readdirSync(out), await stored()];
      const placed = args.map((one) => one.replace(/^OUT/u, out));
      const { status, stdout, stderr } = nuancui(...placed, ...here());
      assert.match(stderr, told);
      assert.deepEqual([status, stdout], [2, '']);
      assert.deepEqual([readdirSync(out), await stored()], [files, before_]);
    });
  }

  it('make no store where there is none', () => {
    const none = join(out, 'no-store');
    for (const args of [
      ['erase', '--account', '3-2-1101', '--reason', 'request'],
      ['personal-data', '--contact', 'x', '--out', join(out, 'c.json')],
    ]) {
      const { status, stderr } = nuancui(...args, '--data', none);
      assert.equal(status, 2);
      assert.match(stderr, /missing=nuancui\.db/u);
    }
    assert.ok(!existsSync(none) && !existsSync(join(out, 'c.json')));
  });
});
