import chineseDays from 'chinese-days';
import { type LocalDate, addDays } from '#domain/time.ts';

const { getDayDetail, getLunarDate } = chineseDays;

/**
 * Days of the year that are statutory holidays whatever the State Council announces, as MM-DD, and lunar MM-DD.
 * They stand in for years whose calendar is not published yet.
 */
const FIXED = new Set(['01-01', '05-01', '05-02', '10-01', '10-02', '10-03']);
const LUNAR = new Set(['1-1', '1-2', '1-3', '5-5', '8-15']);
const QINGMING = new Set(['04-04', '04-05']);

/** Whether the calendar of the day's year is published: its Labour Day then bears a name. */
function isPublished(day: LocalDate): boolean {
  return named(`${day.slice(0, 4)}-05-01`);
}

/** The library names statutory days `English,Chinese,count`; weekends bear the weekday alone. */
function named(day: string): boolean {
  const { work, name } = getDayDetail(day);
  return !work && name.includes(',');
}

function lunarKey(day: LocalDate): string {
  const { lunarMon, lunarDay } = getLunarDate(day);
  return `${lunarMon}-${lunarDay}`;
}

/** Spring Festival's eve to its third day: a hard limit that no calendar can lift (policy: holiday). */
function isSpringFestival(day: LocalDate): boolean {
  const key = lunarKey(day);
  return key === '1-1' || key === '1-2' || key === '1-3' || lunarKey(addDays(day, 1)) === '1-1';
}

const known = new Map<LocalDate, boolean>();

/** Whether a day is a statutory holiday by the State Council's calendar; make-up working days are none. */
export function isStatutoryHoliday(day: LocalDate): boolean {
  const remembered = known.get(day);
  if (remembered !== undefined) return remembered;
  const answer = isSpringFestival(day) || (isPublished(day) ? named(day) : isStanding(day));
  known.set(day, answer);
  return answer;
}

function isStanding(day: LocalDate): boolean {
  const date = day.slice(5);
  return FIXED.has(date) || QINGMING.has(date) || LUNAR.has(lunarKey(day));
}
