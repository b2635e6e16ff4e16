import chineseDays from 'chinese-days';
import { type LocalDate, addDays, isLocalDate } from '#domain/time.ts';
import { dayOf, nextYearly } from './calendar-day.ts';

const SOLAR: Readonly<Record<string, readonly [number, number]>> = {
  元旦: [1, 1],
  三八: [3, 8],
  妇女节: [3, 8],
  清明: [4, 5],
  五一: [5, 1],
  劳动节: [5, 1],
  六一: [6, 1],
  儿童节: [6, 1],
  七一: [7, 1],
  八一: [8, 1],
  建军节: [8, 1],
  教师节: [9, 10],
  国庆: [10, 1],
  十一: [10, 1],
  双十一: [11, 11],
  双11: [11, 11],
  双十二: [12, 12],
  双12: [12, 12],
  圣诞: [12, 25],
};
/** Month and day of the Chinese calendar. */
const LUNAR: Readonly<Record<string, readonly [number, number]>> = {
  春节: [1, 1],
  过年: [1, 1],
  大年初一: [1, 1],
  年前: [1, 1],
  元宵: [1, 15],
  正月十五: [1, 15],
  端午: [5, 5],
  七夕: [7, 7],
  中秋: [8, 15],
  八月十五: [8, 15],
  重阳: [9, 9],
  腊八: [12, 8],
  小年: [12, 23],
};

/** The names of festivals, longest first, for use inside a pattern; 年前 is read elsewhere. */
export const FESTIVALS = [
  ...Object.keys(SOLAR),
  ...Object.keys(LUNAR),
  '除夕',
  '大年三十',
  '年三十',
]
  .filter((name) => name !== '年前')
  .toSorted((a, b) => b.length - a.length)
  .join('|');

/** Names that are a day of their own, not a season around it. */
export const SINGLE_DAYS: readonly string[] = [
  '三八',
  '六一',
  '七一',
  '八一',
  '双十一',
  '双11',
  '双十二',
  '双12',
  '元宵',
  '正月十五',
  '八月十五',
  '大年初一',
  '腊八',
  '小年',
  '除夕',
  '大年三十',
  '年三十',
  '元旦',
  '圣诞',
  '中秋',
  '端午',
  '重阳',
  '七夕',
  '教师节',
  '儿童节',
  '妇女节',
  '建军节',
];

const EVES: readonly string[] = ['除夕', '大年三十', '年三十'];
const lunarDays = new Map<string, LocalDate | null>();

/** The solar day of a day of the Chinese calendar; leap months do not count. */
function lunarDay(year: number, month: number, day: number): LocalDate | null {
  const two = (value: number) => String(value).padStart(2, '0');
  const key = `${year}-${two(month)}-${two(day)}`;
  const known = lunarDays.get(key);
  if (known !== undefined) return known;
  const { date } = chineseDays.getSolarDateFromLunar(key);
  const found = isLocalDate(date) ? date : null;
  lunarDays.set(key, found);
  return found;
}

/** The next time a day of the Chinese calendar falls, today included. */
export function nextLunar(month: number, day: number, today: LocalDate): LocalDate | null {
  const year = Number(today.slice(0, 4));
  // A lunar year's last months fall into the solar year after it.
  for (const one of [year - 1, year, year + 1]) {
    const found = lunarDay(one, month, day);
    if (found !== null && found >= today) return found;
  }
  return null;
}

/** The next time a festival falls, today included. */
export function nextFestival(name: string, today: LocalDate): LocalDate | null {
  const solar = SOLAR[name];
  if (solar) return nextYearly(today, (year) => dayOf({ year, month: solar[0] }, solar[1]));
  if (EVES.includes(name)) {
    const first = nextLunar(1, 1, addDays(today, 1));
    return first && addDays(first, -1);
  }
  const lunar = LUNAR[name];
  return lunar ? nextLunar(lunar[0], lunar[1], today) : null;
}
