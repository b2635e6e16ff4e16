import chineseDays from 'chinese-days';
import { type LocalDate, addDays, weekday } from '#domain/time.ts';

const { getDayDetail, getLunarDate } = chineseDays;

/**
 * Days of the year that are statutory holidays whatever the State Council announces, as MM-DD, and lunar MM-DD.
 * They stand in for years whose calendar is not published yet.
 */
const FIXED = new Set(['01-01', '05-01', '05-02', '10-01', '10-02', '10-03']);
const LUNAR = new Set(['1-1', '1-2', '1-3', '5-5', '8-15']);
const QINGMING = new Set(['04-04', '04-05']);

const SATURDAY = 6;

/** What a day is: free by the State Council's calendar, worked although it is a weekend, or neither. */
type DayKind = 'holiday' | 'make-up' | 'ordinary';

/** Whether the calendar of the day's year is published: its Labour Day then bears a name. */
function isPublished(day: LocalDate): boolean {
  return announced(`${day.slice(0, 4)}-05-01`) === 'holiday';
}

/** The library names what was announced `English,Chinese,count`; other days bear the weekday alone. */
function announced(day: string): DayKind {
  const { work, name } = getDayDetail(day);
  if (!name.includes(',')) return 'ordinary';
  return work ? 'make-up' : 'holiday';
}

/** Month and day of the lunar calendar; a leap month repeats no festival. */
function lunarKey(day: LocalDate): string {
  const { lunarMon, lunarDay, isLeap } = getLunarDate(day);
  return isLeap ? 'leap' : `${lunarMon}-${lunarDay}`;
}

/** Spring Festival's eve to its third day: a hard limit that no calendar can lift (policy: holiday). */
function isSpringFestival(day: LocalDate): boolean {
  const key = lunarKey(day);
  return key === '1-1' || key === '1-2' || key === '1-3' || lunarKey(addDays(day, 1)) === '1-1';
}

function isStanding(day: LocalDate): boolean {
  const date = day.slice(5);
  return FIXED.has(date) || QINGMING.has(date) || LUNAR.has(lunarKey(day));
}

const known = new Map<LocalDate, DayKind>();

function kindOf(day: LocalDate): DayKind {
  const remembered = known.get(day);
  if (remembered !== undefined) return remembered;
  const free = isSpringFestival(day) || (!isPublished(day) && isStanding(day));
  const kind = free ? 'holiday' : announced(day);
  known.set(day, kind);
  return kind;
}

/** Whether a day is a statutory holiday by the State Council's calendar; make-up working days are none. */
export function isStatutoryHoliday(day: LocalDate): boolean {
  return kindOf(day) === 'holiday';
}

/** Whether offices work on a day: no holiday, and no weekend unless it is worked to make up for one. */
export function isWorkingDay(day: LocalDate): boolean {
  const kind = kindOf(day);
  return kind === 'make-up' || (kind === 'ordinary' && weekday(day) < SATURDAY);
}
