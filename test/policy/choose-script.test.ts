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
    owner: '客服主管',
    ...change,
  };
}

function category(id: string, fallback: string | null, change: Partial<Category> = {}): Category {
  return {
    id: categoryId(id),
    labels: [],
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

  it('tells staff why, and what else would have fitted', () => {
    const all = [script('unknown/a'), script('unknown/link', { when: { hasPayLink: true } })];
    assert.deepEqual(chooseScript(catalogueOf(CATEGORIES, all), query())?.selection, {
      rule:
        'category unknown (nothing fits in serial-promiser), stage courtesy, on remind; ' +
        'fits the account closer',
      alternatives: ['unknown/a'],
    });
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
