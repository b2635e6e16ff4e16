import assert from 'node:assert/strict';
import { afterEach, describe, it } from 'mocha';
import { readHouseholdFacts } from '#accounts/facts.ts';
import { LOCALES } from '#commands/open-house.ts';
import type { Charge } from '#domain/household.ts';
import { fen } from '#domain/money.ts';
import { DAY_MS, localDate } from '#domain/time.ts';
import { Fault } from '#errors';
import { findAccount } from '#papers/find-account.ts';
import type { Letter } from '#papers/letter/letter.ts';
import { type MadeLetter, makeLetter } from '#papers/letter/make-letter.ts';
import { readPaperWords } from '#papers/paper-words.ts';
import {
  type LivedInHouse,
  type Wishes,
  house,
  openLivedInHouse,
  words,
} from './lived-in-house.ts';

/** Everything the letter says, in order. */
function textOf(letter: Letter): string {
  const { head, title, reference, addressee, opening, table, total, closing, signature, slip } =
    letter;
  const rows = [table.heads, ...table.rows].map((row) => row.join(' '));
  const top = [head.company, head.estate, head.office, title, reference, addressee];
  return [...top, ...opening, ...rows, ...total, ...closing, ...signature, ...slip].join('\n');
}

describe('The formal letter', function () {
  this.timeout(60_000);
  let home: LivedInHouse | undefined;
  afterEach(async () => {
    await home?.close();
    home?.remove();
    home = undefined;
  });

  async function live(wishes: Wishes = {}): Promise<LivedInHouse> {
    home = await openLivedInHouse(wishes);
    return home;
  }

  async function letterOf({ store, clock }: LivedInHouse, tag = 'zh-CN'): Promise<MadeLetter> {
    const now = clock.now();
    const language = readPaperWords(LOCALES, tag);
    return store.read(async (tx) => {
      const account = await findAccount(tx, '3-2-1101', undefined);
      const facts = await readHouseholdFacts(tx, account.household.id, account.estate, now);
      assert.ok(facts);
      return makeLetter(account, facts, {
        words: language,
        catalogue: house.content.catalogue,
        now,
      });
    });
  }

  async function refusedFor(there: LivedInHouse): Promise<unknown> {
    try {
      await letterOf(there);
    } catch (error) {
      assert.ok(error instanceof Fault && error.code === 'PAPER_REFUSED', String(error));
      return error.details['reasons'];
    }
    return assert.fail('a letter was written');
  }

  it('says who asks whom for what, until when, how to pay, whom to ask, and where to sign', async () => {
    const { letter, replyBy } = await letterOf(await live());
    const text = textOf(letter);
    for (const part of [
      '梅园物业服务中心',
      '李四（3-2-1101）',
      '物业费 2026年4月至6月 2026-07-10 644.00 0.00 644.00',
      '物业费 2026年7月至9月 2026-10-10 644.00 0.00 644.00',
      '合计未缴 1288.00元，大写人民币壹仟贰佰捌拾捌元整',
      '数据截至2026年11月20日',
      '缴费方式：到小区物业服务中心办理',
      '联系人：小陈',
      '（盖章）',
      '送达回执',
      '签收人',
    ]) {
      assert.ok(text.includes(part), `${part}\n${text}`);
    }
    assert.equal(letter.date, '2026-11-20');
    assert.equal(replyBy, '2026-12-05');
    assert.match(letter.reference, /20261120-[0-9A-F]{8}.*2026年11月20日/u);
  });

  it('quotes the law as the registry has it and says no law of its own', async () => {
    const { letter } = await letterOf(await live());
    const statute = [...house.content.catalogue.statutes.values()].find(
      ({ id }) => id === 'MFD-944',
    );
    const paragraph = statute?.text.split('\n')[1]?.trim() ?? '-';
    const quoting = letter.closing.filter((line) => line.includes(paragraph));
    assert.equal(quoting.length, 1);
    const rest = textOf(letter).replace(quoting[0] ?? '', '');
    assert.doesNotMatch(rest, /法律|法典|诉讼|起诉|滞纳金|违约金|征信|停水|停电/u);
  });

  it('has the payment link of the account where the estate has one', async () => {
    const payLink = 'https://pay.example.cn/{account}';
    const { letter } = await letterOf(await live({ estate: { payLink } }));
    assert.match(textOf(letter), /打开 https:\/\/pay\.example\.cn\/3-2-1101，/u);
  });

  it('speaks both languages', async () => {
    const { letter } = await letterOf(await live(), 'en');
    assert.match(textOf(letter), /Total open: .*1288\.00.*Please pay this sum by 2026-12-5/su);
  });

  it('asks for what is due only, and less what was paid', async () => {
    const there = await live({
      charges: [
        { due: localDate('2026-10-10'), paid: fen(14_400) },
        { from: '2026-10', to: '2026-12', due: localDate('2027-01-10') },
      ],
    });
    const { letter } = await letterOf(there);
    assert.deepEqual(
      letter.table.rows.map((row) => row.slice(2)),
      [['2026-10-10', '644.00', '144.00', '500.00']],
    );
  });

  it('leaves out a period whose limitation has run out, and is refused where nothing else is left', async () => {
    const old: Partial<Charge> = { from: '2021-01', to: '2021-06', due: localDate('2021-07-10') };
    const { letter, leftOut } = await letterOf(await live({ charges: [old, {}] }));
    assert.equal(letter.table.rows.length, 1);
    assert.deepEqual(
      leftOut.map(({ from }) => from),
      ['2021-01'],
    );
    assert.ok(!textOf(letter).includes('2021'));
    await home?.close();
    home?.remove();
    assert.equal(await refusedFor(await live({ charges: [old] })), 'limitation');
  });

  it('is refused while figures are stale', async () => {
    const there = await live();
    await there.pass(4 * DAY_MS);
    assert.equal(await refusedFor(there), 'stale-ledger');
  });

  it('is refused while a dispute is open', async () => {
    const there = await live();
    await there.say('li', '楼道一直没人打扫，不解决我不交');
    assert.equal(await refusedFor(there), 'disputed');
  });

  it('is refused where all is paid, while a payment is checked, and while a promise runs', async () => {
    const there = await live();
    const { li, service } = there;
    await there.say('li', '我下周五交');
    assert.equal(await refusedFor(there), 'promise-pending');
    await service.confirmPayment({
      householdId: li.id,
      amount: fen(128_800),
      period: null,
      source: 'billing',
      externalId: 'r1',
    });
    await service.pump.settle();
    assert.equal(await refusedFor(there), 'paid');
    await there.close();
    there.remove();
    const other = await live();
    await other.say('li', '我上周已经交过了');
    assert.equal(await refusedFor(other), 'paid');
  });

  it('is refused for a household that needs a person, or that the newest workbook no longer has', async () => {
    const there = await live();
    await there.store.write((tx) => tx.households.setVulnerable(there.li.id, true));
    assert.equal(await refusedFor(there), 'vulnerable');
    await there.store.write(async (tx) => {
      await tx.households.setVulnerable(there.li.id, false);
      await tx.households.setSuspended(there.li.id, true);
    });
    assert.equal(await refusedFor(there), 'suspended');
  });

  it('is refused where a bill or a name carries what the guard forbids', async () => {
    const there = await live({ charges: [{ item: '物业费（再不交停水停电）' }] });
    assert.equal(await refusedFor(there), 'guard');
  });

  it('is not refused because somebody asked for quiet in WeChat, or a colleague holds the conversation', async () => {
    const there = await live();
    await there.say('li', '以后别再发了');
    await there.say('li', '转人工');
    assert.equal((await letterOf(there)).letter.table.rows.length, 2);
  });

  it('names the words of every language alike', () => {
    assert.equal(words.locale, 'zh-CN');
    assert.throws(() => words.say('letter.nothing'), /missing=letter\.nothing/u);
  });
});
