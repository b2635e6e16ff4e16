import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, describe, it } from 'mocha';
import { parse, stringify } from 'yaml';
import { z } from 'zod';
import { type CaseStage, openStage } from '#commands/cases/case-stage.ts';
import { caseFile } from '#commands/cases/case-file.ts';
import { ROOT, openHouse } from '#commands/open-house.ts';
import { loadContent } from '#content/load.ts';
import { categoryId, scriptId } from '#domain/category.ts';
import { SOURCE_LOCALE } from '#domain/locale.ts';
import type { Slots, SlotValue, Speech } from '#domain/speech.ts';
import { instant, localDate } from '#domain/time.ts';
import type { Conversation } from '#ports/store/conversations.ts';
import { compose } from '#turn/outbox.ts';
import { withChanged } from '../content/folder.ts';

const FOLDER = join(ROOT, 'test', 'fixtures', 'dispositions');
const read = (name: string): unknown => parse(readFileSync(join(FOLDER, name), 'utf8'));

const items = z
  .record(
    z.string().regex(/^S-\d{3}$/u),
    z.discriminatedUnion('disposition', [
      z.strictObject({
        disposition: z.enum(['adopt', 'adapt']),
        by: z.array(z.string()).min(1),
      }),
      z.strictObject({ disposition: z.literal('refuse') }),
    ]),
  )
  .parse(read('items.yaml'));

const refused = z
  .record(
    z.string(),
    z.strictObject({ rules: z.array(z.string()).min(1), wordings: z.array(z.string()).min(3) }),
  )
  .parse(read('refused.yaml'));

const wordings = Object.entries(refused).flatMap(([id, one]) =>
  one.wordings.map((text) => ({ id, text, rules: one.rules })),
);

const house = openHouse();
const { catalogue } = house.content;

/** Whether a reason given is one of those that fit. */
function fits(given: readonly string[], { id, text, rules }: (typeof wordings)[number]): void {
  assert.ok(
    given.some((rule) => rules.includes(rule)),
    `${id} ${text}: ${given.join(', ') || 'let through'}`,
  );
}

describe('The collected dunning literature', () => {
  const of = (disposition: string) =>
    Object.keys(items).filter((id) => items[id]?.disposition === disposition);

  it('is disposed of, item by item, with none left out', () => {
    const all = Array.from({ length: 243 }, (_, at) => `S-${String(at + 1).padStart(3, '0')}`);
    assert.deepEqual(Object.keys(items).toSorted(), all);
    assert.deepEqual(
      ['adopt', 'adapt', 'refuse'].map((disposition) => of(disposition).length),
      [102, 102, 39],
    );
  });

  it('is carried by scripts and files that are there', () => {
    for (const [id, item] of Object.entries(items)) {
      if (item.disposition === 'refuse') continue;
      for (const name of item.by) {
        const isScript = [...catalogue.scripts.keys()].some((script) => script === name);
        assert.ok(isScript || existsSync(join(ROOT, name)), `${id}: ${name}`);
      }
    }
  });

  it('is no script’s reason where it was refused', () => {
    for (const { id, evidence } of catalogue.scripts.values()) {
      for (const row of evidence.filter((one) => one.startsWith('S-'))) {
        assert.ok(items[row], `${id}: there is no ${row}`);
        assert.notEqual(items[row]?.disposition, 'refuse', `${id} rests on ${row}`);
      }
    }
  });

  it('has wordings of every refused item: said directly, said in other words, hidden in a kind text', () => {
    assert.deepEqual(Object.keys(refused).toSorted(), of('refuse').toSorted());
    const known = new Set(catalogue.refusals.map(({ rule }) => rule));
    for (const [id, { rules, wordings: texts }] of Object.entries(refused)) {
      assert.ok(
        texts.some((text) =>
          /^(?:您好|亲爱|各位|\p{Script=Han}{1,2}(?:先生|女士|阿姨))/u.test(text),
        ),
        id,
      );
      assert.ok(
        texts.some((text) => text.length > 40),
        id,
      );
      assert.deepEqual(
        rules.filter((rule) => !known.has(rule)),
        [],
        id,
      );
    }
  });
});

describe('A refused wording is stopped, for a reason that fits,', () => {
  it('where somebody writes it into a script', () => {
    // One wording after another becomes what the greeting says; the loader takes it, the guard does not let it out.
    const file = 'locales/zh-CN/scripts/unknown.yaml';
    const shipped = z
      .record(z.string(), z.array(z.string()))
      .parse(parse(readFileSync(join(ROOT, file), 'utf8')));
    const texts = { ...shipped, greeting: wordings.map(({ text }) => text) };
    withChanged({ [file]: stringify(texts) }, (folders) => {
      const content = loadContent(folders);
      for (const [variant, wording] of wordings.entries()) {
        const composed = compose(content, speech(variant), POSTING, TODAY, NOW);
        assert.ok(!composed.ok, wording.text);
        fits(composed.rules, wording);
      }
    });
  });

  describe('where a colleague writes it', () => {
    let stage: CaseStage;
    before(async () => {
      stage = await openStage({ ...house, engine: 'plain' }, SETTING);
    });
    after(async () => stage.close());

    it('in a conversation of their own', async () => {
      for (const wording of wordings) {
        const sent = await stage.service.staff.reply('any', 'chen', wording.text);
        assert.ok(!sent.ok && sent.why === 'guard', wording.text);
        fits(sent.rules, wording);
      }
    });
  });
});

const TODAY = localDate('2026-03-03');
const NOW = instant(Date.parse('2026-03-03T10:00:00+08:00'));

const CONVERSATION: Conversation = {
  id: 'c',
  estateId: 'e',
  contactId: 'w',
  householdId: 'h',
  owner: 'bot',
  staffId: null,
  epoch: 0,
  category: null,
  lastInbound: 0,
  lastAt: NOW,
  failures: 0,
};
const POSTING = {
  conversation: CONVERSATION,
  epoch: 0,
  answersUpTo: null,
  occasion: 'answer',
  stage: null,
} as const;

const text = (value: string): SlotValue => ({ kind: 'text', value });
const ESTATE: Slots = {
  company: text('翠湖花园物业服务中心'),
  steward: text('小陈'),
};

function speech(variant: number): Speech {
  return {
    script: scriptId('unknown/greeting'),
    variant,
    locale: SOURCE_LOCALE,
    introduce: true,
    slots: ESTATE,
    selection: {
      trigger: 'label:greeting',
      asked: categoryId('unknown'),
      from: categoryId('unknown'),
      stage: 'courtesy',
      account: {
        occupancy: 'occupied',
        brokenPromises: 0,
        hasPayLink: false,
        owing: true,
        stale: false,
      },
      times: 0,
      decided: 'only',
      alternatives: [],
    },
  };
}

const SETTING = caseFile.parse({
  version: 1,
  case: 'a colleague writes',
  now: '2026-03-03T10:00:00+08:00',
  accounts: [
    {
      account: '1-1-1',
      owner: '王',
      charges: [{ period: '2025-07/2025-12', due: '2025-12-31', amount: '980.00' }],
    },
  ],
  contacts: [{ wechat: 'wx', account: '1-1-1', role: 'owner' }],
  steps: [{ advance: '1m' }],
});
