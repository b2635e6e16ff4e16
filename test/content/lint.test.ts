import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import {
  REMINDER,
  type RuleExample,
  SCRIPT,
  WHOLE,
  WHOLE_EN,
  linted,
  reply,
  say,
  shipped,
  tellApart,
  trial,
} from './lint-example.ts';

/** What a script is made of. */
const RULES: Readonly<Record<string, RuleExample>> = {
  'a misspelt trigger': {
    bad: trial(SCRIPT.replace('label:legal_question', 'label:legal_qestion'), '好的'),
    told: /a\.yaml:2 error schema: on\.0: .*did you mean label:legal_question\?/u,
    good: say('好的'),
  },
  'an unknown key': {
    bad: trial(`${SCRIPT}stage: [formal]\n`, '好的'),
    told: /a\.yaml:7 error schema: stage: is no key that belongs here; did you mean stages\?/u,
    good: trial(`${SCRIPT}stages: [formal]\n`, '好的'),
  },
  'a wrong type': {
    bad: trial(SCRIPT.replace('slots: []', 'slots: room'), '好的'),
    told: /a\.yaml:5 error schema: slots: wants array, found string "room"/u,
    good: say('好的'),
  },
  'no owner': {
    bad: trial(SCRIPT.replace('owner: 法务\n', ''), '好的'),
    told: /a\.yaml:1 error schema: owner: is missing/u,
    good: say('好的'),
  },
  'a key written twice': {
    bad: trial(`${SCRIPT}owner: 财务\n`, '好的'),
    told: /a\.yaml:\d+ error yaml: .*unique/u,
    good: say('好的'),
  },
  'more than four choices': {
    bad: trial(
      `${SCRIPT}choices:\n${'  - { key: pay, leads: ask_how_to_pay }\n'.repeat(5)}`,
      '您看是哪一件？',
    ),
    told: /a\.yaml:\d error schema: choices: takes at most 4/u,
    good: trial(
      `${SCRIPT}choices:\n${'  - { key: pay, leads: ask_how_to_pay }\n'.repeat(4)}`,
      '您看是哪一件？',
    ),
  },
  'a choice that leads nowhere': {
    bad: trial(`${SCRIPT}choices: [{ key: pay, leads: ask_how_to_pey }]\n`, '您看？'),
    told: /a\.yaml:7 error schema: choices\.0\.leads: .*did you mean ask_how_to_pay\?/u,
    good: trial(`${SCRIPT}choices: [{ key: pay, leads: ask_how_to_pay }]\n`, '您看？'),
  },
  'a misspelt slot': {
    bad: trial(SCRIPT.replace('slots: []', 'slots: [rooom]'), '{rooom}'),
    told: /a\.yaml:5 error slot: .*\{rooom\}; did you mean room\?/u,
    good: trial(SCRIPT.replace('slots: []', 'slots: [room]'), '{room}', '{room}'),
  },
  'a brace that is not closed': {
    bad: say('您好{room'),
    told: /trial\.yaml:\d error icu/u,
    good: say('您好'),
  },
  'a repealed article': {
    bad: trial(`${SCRIPT}cites: [HTF-107]\n`, '{law}', '{law}'),
    told: /a\.yaml:7 error statute: HTF-107 was repealed on 2021-01-01 \(MFD-577 took its place\)/u,
    good: trial(`${SCRIPT}cites: [MFD-577]\n`, '{law}', '{law}'),
  },
  'an article that is not there': {
    bad: trial(`${SCRIPT}cites: [MFD-9444]\n`, '{law}', '{law}'),
    told: /a\.yaml:7 error statute: MFD-9444 is not in scripts\/statutes; did you mean MFD-944\?/u,
    good: trial(`${SCRIPT}cites: [MFD-944]\n`, '{law}', '{law}'),
  },
  'a canned reply with a slot it does not know': {
    bad: reply('{total}'),
    told: /replies\.yaml:\d+ error slot: a reply knows no \{total\}/u,
    good: reply('{owner}您好'),
  },
  'a strategy nobody knows': {
    bad: trial(SCRIPT.replace('information', 'informatoin'), '好的'),
    told: /a\.yaml:3 error strategy: .*did you mean information\?/u,
    good: say('好的'),
  },
  'evidence that is no row': {
    bad: trial(SCRIPT.replace('[]', '[S-999]'), '好的'),
    told: /a\.yaml:4 error evidence: S-999 is no row/u,
    good: trial(SCRIPT.replace('[]', '[S-046]'), '好的'),
  },
  'evidence of a tactic that was refused': {
    bad: trial(SCRIPT.replace('[]', '[S-052]'), '好的'),
    told: /a\.yaml:4 error evidence: S-052 is a tactic that was refused/u,
    good: say('好的'),
  },
  'an effect that nobody measured': {
    bad: trial(
      SCRIPT.replace('information', 'follow-up').replace('evidence: []', 'evidence: [S-072]'),
      '好的',
    ),
    told: /a\.yaml:4 error evidence: follow-up claims an effect/u,
    good: trial(SCRIPT.replace('information', 'follow-up'), '好的'),
  },
  'a stage left out between two': {
    bad: trial(
      REMINDER.replace('strategy', 'stages: [courtesy, formal]\nstrategy'),
      WHOLE,
      WHOLE_EN,
    ),
    told: /trial\/category\.yaml:1 warning stage-gap: trial answers remind .* resolve/u,
    good: trial(
      REMINDER.replace('strategy', 'stages: [courtesy, resolve]\nstrategy'),
      WHOLE,
      WHOLE_EN,
    ),
  },
  'a topic without phrases': {
    bad: trial(SCRIPT.replace('label:legal_question', 'topic:vacent'), '好的'),
    told: /a\.yaml:2 error topic: .*vacent; did you mean vacant\?/u,
    good: trial(SCRIPT.replace('label:legal_question', 'topic:vacant'), '好的'),
  },
  'a text that a language lacks': {
    bad: {
      'locales/en/console.yaml': shipped('locales/en/console.yaml').replace('  less: ', '  lest: '),
    },
    told: /en\/console\.yaml:\d+ error locale: lacks common\.less/u,
    good: {},
  },
  'a file nobody reads': {
    bad: { 'scripts/forgetful/busy-again.yml': SCRIPT },
    told: /busy-again\.yml:1 error unknown-file: .*the ending is \.yaml/u,
    good: {},
  },
};

describe('Lint', () => {
  it('finds nothing in the data that ship', () => {
    assert.deepEqual(linted({}), []);
  });

  tellApart(RULES);

  it('tells everything that is wrong with one script at once', () => {
    const found = linted({
      ...trial(
        SCRIPT.replace('[]', '[S-999]')
          .replace('slots: []', 'slots: [total]')
          .concat('stages: [later]\ncites: [HTF-107]\ncolour: red\n'),
        '依法您应当交1元。{rom}',
      ),
    }).filter((one) => one.includes('trial'));
    for (const rule of ['schema', 'statute', 'evidence', 'slot', 'law-stated', 'literal-figure']) {
      assert.ok(
        found.some((one) => one.includes(` error ${rule}:`)),
        `${rule}\n${found.join('\n')}`,
      );
    }
    assert.ok(found.filter((one) => one.includes('a.yaml')).length >= 4);
    assert.ok(found.every((one) => / → .+/u.test(one)));
  });
});
