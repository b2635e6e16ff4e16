import { addDays, daysBetween, weekday } from '#domain/time.ts';
import {
  type YearMonth,
  dayOf,
  inWeek,
  lastOf,
  monthNumbered,
  monthOf,
  monthsLater,
  nextDayNumbered,
  nextWeekday,
} from './calendar-day.ts';
import { type DayRule, type ReadDay, silent, sure, vague } from './day-rule.ts';
import { FESTIVALS, SINGLE_DAYS, nextFestival, nextLunar } from './festival-grammar.ts';
import { NUMBER, NUMERAL_CHARS, readNumeral } from './numeral-grammar.ts';

const WEEK = '(?:周|星期|礼拜|拜(?=[一二三四五六]))';
const WEEKDAY = '([一二三四五六日天末1-7])';
const DAY = '[号日]';
/** 一号楼, 3号车位 and their like are no days. */
const NO_DAY = '(?![楼栋院线店门房子车库内铺单])';
const PAY = '[交缴付给转补打弄搞办处]';
const BEFORE = '(?:之前|以前|前|为止)';
const AFTER = '(?:之后|以后|过后|后)';
const EARLY_DAY = 5;
const MIDDLE_DAY = 15;
/** How long before Spring Festival a bare 初八 is surely one of its days. */
const FESTIVE_SEASON = 45;

function dayIndex(char: string | undefined): number {
  if (char === undefined) return 0;
  return /[日天7末]/u.test(char) ? 7 : (readNumeral(char) ?? 0);
}

function numeral(text: string | undefined): number {
  return readNumeral(text ?? '') ?? 0;
}

function partOfMonth(month: YearMonth, part: string | undefined): ReadDay | null {
  switch (part?.charAt(0)) {
    case '底':
    case '末':
      return sure(lastOf(month));
    case '中':
      return vague(dayOf(month, MIDDLE_DAY));
    case '初':
      return vague(dayOf(month, EARLY_DAY));
    case '上':
      return vague(dayOf(month, 10));
    case '下':
      return vague(lastOf(month));
    default:
      return vague(lastOf(month));
  }
}

function monthsAhead(prefix: string | undefined): number {
  if (prefix === undefined) return 0;
  return prefix.startsWith('下下') ? 2 : Number(/[下次]/u.test(prefix));
}

const MONTH_WORD = '(下下个?|下个?|次|这个?|本|当)';
const MONTH_PART = '(底|末|初|中旬|中|上旬|下旬)';

