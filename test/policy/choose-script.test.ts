import assert from 'node:assert/strict';
import fc from 'fast-check';
import { describe, it } from 'mocha';
import { type CategoryId, categoryId, scriptId } from '#domain/category.ts';
import type { AccountView, Catalogue, Category, Script } from '#domain/content.ts';
import { SOURCE_LOCALE } from '#domain/locale.ts';
import { STAGES } from '#domain/stage.ts';
import { categorise } from '#policy/categorise.ts';
import { type ScriptQuery, chooseScript } from '#policy/choose-script.ts';
import { handoffOf } from '#policy/handoff-rule.ts';

function script(id: string, change: Partial<Script> = {}): Script {
  return {
    id: scriptId(id),
    category: categoryId(id.split('/')[0] ?? ''),
    stages: STAGES,
    on: ['remind'],
    when: {},
    strategy: 'information',
    evidence: [],
    slots: [],
    cites: [],
    choices: [],
    givesUp: null,
    owner: '客服主管',
    ...change,
  };
}

function category(id: string, fallback: string | null, change: Partial<Category> = {}): Category {
  return {
    id: categoryId(id),
    labels: [],
    keeps: [],
    topics: [],
    freeze: 'nothing',
    handoff: null,
    when: {},
    fallback: fallback === null ? null : categoryId(fallback),
    ...change,
  };
}

function catalogueOf(categories: readonly Category[], scripts: readonly Script[]): Catalogue {
  return {
    categories: new Map(categories.map((one) => [one.id, one])),
    scripts: new Map(scripts.map((one) => [one.id, one])),
    statutes: new Map(),
    refusals: [],
    topics: [],
    locales: [SOURCE_LOCALE],
    variants: () => 2,
  };
}

const CATEGORIES = [
  category('unknown', null),
  category('forgetful', 'unknown', { labels: ['forgot', 'busy_later'] }),
  category('serial-promiser', 'forgetful', {
    labels: ['forgot'],
    when: { brokenPromises: { min: 2 } },
  }),
  category('quality-dispute', 'unknown', { labels: ['service_quality'] }),
];
const HOME: AccountView = {
  occupancy: 'occupied',
  brokenPromises: 0,
  hasPayLink: true,
  owing: true,
  stale: false,
};

/** A household whose own place among two wordings is the first one, for every script of these tests. */
const FIRST = 'e 309';

/** What is said to a household, as `script variant`. */
function say(scripts: readonly Script[], change: Partial<ScriptQuery> = {}): string {
  const choice = chooseScript(catalogueOf(CATEGORIES, scripts), query(change));
  return choice ? `${choice.script} ${choice.variant}` : 'nothing';
}

function query(change: Partial<ScriptQuery> = {}): ScriptQuery {
  return {
    category: categoryId('serial-promiser'),
    stage: 'courtesy',
    trigger: 'remind',
    account: HOME,
    locale: SOURCE_LOCALE,
    listener: FIRST,
    heard: [],
    ...change,
  };
}

const heard = (...said: [string, number][]) =>
  said.map(([id, variant]) => ({ script: scriptId(id), variant }));

