import { type LocalDate, addDays, dayNumber, localDate } from '#domain/time.ts';
import { dayOf, nextYearly } from './calendar-day.ts';

const SOLAR: Readonly<Record<string, readonly [number, number]>> = {
  元旦: [1, 1],
  清明: [4, 5],
  五一: [5, 1],
  劳动节: [5, 1],
  国庆: [10, 1],
  十一: [10, 1],
  圣诞: [12, 25],
  双十一: [11, 11],
  双11: [11, 11],
  双十二: [12, 12],
};
/** Month and day of the Chinese calendar. */
const LUNAR: Readonly<Record<string, readonly [number, number]>> = {
  春节: [1, 1],
  过年: [1, 1],
  大年初一: [1, 1],
  年前: [1, 1],
  元宵: [1, 15],
  端午: [5, 5],
  七夕: [7, 7],
  中秋: [8, 15],
};

/** The names of festivals, longest first, for use inside a pattern; 年前 is read elsewhere. */
export const FESTIVALS = [...Object.keys(SOLAR), ...Object.keys(LUNAR), '除夕']
  .filter((name) => name !== '年前')
  .toSorted((a, b) => b.length - a.length)
  .join('|');

const chinese = new Intl.DateTimeFormat('en-u-ca-chinese', {
  timeZone: 'UTC',
  month: 'numeric',
  day: 'numeric',
});
const lunarDays = new Map<string, LocalDate | null>();

/** The day of a solar year on which the Chinese calendar shows `month`/`day`; leap months do not count. */
function lunarDay(year: number, month: number, day: number): LocalDate | null {
  const key = `${year}-${month}-${day}`;
  const known = lunarDays.get(key);
  if (known !== undefined) return known;
  const first = localDate(`${year}-01-20`);
  let found: LocalDate | null = null;
  for (let ahead = 0; ahead < 340 && !found; ahead += 1) {
    const candidate = addDays(first, ahead);
    const parts = chinese.formatToParts(dayNumber(candidate) * 86_400_000);
    const shown = parts.filter(({ type }) => type === 'month' || type === 'day');
    if (shown.map(({ value }) => value).join('/') === `${month}/${day}`) found = candidate;
  }
  lunarDays.set(key, found);
  return found;
}

/** The next time a festival falls, today included. */
export function nextFestival(name: string, today: LocalDate): LocalDate | null {
  const solar = SOLAR[name];
  if (solar) return nextYearly(today, (year) => dayOf({ year, month: solar[0] }, solar[1]));
  if (name === '除夕') {
    return nextYearly(today, (year) => {
      const eve = lunarDay(year, 1, 1);
      return eve && addDays(eve, -1);
    });
  }
  const lunar = LUNAR[name];
  return lunar ? nextYearly(today, (year) => lunarDay(year, lunar[0], lunar[1])) : null;
}