/** How Chinese names days, the more exact words first. */
export const ZH_DAYS: readonly DayRule[] = [
  silent(
    'past',
    /大?前天|昨天|昨晚|昨日|昨儿个?|琴日|寻日|上上?个?(?:周|星期|礼拜)[一二三四五六日天末]?|上上?个?月(?:底|初|中)?|去年|前年|前几天|前两天|前些天|前阵子|刚才|(?:拖|等|直|攒)到(?:今天|现在)/gu,
  ),
  silent(
    'past',
    new RegExp(
      String.raw`(?:${NUMBER}|几|半|好几)个?多?(?:天|周|星期|礼拜|月|小时)(?:之前|以前|前)`,
      'gu',
    ),
  ),
  silent(
    'years',
    new RegExp(
      String.raw`(?:${NUMBER}|几|多少|好几|这么多|那么多|好多)[多几来]?年(?:前|之前|以前|了|多|以上|来)?(?!${NUMBER}月|[\/\-])`,
      'gu',
    ),
  ),
  {
    pattern: new RegExp(
      String.raw`(?<!\d)(20\d\d)(?:[\-/.]|年)(\d{1,2})(?:[\-/.]|月)(\d{1,2})(?:${DAY})?(?!\d)`,
      'gu',
    ),
    kind: 'day',
    read: ([, year, month, day]) =>
      sure(dayOf({ year: Number(year), month: Number(month) }, Number(day))),
  },
  {
    pattern: new RegExp(
      String.raw`(?<!\d)(今年|明年)?(${NUMBER})月份?(${NUMBER})(?:${DAY}${NO_DAY}|(?=[之以]?前|[，,。!！]|$|${PAY}|一定|准|就))`,
      'gu',
    ),
    kind: 'day',
    read: ([, year, month, day], today) => {
      const found = monthNumbered(today, numeral(month));
      const ahead = year === '明年' ? monthOf(today, 12).year : found?.year;
      return found && ahead !== undefined
        ? sure(dayOf({ ...found, year: ahead }, numeral(day)))
        : null;
    },
  },
  {
    pattern: new RegExp(
      String.raw`(?<![\d.])(\d{1,2})\.(\d{1,2})(?![\d.])(?=[号日]?(?:[之以]?前|一定|准|再|就|我|去|来|${PAY}))[号日]?`,
      'gu',
    ),
    kind: 'day',
    read: ([, month, day], today) => {
      const found = monthNumbered(today, Number(month));
      return found && sure(dayOf(found, Number(day)));
    },
  },
  {
    pattern: /(?<![\d/.-])(\d{1,2})\/(\d{1,2})(?![\d/%])/gu,
    kind: 'day',
    read: ([, month, day], today) => {
      const found = monthNumbered(today, Number(month));
      return found && sure(dayOf(found, Number(day)));
    },
  },
  {
    pattern: new RegExp(
      String.raw`${MONTH_WORD}月(?:的)?(${NUMBER})(?:${DAY}${NO_DAY}|(?=[之以]?前|[，,。!！]|$|${PAY}|一定|准|就))`,
      'gu',
    ),
    kind: 'day',
    read: ([, which, day], today) => sure(dayOf(monthOf(today, monthsAhead(which)), numeral(day))),
  },
  {
    pattern: new RegExp(String.raw`(?<!\d)(${NUMBER})月份?${MONTH_PART}`, 'gu'),
    kind: 'day',
    read: ([, month, part], today) => {
      const found = monthNumbered(today, numeral(month));
      return found && partOfMonth(found, part);
    },
  },
  {
    pattern: new RegExp(String.raw`${MONTH_WORD}?月${MONTH_PART}`, 'gu'),
    kind: 'day',
    read: ([, which, part], today) => {
      const named = partOfMonth(monthOf(today, monthsAhead(which)), part);
      const passed = which === undefined && named !== null && named.due < today;
      return passed ? partOfMonth(monthOf(today, 1), part) : named;
    },
  },
  {
    pattern: new RegExp(String.raw`(?:这个|本|当)月(?:之内|以内|内|里)`, 'gu'),
    kind: 'day',
    read: (_, today) => sure(lastOf(monthOf(today))),
  },
  {
    pattern: new RegExp(String.raw`(下下个?|下个?|次)月|(?:这个|本)月(?=${PAY})`, 'gu'),
    kind: 'day',
    read: ([, which], today) => vague(lastOf(monthOf(today, monthsAhead(which)))),
  },
  {
    pattern: new RegExp(String.raw`(?<!\d)(${NUMBER})月份?(?=(?:再|去|来|就)?${PAY})`, 'gu'),
    kind: 'day',
    read: ([, month], today) => {
      const found = monthNumbered(today, numeral(month));
      return found && vague(lastOf(found));
    },
  },
  {
    pattern: new RegExp(
      String.raw`(?<![每\d一两三四几半])(下下个?|下个?|这个?|本)?${WEEK}${WEEKDAY}(?![次遍天周]|个月)`,
      'gu',
    ),
    kind: 'day',
    read: ([, which, day], today) => {
      const index = dayIndex(day);
      if (which?.startsWith('下下')) return sure(inWeek(today, 2, index));
      if (which?.startsWith('下')) return sure(inWeek(today, 1, index));
      if (which !== undefined) return sure(inWeek(today, 0, index));
      if (day !== '末') return sure(nextWeekday(today, index));
      return (weekday(today) >= 6 ? vague : sure)(inWeek(today, 0, index));
    },
  },
  {
    pattern: new RegExp(
      String.raw`(下下个?|下个?|这个?|本)${WEEK}(之内|以内|内|里|${BEFORE})?`,
      'gu',
    ),
    kind: 'day',
    read: ([, which, within], today) => {
      const weeks = which?.startsWith('下下') ? 2 : Number(which?.startsWith('下') === true);
      return (within === undefined ? vague : sure)(inWeek(today, weeks, 7));
    },
  },
  {
    pattern: new RegExp(
      String.raw`(?<![\d第尾户房栋一二三四五六七八九十])(${NUMBER})(?:号|日(?![内后常用]|之内|之后|以内|以后))${NO_DAY}`,
      'gu',
    ),
    kind: 'day',
    read: ([, day], today) => {
      const found = nextDayNumbered(today, numeral(day));
      const skipped = dayOf(monthOf(today), numeral(day)) === null;
      return (skipped ? vague : sure)(found);
    },
  },
  {
    pattern: new RegExp(
      String.raw`(?:(?<![第每])(${NUMBER}|半)(个半|个)?(工作日|天|日|周|星期|礼拜|月|小时)(?:之内|以内|内|里|${AFTER}))|(?:给我|给俺|宽限|再等|等我|最多|容我|缓|再过)[我个]?(${NUMBER})个?()(天|周|星期|礼拜|月|工作日)`,
      'gu',
    ),
    kind: 'day',
    read: ([, within, half, unit, grace, , graceUnit], today) => {
      const count = within ?? grace ?? '';
      const what = unit ?? graceUnit ?? '天';
      const size = count === '半' ? 0.5 : numeral(count) + (half === '个半' ? 0.5 : 0);
      if (what === '月') {
        const whole = monthsLater(today, Math.floor(size));
        const clipped = whole.slice(8) !== today.slice(8);
        return (clipped ? vague : sure)(addDays(whole, size % 1 === 0 ? 0 : 15));
      }
      if (what === '小时') return sure(addDays(today, Math.ceil(size / 24)));
      if (what === '天' || what === '日') return sure(addDays(today, Math.ceil(size)));
      const days = what === '工作日' ? Math.ceil((size * 7) / 5) : Math.ceil(size * 7);
      return sure(addDays(today, days));
    },
  },
  {
    pattern: new RegExp(
      String.raw`(?:过|等|再过)(两|${NUMBER})天(?!前)|(?:[一两][两三]|三[四五])天(?:之内|以内|内|${AFTER})`,
      'gu',
    ),
    kind: 'day',
    read: ([words, count], today) => {
      if (count === undefined) return vague(addDays(today, numeral(words?.charAt(1))));
      return (count === '两' ? vague : sure)(addDays(today, numeral(count)));
    },
  },
  {
    pattern: new RegExp(
      String.raw`(?:大年|正月)?初([一二三四五六七八九十])(?:那天)?(?:${AFTER})?`,
      'gu',
    ),
    kind: 'day',
    read: ([words = '', day], today) => {
      const found = nextLunar(1, numeral(day), today);
      const far = found !== null && daysBetween(today, found) > FESTIVE_SEASON;
      const bare = words.startsWith('初');
      return found && (new RegExp(AFTER, 'u').test(words) || (bare && far) ? vague : sure)(found);
    },
  },
  {
    pattern: new RegExp(
      String.raw`(?<![十百千\d月第])(?!(?:十一|过年)(?!节|假|放|前|之|后|以|回))(${FESTIVALS})节?(?:那天|当天)?(${BEFORE}|${AFTER}|回来)?`,
      'gu',
    ),
    kind: 'day',
    read: ([, name = '', side], today) => {
      const day = nextFestival(name, today);
      if (!day) return null;
      if (side === undefined) return (SINGLE_DAYS.includes(name) ? sure : vague)(day);
      return new RegExp(BEFORE, 'u').test(side) ? sure(addDays(day, -1)) : vague(addDays(day, 7));
    },
  },
  {
    pattern: /(今年|明年)?年(底|末|终(?!奖))/gu,
    kind: 'day',
    read: ([, year], today) => {
      const ahead = Number(today.slice(0, 4)) + Number(year === '明年');
      return sure(lastOf({ year: ahead, month: 12 }));
    },
  },
  {
    pattern: /(?<![一二三四五六七八九十几多\d])年前/gu,
    kind: 'day',
    read: (_, today) => {
      const day = nextFestival('年前', today);
      return day && vague(addDays(day, -1));
    },
  },
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