describe('the choice of a script', () => {
  it('prefers the category’s own over those it falls back to', () => {
    const all = [script('unknown/a'), script('forgetful/b'), script('serial-promiser/c')];
    assert.equal(say(all), 'serial-promiser/c 0');
    assert.equal(say(all.slice(0, 2)), 'forgetful/b 0');
    assert.equal(say(all.slice(0, 1)), 'unknown/a 0');
    assert.equal(say(all, { category: categoryId('quality-dispute') }), 'unknown/a 0');
  });

  it('keeps to the trigger, the stage and the account', () => {
    const all = [
      script('unknown/other', { on: ['remind:silence'] }),
      script('unknown/late', { stages: ['formal'] }),
      script('unknown/office', { when: { hasPayLink: false } }),
    ];
    assert.equal(say(all), 'nothing');
    assert.equal(say(all, { trigger: 'remind:silence' }), 'unknown/other 0');
    assert.equal(say(all, { stage: 'formal' }), 'unknown/late 0');
    assert.equal(say(all, { account: { ...HOME, hasPayLink: false } }), 'unknown/office 0');
  });

  it('prefers what was written for this account, then for this stage', () => {
    const all = [
      script('unknown/any'),
      script('unknown/stage', { stages: ['courtesy'] }),
      script('unknown/link', { when: { hasPayLink: true } }),
    ];
    assert.equal(say(all), 'unknown/link 0');
    assert.equal(say(all.slice(0, 2)), 'unknown/stage 0');
  });

  it('says what was heard least, in words not heard yet, then in those heard longest ago', () => {
    const all = [script('unknown/a'), script('unknown/b')];
    assert.equal(say(all, { heard: heard(['unknown/a', 0]) }), 'unknown/b 0');
    const one = [script('unknown/a')];
    assert.equal(say(one, { heard: heard(['unknown/a', 0]) }), 'unknown/a 1');
    assert.equal(say(one, { heard: heard(['unknown/a', 1], ['unknown/a', 0]) }), 'unknown/a 0');
  });

  it('gives a script its tries, then another its place, and comes back where nothing else is left', () => {
    const first = script('unknown/z', { givesUp: { after: 2, next: 'another' } });
    const all = [script('unknown/a'), first];
    assert.equal(say(all), 'unknown/z 0');
    assert.equal(say(all, { heard: heard(['unknown/z', 0]) }), 'unknown/z 1');
    const tried = heard(['unknown/z', 1], ['unknown/z', 0]);
    assert.equal(say(all, { heard: tried }), 'unknown/a 0');
    assert.equal(say([first], { heard: tried }), 'unknown/z 0');
  });

  it('looks for who takes over in what the category falls back to as well', () => {
    const own = script('serial-promiser/c', { givesUp: { after: 1, next: 'another' } });
    const all = [script('unknown/a'), own];
    assert.equal(say(all), 'serial-promiser/c 0');
    assert.equal(say(all, { heard: heard(['serial-promiser/c', 0]) }), 'unknown/a 0');
  });

  it('tells staff why, and what else would have fitted', () => {
    const all = [
      script('unknown/a'),
      script('unknown/link', { when: { hasPayLink: true } }),
      script('unknown/other', { on: ['remind:silence'] }),
      script('unknown/late', { stages: ['formal'] }),
      script('forgetful/office', { when: { hasPayLink: false, stale: false } }),
    ];
    assert.deepEqual(chooseScript(catalogueOf(CATEGORIES, all), query())?.selection, {
      trigger: 'remind',
      asked: 'serial-promiser',
      from: 'unknown',
      stage: 'courtesy',
      account: HOME,
      times: 0,
      decided: 'closer',
      alternatives: [
        { script: 'unknown/a', why: 'closer' },
        { script: 'forgetful/office', why: 'account', unmet: ['hasPayLink'] },
        { script: 'unknown/late', why: 'stage' },
      ],
    });
  });

  it('names the rule that decided, and by what each of the others lost', () => {
    const told = (scripts: readonly Script[], change: Partial<ScriptQuery> = {}) => {
      const found = chooseScript(catalogueOf(CATEGORIES, scripts), query(change))?.selection;
      return [found?.decided, ...(found?.alternatives ?? []).map(({ why }) => why)];
    };
    const a = script('unknown/a');
    assert.deepEqual(told([a]), ['only']);
    assert.deepEqual(told([a, script('unknown/b')]), ['name', 'name']);
    const often = { heard: heard(['unknown/a', 0]) };
    assert.deepEqual(told([a, script('unknown/b')], often), ['fresher', 'fresher']);
    const staged = script('unknown/stage', { stages: ['courtesy'] });
    assert.deepEqual(told([a, staged]), ['staged', 'staged']);
    assert.deepEqual(told([a, script('forgetful/b')]), ['only', 'category']);
  });

  it('spreads households over the wordings, each household always to the same one', () => {
    const one = [script('unknown/a')];
    const counts = { 'unknown/a 0': 0, 'unknown/a 1': 0 };
    for (let room = 0; room < 400; room += 1) {
      const said = say(one, { listener: `plum ${room}` });
      assert.equal(say(one, { listener: `plum ${room}` }), said);
      assert.ok(said === 'unknown/a 0' || said === 'unknown/a 1');
      counts[said] += 1;
    }
    assert.ok(
      Object.values(counts).every((count) => count > 160),
      JSON.stringify(counts),
    );
  });

  it('gives a household every wording before one comes again', () => {
    const one = [script('unknown/a')];
    const listeners = fc.string({ minLength: 1 });
    fc.assert(
      fc.property(listeners, fc.integer({ min: 1, max: 5 }), (listener, count) => {
        const catalogue = { ...catalogueOf(CATEGORIES, one), variants: () => count };
        const said: number[] = [];
        for (let turn = 0; turn < 2 * count; turn += 1) {
          const before = said.map((variant) => ({ script: scriptId('unknown/a'), variant }));
          const asked = query({ listener, heard: before.toReversed() });
          said.push(chooseScript(catalogue, asked)?.variant ?? -1);
        }
        assert.equal(new Set(said.slice(0, count)).size, count);
        assert.equal(new Set(said.slice(count)).size, count);
      }),
    );
  });

  it('is the same for the same question, in whatever order the scripts were read', () => {
    const all = ['a', 'b', 'c', 'd'].map((name, index) =>
      script(`unknown/${name}`, index % 2 === 0 ? {} : { stages: ['courtesy', 'resolve'] }),
    );
    fc.assert(
      fc.property(fc.shuffledSubarray(all, { minLength: 4 }), (shuffled) => {
        assert.equal(say(shuffled), say(all));
      }),
    );
  });
});

