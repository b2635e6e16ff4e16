import { addDays, weekday } from '#domain/time.ts';
import {
  dayOf,
  inWeek,
  lastOf,
  monthNumbered,
  monthOf,
  monthsLater,
  nextDayNumbered,
  nextWeekday,
} from './calendar-day.ts';
import { type DayRule, silent, sure, vague } from './day-rule.ts';

const WEEKDAYS = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'];
const MONTHS = 'jan feb mar apr may jun jul aug sep oct nov dec'.split(' ');
const WEEKDAY = String.raw`(mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?`;
const MONTH = String.raw`(jan|feb|mar|apr|may|june?|july?|aug|sept?|oct|nov|dec)[a-z]*\.?`;
const COUNTS: Readonly<Record<string, number>> = {
  a: 1,
  an: 1,
  one: 1,
  two: 2,
  three: 3,
  four: 4,
  five: 5,
  six: 6,
  ten: 10,
};
const COUNT = String.raw`(\d{1,2}|${Object.keys(COUNTS).join('|')})`;

function dayIndex(word: string | undefined): number {
  return WEEKDAYS.indexOf(word?.slice(0, 3) ?? '') + 1;
}

function monthIndex(word: string | undefined): number {
  return MONTHS.indexOf(word?.slice(0, 3) ?? '') + 1;
}

/** How English names days. */
export const ENGLISH_DAYS: readonly DayRule[] = [
  silent(
    'past',
    /\b(?:yesterday|last (?:week|month|year|night|mon|tue|wed|thu|fri|sat|sun)\w*|\w+ (?:days?|weeks?|months?) ago)\b/gu,
  ),
  silent('years', /\b(?:\w+ years?(?: ago)?|(?:in|of|from|since) 20\d\d)\b/gu),
  {
    pattern: /\b(day after )?(?:tomorrow|tmr|tmrw)\b/gu,
    kind: 'day',
    read: ([, after], today) => sure(addDays(today, after === undefined ? 1 : 2)),
  },
  {
    pattern: new RegExp(String.raw`\b(this |next )?${WEEKDAY}\b`, 'gu'),
    kind: 'day',
    read: ([, which, day], today) => {
      if (which === 'next ') {
        // Before that day of this week, people mean either.
        const index = dayIndex(day);
        const either = weekday(today) === 7 || index > weekday(today);
        return (either ? vague : sure)(inWeek(today, 1, index));
      }
      return sure(nextWeekday(today, dayIndex(day)));
    },
  },
  {
    pattern: new RegExp(
      String.raw`\b${MONTH} (?:the )?(\d{1,2})(?:st|nd|rd|th)?\b|\b(\d{1,2})(?:st|nd|rd|th)?(?: of)? ${MONTH}(?![a-z])`,
      'gu',
    ),
    kind: 'day',
    read: ([, monthFirst, dayAfter, dayFirst, monthAfter], today) => {
      const month = monthNumbered(today, monthIndex(monthFirst ?? monthAfter));
      return month && sure(dayOf(month, Number(dayAfter ?? dayFirst)));
    },
  },
  {
    pattern: /\b(?:the )?(\d{1,2})(?:st|nd|rd|th)\b(?! (?:floor|street|time|road))/gu,
    kind: 'day',
    read: ([, day], today) => sure(nextDayNumbered(today, Number(day))),
  },
  {
    pattern: /\b(?:the )?end of (?:the|this|next) (month|week|year)\b|\bmonth[ -]?end\b/gu,
    kind: 'day',
    read: ([words = '', unit], today) => {
      const ahead = Number(words.includes('next'));
      if (unit === 'week') return sure(inWeek(today, ahead, 7));
      if (unit === 'year')
        return sure(lastOf({ year: monthOf(today, ahead * 12).year, month: 12 }));
      return sure(lastOf(monthOf(today, ahead)));
    },
  },
  {
    pattern: new RegExp(
      String.raw`\b(?:with)?in ${COUNT} (?:more )?(day|week|month)s?\b|\b${COUNT} (day|week|month)s? from (?:now|today)\b`,
      'gu',
    ),
    kind: 'day',
    read: ([, within, withinUnit, from, fromUnit], today) => {
      const count = within ?? from ?? '';
      const unit = withinUnit ?? fromUnit;
      const size = COUNTS[count] ?? Number(count);
      if (unit === 'month') return sure(monthsLater(today, size));
      return sure(addDays(today, unit === 'week' ? size * 7 : size));
    },
  },
  {
    pattern: /\b(?:this |next |the )?weekend\b/gu,
    kind: 'day',
    read: ([words = ''], today) => sure(inWeek(today, Number(words.startsWith('next')), 7)),
  },
  {
    pattern: /\bnext (week|month)\b/gu,
    kind: 'day',
    read: ([, unit], today) =>
      vague(unit === 'week' ? inWeek(today, 1, 7) : lastOf(monthOf(today, 1))),
  },
  {
    pattern: /\b(?:today|tonight|this (?:morning|afternoon|evening)|right now|now(?= and|$|,))\b/gu,
    kind: 'day',
    read: (_, today) => sure(today),
  },
];
