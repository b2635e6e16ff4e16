import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, it } from 'mocha';
import { parse } from 'yaml';
import { z } from 'zod';
import { figuresOf } from '#commands/guard/account-of.ts';
import { KnownFigures } from '#commands/guard/known-figures.ts';
import { ROOT } from '#commands/open-house.ts';
import { fen } from '#domain/money.ts';
import { localDate } from '#domain/time.ts';
import { guard } from '#policy/guard.ts';
import { openSqlite } from '#store/sqlite/open-sqlite.ts';
import { content } from '../console/open-console.ts';

const verdicts = z.strictObject({
  id: z.union([z.string(), z.number()]).optional(),
  ok: z.boolean(),
  rules: z.array(z.string()),
});

/** What the command says of these lines, and how it ends. */
function ask(input: string, ...options: string[]) {
  const program = join(ROOT, 'bot', 'commands', 'nuancui.ts');
  const { status, stdout, stderr } = spawnSync(process.execPath, [program, 'guard', ...options], {
    input,
    encoding: 'utf8',
  });
  const said = stdout.split('\n').filter((line) => line !== '');
  return { status, stderr, verdicts: said.map((line) => verdicts.parse(JSON.parse(line))) };
}

const lines = (...values: readonly object[]) =>
  values.map((value) => JSON.stringify(value)).join('\n');

/** Whether a text with figures may be said of an account with these. */
function maySay(text: string, known: readonly string[]): boolean {
  const wording = { text, citations: [], quotations: [], known };
  return guard(wording, content.catalogue.refusals, { checkFigures: true }).ok;
}

describe('nuancui guard', function () {
  this.timeout(120_000);

  it('says of each text, in order, whether it may be said and which rules it breaks', () => {
    const { status, verdicts: said } = ask(
      lines(
        { id: 'a', text: '明天8点到12点停水检修，请提前接水。' },
        { id: 2, text: '再不交就停水' },
        { text: '不缴费就让您上征信' },
      ),
    );
    assert.equal(status, 1);
    assert.deepEqual(said[0], { id: 'a', ok: true, rules: [] });
    assert.ok(said[1]?.id === 2 && said[1].rules.includes('cut-utilities'));
    assert.ok(said[2]?.id === undefined && said[2]?.rules.includes('blacklist'));
  });

  it('ends well when every text may be said', () => {
    assert.equal(ask(lines({ text: '好的，谢谢您。' })).status, 0);
  });

  it('asks the account that is given for every figure', () => {
    const account = { room: '3-2-1101', total: 1288.05, due: '2025-12-31' };
    const { verdicts: said } = ask(
      lines(
        { text: '3-2-1101，合计1288.05元，12月31日到期。', account },
        { text: '合计1388.05元。', account },
        { text: '您在9-9-9有300元。', account: '9-9-9' },
        { text: '您好，方便的时候联系我们。', account: '9-9-9' },
      ),
    );
    assert.deepEqual(
      said.map(({ ok }) => ok),
      [true, false, false, true],
    );
    assert.deepEqual(said[1]?.rules, ['unknown-figure']);
  });

  it('stops every refused wording that somebody or something drafted', () => {
    const file = join(ROOT, 'test', 'fixtures', 'dispositions', 'refused.yaml');
    const texts = Object.values(
      z
        .record(z.string(), z.looseObject({ wordings: z.array(z.string()) }))
        .parse(parse(readFileSync(file, 'utf8'))),
    ).flatMap(({ wordings }) => wordings);
    const { verdicts: said } = ask(lines(...texts.map((text) => ({ text }))));
    assert.equal(said.length, texts.length);
    assert.deepEqual(
      texts.filter((_, at) => said[at]?.ok !== false),
      [],
    );
  });

  it('names the line that it cannot read, and a folder that is not there', () => {
    const broken = ask('{"text":"好的"}\n{"words":"?"}');
    assert.equal(broken.status, 2);
    assert.match(broken.stderr, /line=2/u);
    const nowhere = ask('{"text":"好的"}', '--data', join(ROOT, 'no-such-folder'));
    assert.equal(nowhere.status, 2);
    assert.match(nowhere.stderr, /no-such-folder/u);
  });
});

describe('What an account lets be said', () => {
  it('is what its books hold, in every way of writing it, and nothing beside', async () => {
    const store = await openSqlite({ file: ':memory:' });
    const estate = content.estate({ id: 'plum', name: '梅园' });
    const id = await store.write(async (tx) => {
      await tx.estates.put(estate);
      const home = await tx.households.put({
        estateId: 'plum',
        room: '3-2-1101',
        owner: '李四',
        phone: null,
        occupancy: 'occupied',
      });
      await tx.charges.put({
        householdId: home.id,
        item: '物业费',
        from: '2025-07',
        to: '2025-12',
        due: localDate('2025-12-31'),
        amount: fen(128_800),
        paid: fen(0),
        asOf: localDate('2026-03-01'),
        importId: null,
      });
      return home.id;
    });
    for (const account of ['3-2-1101', id]) {
      const known = await figuresOf(account, content, store);
      for (const text of [
        '3-2-1101在2025年7月至12月有1288.00元',
        '共1,288.00元，也就是1288元',
        '12月31日（周三）到期，就是12月31日',
      ]) {
        assert.ok(maySay(text, known), text);
      }
      for (const text of ['3-2-1102', '1289元', '12月30日', '2025年6月']) {
        assert.ok(!maySay(text, known), text);
      }
    }
    assert.deepEqual(await figuresOf('9-9-9', content, store), []);
    assert.deepEqual(await figuresOf('3-2-1101', content, undefined), []);
    await store.close();
  });

  it('may be given as figures of any shape', () => {
    const { all } = new KnownFigures(content).given([{ open: [980, '2026-01'] }, '2026-02-10']);
    assert.ok(maySay('2026年1月有980元，2月10日到期', all));
    assert.ok(!maySay('981元', all));
  });
});