describe('the category of a household', () => {
  const catalogue = catalogueOf(CATEGORIES, []);
  const of = (label: 'forgot' | 'service_quality' | 'greeting', broken = 0, also = false) =>
    categorise(
      catalogue,
      label,
      also ? ['service_quality'] : [],
      { ...HOME, brokenPromises: broken },
      CURRENT,
    );
  const CURRENT: CategoryId = categoryId('unknown');

  it('follows what was said first', () => {
    assert.equal(of('forgot'), 'forgetful');
    assert.equal(of('forgot', 0, true), 'forgetful');
  });

  it('is the more particular one where the account fits it', () => {
    assert.equal(of('forgot', 2), 'serial-promiser');
  });

  it('follows what was said beside words without a cause', () => {
    assert.equal(of('greeting', 0, true), 'quality-dispute');
  });

  it('stays where the category keeps what was said', () => {
    const kept = catalogueOf(
      [...CATEGORIES, category('hardship', 'unknown', { keeps: ['forgot'] })],
      [],
    );
    const after = (label: 'forgot' | 'service_quality') =>
      categorise(kept, label, [], HOME, categoryId('hardship'));
    assert.equal(after('forgot'), 'hardship');
    assert.equal(after('service_quality'), 'quality-dispute');
  });

  it('stays where nothing is said of a cause', () => {
    assert.equal(of('greeting'), CURRENT);
  });
});

describe('a hand-over by label', () => {
  it('goes to service for who asks for a person or is hostile, and urgently on call for who is vulnerable', () => {
    assert.equal(handoffOf('human_request', null)?.queue, 'service');
    assert.equal(handoffOf('hostile', null)?.queue, 'service');
    assert.deepEqual(handoffOf('vulnerable', null), {
      reason: 'vulnerable',
      queue: 'on-call',
      urgent: true,
    });
  });

  it('leaves a question of law to the registry once, and to a colleague the second time', () => {
    assert.equal(handoffOf('legal_question', null), null);
    assert.equal(handoffOf('legal_question', scriptId('unknown/legal-question'))?.queue, 'legal');
  });

  it('is none for what the bot answers itself', () => {
    assert.equal(handoffOf('ask_amount', null), null);
  });
});
