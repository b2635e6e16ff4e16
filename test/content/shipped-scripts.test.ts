import assert from 'node:assert/strict';
import { fileURLToPath } from 'node:url';
import { describe, it } from 'mocha';
import { loadContent } from '#content/load.ts';
import { TRIGGERS, isOfArrears, isOpening } from '#content/trigger.ts';
import { categoryId } from '#domain/category.ts';
import type { AccountView, Trigger } from '#domain/content.ts';
import { OCCUPANCIES } from '#domain/household.ts';
import { type Locale, SOURCE_LOCALE } from '#domain/locale.ts';
import { fen } from '#domain/money.ts';
import type { SlotValue, Slots, Wording } from '#domain/speech.ts';
import { STAGES, type Stage } from '#domain/stage.ts';
import { localDate } from '#domain/time.ts';
import { type ScriptChoice, type ScriptQuery, chooseScript } from '#policy/choose-script.ts';
import { guard } from '#policy/guard.ts';
import { IDENTITY, TO_STRANGERS, isOfIdentity } from './said-to-strangers.ts';

const folder = (name: string) => fileURLToPath(new URL(`../../${name}`, import.meta.url));
const content = loadContent({ scripts: folder('scripts'), locales: folder('locales') });
const { catalogue } = content;
const TODAY = localDate('2026-03-03');

const text = (value: string): SlotValue => ({ kind: 'text', value });
const day = (value: string): SlotValue => ({ kind: 'day', value: localDate(value) });
const sum = (value: number): SlotValue => ({ kind: 'sum', value: fen(value) });
const PERIOD = { from: '2025-07', to: '2025-12' };

const ESTATE: Slots = {
  company: text('翠湖花园物业服务中心'),
  estate: text('翠湖花园'),
  steward: text('小陈'),
  office: text('翠湖花园前台'),
  staffHours: text('每天9:00–18:00'),
};
const HOME: Slots = { room: text('3-2-1101'), owner: text('王建国') };
const OWED: Slots = {
  due: day('2025-12-31'),
  total: sum(128_805),
  months: { kind: 'months', value: [PERIOD] },
  bill: { kind: 'bill', value: [{ item: '物业费', ...PERIOD, open: fen(128_805) }] },
};
const PLAN: Slots = {
  count: { kind: 'count', value: 2 },
  total: sum(128_805),
  parts: {
    kind: 'parts',
    value: [
      { n: 1, due: localDate('2026-03-10'), amount: fen(64_403) },
      { n: 2, due: localDate('2026-04-10'), amount: fen(64_402) },
    ],
  },
};

const BASIS: SlotValue = {
  kind: 'basis',
  value: [{ item: '物业费', ...PERIOD, area: 8590, rate: 25_000, months: 6, amount: fen(128_850) }],
};

/** What is stored about a home, in figures. */
const STORED: Slots = {
  count: { kind: 'count', value: 2 },
  people: { kind: 'count', value: 1 },
  years: { kind: 'count', value: 3 },
  asOf: { kind: 'day', value: localDate('2026-03-02') },
};

const OLDER = { kind: 'months', value: [{ from: '2021-07', to: '2021-12' }] } as const;

function slotsFor(trigger: Trigger, account: AccountView): Slots {
  if (isOfIdentity(trigger)) return { ...ESTATE, ...IDENTITY };
  if (TO_STRANGERS.has(trigger)) return { ...ESTATE, answerBy: day('2026-03-04') };
  return {
    ...ESTATE,
    ...HOME,
    ...(account.owing ? OWED : {}),
    ...(account.hasPayLink
      ? { payLink: { kind: 'link', value: 'https://pay.example.com/3-2-1101' } as const }
      : {}),
    ...(trigger.startsWith('handoff:') ? { answerBy: day('2026-03-04') } : {}),
    ...(/^promise:|^share:|^remind:promise/u.test(trigger) ? { day: day('2026-03-06') } : {}),
    ...(/^promise:|^share:/u.test(trigger) ? { sum: sum(128_805) } : {}),
    ...(/^bill:|^stale:/u.test(trigger) ? { answerBy: day('2026-03-04') } : {}),
    ...(trigger === 'bill:explained' ? { basis: BASIS } : {}),
    ...(trigger === 'topic:right-see' ? STORED : {}),
    ...(trigger.startsWith('plan:') ? PLAN : {}),
    ...(trigger.startsWith('older:') ? { older: OLDER, answerBy: day('2026-03-04') } : {}),
    ...(trigger === 'remind:instalment' ? { day: day('2026-03-04'), sum: sum(64_403) } : {}),
  };
}

