import assert from 'node:assert/strict';
import fc from 'fast-check';
import { describe, it } from 'mocha';
import { selectionOf } from '../fixtures/selection.ts';
import { loadContent } from '#content/load.ts';
import { scriptId } from '#domain/category.ts';
import { SOURCE_LOCALE, locale } from '#domain/locale.ts';
import { fen, formatYuan } from '#domain/money.ts';
import type { SlotValue, Slots, Speech } from '#domain/speech.ts';
import { localDate } from '#domain/time.ts';
import { guard } from '#policy/guard.ts';
import { SHIPPED, withChanged } from './folder.ts';

const content = loadContent(SHIPPED);
const TODAY = localDate('2026-03-03');
const text = (value: string): SlotValue => ({ kind: 'text', value });

const SLOTS: Slots = {
  company: text('翠湖物业'),
  estate: text('翠湖'),
  steward: text('小陈'),
  office: text('前台'),
  staffHours: text('9–18'),
  room: text('2-1-503'),
  owner: text('周敏'),
  total: { kind: 'sum', value: fen(128_805) },
  due: { kind: 'day', value: localDate('2025-12-31') },
  months: { kind: 'months', value: [{ from: '2025-11', to: '2026-01' }] },
  bill: {
    kind: 'bill',
    value: [
      { item: '物业费', from: '2025-07', to: '2025-12', open: fen(98_000) },
      { item: '车位费', from: '2025-12', to: '2025-12', open: fen(30_805) },
    ],
  },
  payLink: { kind: 'link', value: 'https://pay.example.com/2-1-503' },
};

function speech(script: string, change: Partial<Speech> = {}): Speech {
  return {
    script: scriptId(script),
    variant: 0,
    locale: SOURCE_LOCALE,
    introduce: false,
    slots: SLOTS,
    selection: selectionOf(),
    ...change,
  };
}

function say(script: string, change: Partial<Speech> = {}, from = content): string {
  const rendered = from.render(speech(script, change), TODAY);
  return rendered.ok ? rendered.wording.text : `missing ${rendered.missing}`;
}

const without = (name: string): Slots =>
  Object.fromEntries(Object.entries(SLOTS).filter(([slot]) => slot !== name));

const TRIAL = {
  'scripts/trial/category.yaml': '# 试用\nfallback: unknown\n',
  'scripts/trial/law.yaml':
    '# 试用\non: ["label:legal_question"]\nstrategy: information\ncites: ["MFD-944#3"]\nowner: 法务\n',
  'scripts/trial/count.yaml':
    '# 试用\non: ["plan:agreed"]\nstrategy: information\nslots: [count, total]\nowner: 客服\n',
  'locales/zh-CN/scripts/trial.yaml': 'law: ["{law}"]\ncount: ["{count}次，{total}"]\n',
  'locales/en/scripts/trial.yaml':
    'law: ["{law}"]\ncount: ["{total} in {count, plural, one {one part} other {# parts}}"]\n',
};

describe('wording', () => {
  it('says sums, days, months and bills as each language does', () => {
    const chinese = say('unknown/amount');
    assert.match(chinese, /1288\.05元/u);
    assert.match(chinese, /· 物业费 2025年7月至12月 980\.00元\n· 车位费 2025年12月 308\.05元/u);
    const english = say('unknown/amount', { locale: locale('en') });
    assert.match(english, /¥1288\.05/u);
    assert.match(english, /July to December 2025: ¥980\.00/u);
    assert.match(say('unknown/first-reminder'), /2025年11月至2026年1月/u);
  });

  it('says who speaks in a line of its own where that is due', () => {
    const lines = say('unknown/first-reminder', { introduce: true }).split('\n');
    assert.equal(lines[0], '您好，我是翠湖物业的AI助手，和管家小陈一起为您服务。');
    assert.doesNotMatch(say('unknown/first-reminder'), /AI/u);
  });

  it('numbers the choices', () => {
    assert.match(say('unknown/cause-ask'), /\n（回复数字就行）\n1\. .+\n2\. /u);
  });

  it('is refused as a whole when anything is missing, never said by half', () => {
    assert.equal(say('unknown/first-reminder', { slots: without('total') }), 'missing total');
    assert.equal(say('unknown/first-reminder', { slots: without('payLink') }), 'missing payLink');
    assert.equal(
      say('unknown/first-reminder', { slots: { ...SLOTS, room: text('') } }),
      'missing room',
    );
    const introduced = { introduce: true, slots: without('steward') };
    assert.equal(say('unknown/greeting', introduced), 'missing steward');
    assert.equal(say('unknown/greeting', { variant: 99 }), 'missing wording');
    assert.equal(say('unknown/greeting', { locale: locale('fr') }), 'missing wording');
    assert.equal(say('unknown/no-such-script'), 'missing wording');
  });

  it('quotes the paragraph a script cites, and marks it as a quotation', () => {
    withChanged(TRIAL, (folders) => {
      const trial = loadContent(folders);
      const rendered = trial.render(speech('trial/law'), TODAY);
      assert.ok(rendered.ok);
      const { wording } = rendered;
      assert.equal(
        wording.text,
        '《中华人民共和国民法典》第九百四十四条：“物业服务人不得采取停止供电、供水、供热、供燃气等方式催交物业费。”',
      );
      assert.deepEqual(wording.citations, ['MFD-944']);
      const verdict = guard(wording, trial.catalogue.refusals, { checkFigures: true });
      assert.deepEqual(verdict.rules, []);
    });
  });

  it('quotes no article on a day on which it is not in force', () => {
    withChanged(TRIAL, (folders) => {
      const trial = loadContent(folders);
      const rendered = trial.render(speech('trial/law'), localDate('2020-12-31'));
      assert.deepEqual(rendered, { ok: false, missing: 'statute' });
    });
  });

  it('counts in the grammar of the language', () => {
    withChanged(TRIAL, (folders) => {
      const trial = loadContent(folders);
      const slots: Slots = { ...SLOTS, count: { kind: 'count', value: 2 } };
      assert.equal(say('trial/count', { slots }, trial), '2次，1288.05元');
      const inEnglish = { slots, locale: locale('en') };
      assert.equal(say('trial/count', inEnglish, trial), '¥1288.05 in 2 parts');
      const once: Slots = { ...SLOTS, count: { kind: 'count', value: 1 } };
      assert.equal(
        say('trial/count', { slots: once, locale: locale('en') }, trial),
        '¥1288.05 in one part',
      );
    });
  });

  it('puts every sum in to the fen, and hands every figure to the guard', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 999_999_999 }), (amount) => {
        const total: SlotValue = { kind: 'sum', value: fen(amount) };
        const slots = { ...SLOTS, total };
        const rendered = content.render(speech('unknown/first-reminder', { slots }), TODAY);
        assert.ok(rendered.ok);
        assert.ok(rendered.wording.text.includes(`${formatYuan(fen(amount))}元`));
        const { refusals } = content.catalogue;
        assert.ok(guard(rendered.wording, refusals, { checkFigures: true }).ok);
      }),
    );
  });

  it('takes no command from what stands in a slot', () => {
    const slots = { ...SLOTS, room: text("{total} '{' <b>") };
    assert.ok(say('unknown/first-reminder', { slots }).includes("{total} '{' <b>"));
  });
});
