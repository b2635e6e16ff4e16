import { addDays } from '#domain/time.ts';
import { monthsLater, nextDayNumbered } from './calendar-day.ts';
import { type DayRule, sure, vague } from './day-rule.ts';
import { NUMBER, NUMERAL_CHARS } from './numeral-grammar.ts';
import { BEFORE, PAY, numeral } from './zh-day-words.ts';

/** Days told from today on: today, tomorrow, at once, in a while. */
export const ZH_NEAR_DAYS: readonly DayRule[] = [
  {
    pattern: /(?<![之以]?后的?)(?:今天|今晚|今日|今夜|今早|今儿个?|今朝|当晚)/gu,
    kind: 'day',
    read: (_, today) => sure(today),
  },
  {
    pattern: /明天|明晚|明早|明日|(?<!赶)明儿个?|明朝|听日|听晚|听朝|翌日/gu,
    kind: 'day',
    read: (_, today) => sure(addDays(today, 1)),
  },
  {
    pattern: /(大)?(?<!以)(?:后天|后日|后儿个?|后晚)/gu,
    kind: 'day',
    read: ([, far], today) => sure(addDays(today, far === undefined ? 2 : 3)),
  },
  {
    pattern: new RegExp(
      String.raw`(?<![天早晚日号一二三四五六末${NUMERAL_CHARS}])(?:马上|立刻|立马|即刻|这就|现在就|现在去|现在来|现在|一会儿?就?|等会儿?就?|待会儿?就?|等下就?|稍后就|下班(?:了|后|以后)?就?|下午就?|晚上就?|中午就?)(?=(?:去|来|回去|回家|过来|过去|帮你|给你|微信|支付宝|把钱|我)?(?:给你)?${PAY}(?![了过]))`,
      'gu',
    ),
    kind: 'day',
    read: (_, today) => sure(today),
  },
  {
    pattern: new RegExp(String.raw`(?<!\d)(\d{1,2})好(?=[之以]?前|${PAY})`, 'gu'),
    kind: 'day',
    read: ([, day], today) => vague(nextDayNumbered(today, Number(day))),
  },
  {
    pattern: new RegExp(String.raw`(?:晚上|今晚)?(?:${NUMBER})点(?:钟|半)?${BEFORE}`, 'gu'),
    kind: 'day',
    read: (_, today) => vague(today),
  },
  {
    pattern:
      /(?:半个月|一个月|一个?(?:星期|礼拜)|[两三]个?(?:星期|礼拜)|[两三]周|[三五七十]天)(?=[，,。!！吧]|$)/gu,
    kind: 'day',
    read: ([words = ''], today) => {
      if (words === '半个月') return vague(addDays(today, 15));
      if (words === '一个月') return vague(monthsLater(today, 1));
      const count = numeral(words.charAt(0));
      return vague(addDays(today, words.endsWith('天') ? count : count * 7));
    },
  },
];
