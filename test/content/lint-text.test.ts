import { describe } from 'mocha';
import {
  REMINDER,
  type RuleExample,
  SCRIPT,
  WHOLE,
  WHOLE_EN,
  handoff,
  reminder,
  reply,
  say,
  shipped,
  tellApart,
  trial,
} from './lint-example.ts';

/** What a text says. */
const RULES: Readonly<Record<string, RuleExample>> = {
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
};

describe('Lint of texts', () => {
  tellApart(RULES);
});