/** Every account the dialogs may ask about; reminders and plans are only made of fresh arrears. */
function accountsFor(trigger: Trigger): AccountView[] {
  const owed = isOfArrears(trigger) || isOpening(trigger);
  const states = [
    { owing: true, stale: false },
    ...(owed ? [] : [{ owing: true, stale: true }]),
    ...(owed ? [] : [{ owing: false, stale: false }]),
  ];
  return OCCUPANCIES.flatMap((occupancy) =>
    [0, 1, 2].flatMap((brokenPromises) =>
      [true, false].flatMap((hasPayLink) =>
        states.map((state) => ({ occupancy, brokenPromises, hasPayLink, ...state })),
      ),
    ),
  );
}

interface Heard {
  readonly name: string;
  readonly trigger: Trigger;
  readonly account: AccountView;
  readonly wording: Wording;
  /** What we say ourselves: without the articles quoted. */
  readonly own: string;
}

/** What the dialogs may ask for, and the topics that a script answers. */
const ALL: readonly Trigger[] = [
  ...TRIGGERS,
  ...[...catalogue.scripts.values()]
    .flatMap(({ on }) => on)
    .filter((on) => on.startsWith('topic:')),
];

/** What a household hears first, what it hears when it comes to the same again, and what takes over when that has given up. */
function inTurn(query: ScriptQuery): ScriptChoice[] {
  const first = chooseScript(catalogue, query);
  if (!first) return [];
  const again = chooseScript(catalogue, { ...query, heard: [first] });
  const givesUp = catalogue.scripts.get(first.script)?.givesUp;
  const times = givesUp?.next === 'another' ? givesUp.after : 0;
  const heard = Array.from({ length: times }, () => first);
  const over = times > 0 ? chooseScript(catalogue, { ...query, heard }) : null;
  return [first, again, over].filter((choice) => choice !== null);
}

/** All that any household may hear, each wording once for each kind of account that hears it. */
function everything(): Heard[] {
  const heard = new Map<string, Heard>();
  const note = (choice: ScriptChoice, trigger: Trigger, account: AccountView, locale: Locale) => {
    const { owing, stale, hasPayLink } = account;
    for (let variant = 0; variant < catalogue.variants(choice.script, locale); variant += 1) {
      const name = `${choice.script} ${variant} ${locale}`;
      const key = `${name} ${trigger} ${owing} ${stale} ${hasPayLink}`;
      if (heard.has(key)) continue;
      const slots = slotsFor(trigger, account);
      const speech = { ...choice, variant, locale, introduce: true, slots };
      const rendered = content.render(speech, TODAY);
      assert.ok(rendered.ok, `${name} on ${trigger} lacks ${JSON.stringify(rendered)}`);
      const { wording } = rendered;
      let own = wording.text;
      for (const quotation of wording.quotations) own = own.replaceAll(quotation, ' ');
      heard.set(key, { name, trigger, account, wording, own });
    }
  };
  for (const category of catalogue.categories.keys()) {
    for (const stage of STAGES) {
      for (const trigger of ALL) {
        if (stage === 'legal' && isOpening(trigger)) continue;
        for (const account of accountsFor(trigger)) {
          for (const locale of catalogue.locales) {
            const choices = inTurn({
              category,
              stage,
              trigger,
              account,
              locale,
              listener: '',
              heard: [],
            });
            assert.ok(choices.length > 0, `${category} ${stage} ${trigger}`);
            for (const choice of choices) note(choice, trigger, account, locale);
          }
        }
      }
    }
  }
  return [...heard.values()];
}

/** Categories whose households are reminded again, in words that remember what it was about. */
const WHOLE_FAMILIES = [
  'forgetful',
  'quality-dispute',
  'house-defect',
  'billing-dispute',
  'owner-absent',
  'statute-limitation',
  'no-contract',
  'wilful-refusal',
  'unknown',
];

const all = everything();
const body = ({ own }: Heard) => own.split('\n').slice(1).join('\n');

