import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { describe, it } from 'mocha';
import { judgeBy } from '#commands/lint.ts';
import { DataFiles } from '#content/data-files.ts';
import { filesOf } from '#content/load.ts';
import { lintContent } from '#content/lint/lint-content.ts';
import { localDate } from '#domain/time.ts';
import { SHIPPED } from './folder.ts';

/** Places in the data with other text than the project's own. */
type Changes = Readonly<Record<string, string>>;

const OWN = filesOf(SHIPPED);
const TODAY = localDate('2026-11-24');

/** What lint finds when files are changed, as `file:line severity rule reason → right`. */
function linted(changes: Changes, today = TODAY): string[] {
  const folder = mkdtempSync(join(tmpdir(), 'lint-'));
  try {
    const paths = Object.entries(changes).map(([file, text]) => {
      const path = join(folder, file);
      mkdirSync(dirname(path), { recursive: true });
      writeFileSync(path, text);
      return [file, path] as const;
    });
    const files = new DataFiles(new Map(paths)).over(OWN);
    return lintContent(files, { today, judge: judgeBy }).map(
      ({ file, line, severity, rule, reason, right }) =>
        `${file}:${line} ${severity} ${rule}: ${reason} → ${right}`,
    );
  } finally {
    rmSync(folder, { recursive: true });
  }
}

const shipped = (file: string) => readFileSync(join(SHIPPED.scripts, '..', file), 'utf8');

const SCRIPT = `# 试用
on: ["label:legal_question"]
strategy: information
evidence: []
slots: []
owner: 法务
`;

/** A trial script with one wording in both languages; the rest of the project stays as it is. */
function trial(script: string, zh: string, en = '你好 hello'): Changes {
  const wording = (text: string) => `a:\n  - |-\n${text.replaceAll(/^/gmu, '    ')}\n`;
  return {
    'scripts/trial/category.yaml': '# 试用\nfallback: unknown\n',
    'scripts/trial/a.yaml': script,
    'locales/zh-CN/scripts/trial.yaml': wording(zh),
    'locales/en/scripts/trial.yaml': wording(en),
  };
}

const REMINDER = SCRIPT.replace('label:legal_question', 'remind').replace(
  'slots: []',
  'slots: [total, months, office]',
);
const WHOLE = '{months}的物业费{total}，到{office}缴；找人回复“人工”，不想收回复“停止提醒”。';
const WHOLE_EN = '{months}: {total}. Pay at {office}; write "person" or "stop".';
const reminder = (zh: string, en = WHOLE_EN) => trial(REMINDER, zh, en);
const handoff = (cause: string, zh: string) =>
  trial(SCRIPT.replace('label:legal_question', `handoff:${cause}`), zh);
const say = (zh: string) => trial(SCRIPT, zh);
const reply = (text: string): Changes => {
  const entry = `\ntrial:\n  title: 试用\n  text: "${text}"\n`;
  return Object.fromEntries(
    ['zh-CN', 'en'].map((tag) => [
      `locales/${tag}/replies.yaml`,
      shipped(`locales/${tag}/replies.yaml`) + entry,
    ]),
  );
};

