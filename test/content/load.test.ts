import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, it } from 'mocha';
import { ContentError } from '#content/content-error.ts';
import { checkContent, loadContent } from '#content/load.ts';
import { type Changes, SHIPPED, withChanged } from './folder.ts';

/** What is found wrong when files are changed, as `file:line rule message`. */
function findings(changes: Changes): string[] {
  return withChanged(changes, checkContent).map(
    ({ file, line, rule, message }) => `${file}:${line} ${rule}: ${message}`,
  );
}

const SCRIPT = `# 试用
on: [remind]
stages: [courtesy]
strategy: information
slots: [room]
owner: 客服主管
`;
const zh = (text: string) => ({ 'locales/zh-CN/scripts/trial.yaml': text });
const en = (text: string) => ({ 'locales/en/scripts/trial.yaml': text });
const trial = (script: string, wording = 'a:\n  - "{room}，您好"\n'): Changes => ({
  'scripts/trial/category.yaml': '# 试用\nfallback: unknown\n',
  'scripts/trial/a.yaml': script,
  ...zh(wording),
  ...en(wording),
});
const shipped = (file: string) => readFileSync(join(SHIPPED.scripts, '..', file), 'utf8');

describe('the data of scripts and locales', () => {
  it('that ship hold together', () => {
    assert.deepEqual(checkContent(SHIPPED), []);
  });

  it('take a new category and script without a line of code', () => {
    withChanged(trial(SCRIPT), (folders) => {
      const { catalogue } = loadContent(folders);
      assert.ok([...catalogue.categories.keys()].some((id) => id === 'trial'));
      assert.ok([...catalogue.scripts.keys()].some((id) => id === 'trial/a'));
    });
  });

  it('are mended in one go: everything wrong is told at once, with its line', () => {
    const found = findings({
      ...trial(
        SCRIPT.replace('slots: [room]', 'slots: [room, answerBy]').replace('remind', 'remid'),
      ),
      'scripts/refusals/odd.yaml':
        'reason: 试用\npatterns:\n  - "("\nexamples: { refused: [甲], harmless: [乙] }\n',
    });
    assert.deepEqual(
      found.map((line) => line.split(': ')[0]),
      [
        'scripts/trial/a.yaml:2 schema',
        'scripts/refusals/odd.yaml:3 schema',
        'locales/en/scripts/trial.yaml:2 slot',
        'locales/zh-CN/scripts/trial.yaml:2 slot',
      ],
    );
    assert.throws(() => withChanged(trial('on: ['), loadContent), ContentError);
  });

  const cases: Record<string, [Changes, RegExp]> = {
    'a file that is no YAML': [trial('on: [remind'), /^scripts\/trial\/a\.yaml:\d+ yaml: /u],
    'an unknown key': [trial(`${SCRIPT}colour: red\n`), /a\.yaml:7 schema: .*colour/u],
    'a stage that does not exist': [
      trial(SCRIPT.replace('courtesy', 'later')),
      /a\.yaml:3 schema: stages\.0/u,
    ],
    'a slot that the trigger does not come with': [
      trial(SCRIPT.replace('[room]', '[room, answerBy]'), 'a: ["{room}{answerBy}"]\n'),
      /a\.yaml:5 slot: remind does not come with \{answerBy\}/u,
    ],
    'a payment link where there may be none': [
      trial(SCRIPT.replace('[room]', '[room, payLink]'), 'a: ["{room}{payLink}"]\n'),
      /a\.yaml:5 slot: \{payLink\} needs/u,
    ],
    'facts of a household for a stranger': [
      trial(SCRIPT.replace('[remind]', '[invite]')),
      /a\.yaml:5 slot: invite does not come with \{room\}/u,
    ],
    'a wording that uses a slot its script does not list': [
      trial(SCRIPT, 'a:\n  - "{room}"\n  - "{room}{total}"\n'),
      /zh-CN\/scripts\/trial\.yaml:3 slot: trial\/a uses \{total\}/u,
    ],
    'a slot that no wording uses': [
      trial(SCRIPT, 'a: ["您好"]\n'),
      /trial\.yaml:1 slot: no wording of trial\/a uses \{room\}/u,
    ],
    'a script that a language lacks': [
      { ...trial(SCRIPT), ...en('b: ["hello"]\n') },
      /locales\/en\/scripts\/trial\.yaml:\d+ locale: no wording for trial\/a/u,
    ],
    'wording for a script that is gone': [
      { ...trial(SCRIPT), ...en('a: ["{room}"]\nb: ["hello"]\n') },
      /locales\/en\/scripts\/trial\.yaml:2 locale: there is no script trial\/b/u,
    ],
    'a message that cannot be read': [
      trial(SCRIPT, 'a: ["{room"]\n'),
      /trial\.yaml:1 icu: a\.0: /u,
    ],
    'an article that is not in the registry': [
      trial(`${SCRIPT}cites: [MFD-9999]\n`, 'a: ["{room}{law}"]\n'),
      /a\.yaml:7 statute: MFD-9999 is not in/u,
    ],
    'a paragraph the article does not have': [
      trial(`${SCRIPT}cites: [MFD-944#7]\n`, 'a: ["{room}{law}"]\n'),
      /a\.yaml:7 statute: MFD-944 has no paragraph 7/u,
    ],
    'a citation without its quotation': [
      trial(`${SCRIPT}cites: [MFD-944]\n`),
      /trial\.yaml:2 statute: trial\/a cites an article: \{law\} must stand in it/u,
    ],
    'a repealed article': [
      {
        ...trial(`${SCRIPT}cites: [MFD-944]\n`, 'a: ["{room}{law}"]\n'),
        'scripts/statutes/MFD-944.yaml': shipped('scripts/statutes/MFD-944.yaml').replace(
          'repealedOn: null',
          'repealedOn: "2026-01-01"',
        ),
      },
      /a\.yaml:7 statute: MFD-944 was repealed on 2026-01-01/u,
    ],
    'a choice without words': [
      trial(`${SCRIPT}choices: [{ key: moon, leads: forgot }]\n`),
      /words\.yaml:\d+ choice: trial\/a needs choices\.moon/u,
    ],
    'a category that falls back to none': [
      { ...trial(SCRIPT), 'scripts/trial/category.yaml': '# 试用\nlabels: [forgot]\n' },
      /trial\/category\.yaml:1 fallback: trial must name/u,
    ],
    'categories that go round in a circle': [
      {
        ...trial(SCRIPT),
        'scripts/trial/category.yaml': '# 试用\nfallback: second\n',
        'scripts/second/category.yaml': '# 试用\nfallback: trial\n',
      },
      /trial\/category\.yaml:2 fallback: trial → second → trial/u,
    ],
    'a folder without its category': [
      { ...trial(SCRIPT), 'scripts/trial/category.yaml': null },
      /trial\/category\.yaml:1 missing/u,
    ],
    'a trigger nothing answers': [
      {
        'scripts/unknown/identity.yaml': null,
        'locales/zh-CN/scripts/unknown.yaml': '{}',
        'locales/en/scripts/unknown.yaml': '{}',
      },
      /scripts\/unknown:1 coverage: nothing answers identity at stage pre-due/u,
    ],
    'an account nothing answers': [
      {
        'scripts/unknown/how-to-pay-office.yaml': null,
        'locales/zh-CN/scripts/unknown.yaml': '{}',
        'locales/en/scripts/unknown.yaml': '{}',
      },
      /coverage: nothing answers label:ask_how_to_pay at stage pre-due where .*"hasPayLink":false/u,
    ],
    'shared words that know no such value': [
      {
        'locales/en/words.yaml': shipped('locales/en/words.yaml').replace('{yuan}', '{dollars}'),
      },
      /locales\/en\/words\.yaml:\d+ slot: sum does not know \{dollars\}/u,
    ],
    'a language without its words': [
      { 'locales/fr/console.yaml': '{}' },
      /locales\/fr\/words\.yaml:1 missing/u,
    ],
    'no source language': [{ 'locales/zh-CN/words.yaml': null }, /zh-CN\/words\.yaml:1 missing/u],
  };
  for (const [name, [changes, expected]] of Object.entries(cases)) {
    it(`are refused for ${name}`, () => {
      const found = findings(changes);
      assert.ok(
        found.some((line) => expected.test(line)),
        found.slice(0, 10).join('\n'),
      );
    });
  }
});