describe('the scripts that ship', () => {
  it('answer whatever the dialogs ask, in every category, stage and language', () => {
    assert.ok(all.length > 500);
  });

  it('are all heard by somebody', () => {
    const spoken = new Set(all.map(({ name }) => name.split(' ')[0]));
    assert.deepEqual(
      [...catalogue.scripts.keys()].filter((id) => !spoken.has(id)),
      [],
    );
  });

  it('pass the speech guard, figures included', () => {
    for (const { name, wording } of all) {
      assert.deepEqual(guard(wording, catalogue.refusals, { checkFigures: true }).rules, [], name);
    }
  });

  it('begin with a line that is safe on a lock screen', () => {
    for (const { name, own } of all) {
      assert.doesNotMatch(own.split('\n')[0] ?? '', /费|欠|元|¥|\d|fee|owe|debt|due/u, name);
    }
  });

  it('never press, and never name a consequence', () => {
    for (const { name, own } of all) {
      assert.doesNotMatch(
        own,
        /必须|务必|尽快|赶紧|起诉|法院|违约金|滞纳金|仍需|未缴|停水|停电/u,
        name,
      );
      assert.doesNotMatch(own, /\b(must|immediately|urgent|court|penalty|sue)\b/iu, name);
    }
  });

  it('remind with the sum, the periods, a way to pay, a person and a way to stop', () => {
    const reminders = all.filter(({ trigger }) =>
      /^remind(:silence|:promise-broken)?$/u.test(trigger),
    );
    for (const one of reminders) {
      assert.match(one.own, /1288\.05/u, one.name);
      assert.match(one.own, /2025/u, one.name);
      assert.match(one.own, /https:|前台/u, one.name);
      assert.match(one.own, /“人工”|"person"/u, one.name);
      assert.match(one.own, /“停止提醒”|"stop"/u, one.name);
    }
  });

  it('say no sum when the figures are too old', () => {
    for (const { name, own, account, trigger } of all) {
      if (account.stale && !trigger.startsWith('plan:')) assert.doesNotMatch(own, /元|¥/u, name);
    }
  });

  it('say no word of money to who complains of the service or needs care', () => {
    const spared = /^handoff:(quality-dispute|house-defect|vulnerable)$|^vulnerable$/u;
    for (const one of all.filter(({ trigger }) => spared.test(trigger))) {
      assert.doesNotMatch(body(one), /费|元|账|缴|fee|pay|bill|¥/u, one.name);
    }
  });

  it('name no home and no debt to somebody unknown', () => {
    const strangers = /^(invite|identity|other-household|wrong-person)$/u;
    for (const { name, own } of all.filter(({ trigger }) => strangers.test(trigger))) {
      assert.doesNotMatch(own, /1101|王建国|欠|费|元|¥|\b(fee|debt|owe)\b/u, name);
    }
  });

  it('quote the law only where the resident asked for it', () => {
    const quoting = all.filter(({ wording }) => wording.citations.length > 0);
    const triggers = new Set(quoting.map(({ trigger }) => trigger));
    assert.deepEqual([...triggers].filter((one) => !one.startsWith('topic:')).toSorted(), [
      'label:legal_question',
      'label:owner_absent',
    ]);
  });

  it('stay short', () => {
    for (const { name, own } of all) {
      assert.ok((own.match(/\p{Script=Han}/gu)?.length ?? 0) <= 300, name);
    }
  });

  it('offer an opening of their own at each stage to the forgetful and to whoever was answered', () => {
    const stages: Stage[] = ['pre-due', 'courtesy', 'resolve', 'formal'];
    const [account] = accountsFor('remind');
    assert.ok(account);
    for (const id of WHOLE_FAMILIES) {
      for (const stage of stages) {
        for (const trigger of ['remind', 'remind:silence', 'remind:promise-broken']) {
          const category = categoryId(id);
          const shown = { locale: SOURCE_LOCALE, listener: '', heard: [] };
          const query = { category, stage, trigger, account, ...shown };
          const choice = chooseScript(catalogue, query);
          assert.equal(choice?.script.split('/')[0], id, `${id} ${stage} ${trigger}`);
          assert.ok(catalogue.variants(choice.script, SOURCE_LOCALE) >= 2, choice.script);
        }
      }
    }
  });
});