/** For each rule something wrong, what is said of it, and something like it that is right. */
const RULES: Record<string, { bad: Changes; told: RegExp; good: Changes; today?: string }> = {
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
  'an article not yet in force': {
    bad: trial(`${SCRIPT}cites: [MFD-577]\n`, '{law}', '{law}'),
    told: /a\.yaml:7 error law-not-in-force: MFD-577 holds from 2021-01-01/u,
    good: trial(SCRIPT, '好的'),
    today: '2020-12-31',
  },
  'a quotation that is not word for word': {
    bad: say('《民法典》第九百四十四条：“业主必须按时支付物业费”'),
    told: /trial\.yaml:3 error law-misquoted: .*→ MFD-944 reads: 业主应当按照约定/u,
    good: trial(`${SCRIPT}cites: ["MFD-944#1"]\n`, '{law}', '{law}'),
  },
  'an article written by hand': {
    bad: say('您可以看看民法典第944条。'),
    told: /trial\.yaml:3 error law-literal/u,
    good: trial(`${SCRIPT}cites: ["MFD-944#1"]\n`, '您可以看看：\n{law}', '{law}'),
  },
  'a law that is no more': {
    bad: say('《物权法》第七十二条：“不得以放弃权利不履行义务”'),
    told: /error law-repealed: .*2021-01-01 \(MFD-273 took its place\)/u,
    good: trial(`${SCRIPT}cites: [MFD-273]\n`, '{law}', '{law}'),
  },
  'an article by its old number': {
    bad: say('《物业管理条例》第六十七条：“违反物业服务合同约定，业主逾期不交纳物业服务费用的”'),
    told: /error law-misquoted: .*old article of that number is now WYGLTL-64/u,
    good: trial(`${SCRIPT}cites: [WYGLTL-64]\n`, '{law}', '{law}'),
  },
  'a law nobody read': {
    bad: say('《住宅专项维修资金管理办法》第三条'),
    told: /error law-unknown/u,
    good: say('维修资金怎么用，请同事讲给您听。'),
  },
  'law in our own words': {
    bad: say('好的。\n依法业主有交费的责任。'),
    told: /trial\.yaml:4 error law-stated: a: states law by "依法"/u,
    good: say('这个问题要看具体情况，我请同事来答复。'),
  },
  'limitation argued': {
    bad: say('您这几期时效已过。'),
    told: /error law-stated/u,
    good: say('每一期的情况请同事核对。'),
  },
  'law in our own words in English': {
    bad: trial(SCRIPT, '好的', 'By law you owe this.'),
    told: /en\/scripts\/trial\.yaml:3 error law-stated/u,
    good: trial(SCRIPT, '好的', 'A colleague will look at it.'),
  },
  'a threat': {
    bad: say('好的。再不交就停水。'),
    told: /trial\.yaml:2 error guard:cut-utilities|trial\.yaml:3 error guard:cut-utilities/u,
    good: say('好的，不着急。'),
  },
  'a canned reply that shames': {
    bad: reply('全楼就您家没交，不丢人吗'),
    told: /replies\.yaml:\d+ error guard:/u,
    good: reply('谢谢您，我去核实。'),
  },
  'a canned reply with a slot it does not know': {
    bad: reply('{total}'),
    told: /replies\.yaml:\d+ error slot: a reply knows no \{total\}/u,
    good: reply('{owner}您好'),
  },
  'a sum written by hand': {
    bad: say('您看，一共1288.05元。'),
    told: /trial\.yaml:3 error literal-figure: a writes 1288\.05 by hand/u,
    good: trial(SCRIPT.replace('slots: []', 'slots: [total]'), '一共{total}。', '{total}'),
  },
  'a telephone number written by hand': {
    bad: say('请打13800138000。'),
    told: /error literal-figure: a writes 13800138000/u,
    good: trial(SCRIPT.replace('slots: []', 'slots: [office]'), '请联系{office}。', '{office}'),
  },
  'a link written by hand': {
    bad: say('点 https://pay.example.com 缴。'),
    told: /error literal-link/u,
    good: say('怎么缴可以问我。'),
  },
  'a first line that a lock screen must not show': {
    bad: reminder(`您已欠费。\n${WHOLE}`),
    told: /trial\.yaml:3 error lock-screen: a opens with 欠费/u,
    good: reminder(WHOLE),
  },
  'an introduction that speaks of debt': {
    bad: {
      'locales/zh-CN/words.yaml': shipped('locales/zh-CN/words.yaml').replace(
        '一起为您服务',
        '提醒您欠费',
      ),
    },
    told: /words\.yaml:\d+ error lock-screen/u,
    good: {},
  },
  'a reminder without a way to stop and to a person': {
    bad: reminder('{months}的物业费{total}，到{office}缴。'),
    told: /trial\.yaml:2 error reminder: a lacks how to stop|error reminder: a lacks how to stop/u,
    good: reminder(WHOLE),
  },
  'a reminder without the sum': {
    bad: trial(
      REMINDER.replace('total, ', ''),
      WHOLE.replace('{total}', ''),
      WHOLE_EN.replace('{total}', ''),
    ),
    told: /error reminder: a lacks the sum/u,
    good: reminder(WHOLE),
  },
  'money in a line that hands over a complaint': {
    bad: handoff('quality-dispute', '记下了，物业费也请尽早缴。'),
    told: /error handoff-money: a says 物业费 on handoff:quality-dispute/u,
    good: handoff('quality-dispute', '记下了，请同事来看。'),
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
  'a refused tactic that misses its example': {
    bad: {
      'scripts/refusals/shame.yaml': shipped('scripts/refusals/shame.yaml').replace(
        '  refused:\n',
        '  refused:\n    - 您今天气色真好\n',
      ),
    },
    told: /shame\.yaml:\d+ error refusal-example: no pattern refuses/u,
    good: {},
  },
  'a handbook from a law': {
    bad: say('《物业费暂行办法》'),
    told: /error law-unknown/u,
    good: say('《住户手册》里有各处的位置。'),
  },
  'a text that is too long': {
    bad: say('好'.repeat(301)),
    told: /trial\.yaml:2 error too-long|trial\.yaml:3 error too-long/u,
    good: say('好'.repeat(300)),
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

  for (const [name, { bad, told, good, today }] of Object.entries(RULES)) {
    it(`tells ${name} from what is right`, () => {
      const day = today === undefined ? TODAY : localDate(today);
      const found = linted(bad, day);
      assert.ok(
        found.some((one) => told.test(one)),
        found.join('\n'),
      );
      const rule = /(?:error|warning) ([\w-]+)/u.exec(told.source)?.[1] ?? '';
      assert.deepEqual(
        linted(good, day).filter((one) => one.includes('/trial') && one.includes(` ${rule}`)),
        [],
      );
    });
  }

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
