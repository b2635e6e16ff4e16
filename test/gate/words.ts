/** What residents say: every way out of policy's table, and talk that is none. */
export const WORDS = {
  stop: '别再发了',
  again: '恢复提醒吧',
  person: '转人工',
  promise: '我明天交',
  later: '我下周五交',
  claim: '已经交过了',
  dispute: '楼道太脏了,没人打扫',
  bill: '账单算错了',
  plan: '能不能分三期?',
  yes: '好的',
  hardship: '我失业了没钱',
  need: '我不想活了',
  wrong: '你找错人了,我不是业主',
  amount: '多少钱',
  why: '凭什么收费',
  chatter: '今天天气不错',
  forgot: '忘了',
} as const;
export type Words = keyof typeof WORDS;
