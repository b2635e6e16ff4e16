import { z } from 'zod';
import {
  LIMITATION_STATUSES,
  LIMITATION_VIEWS,
  type LimitationEventType,
  isLimitationEventType,
} from '#domain/limitation.ts';
import { isLocalDate, localDate } from '#domain/time.ts';

const day = z
  .string('expected a day written YYYY-MM-DD')
  .refine(isLocalDate, 'expected a day that exists, written YYYY-MM-DD')
  .transform((text) => localDate(text));

const holidays = z
  .looseObject({ off: z.array(day).default([]), work: z.array(day).default([]) })
  .superRefine(({ off, work }, context) => {
    for (const both of off.filter((one) => work.includes(one))) {
      context.addIssue(`${both} is given as off and as worked; expected one of the two`);
    }
  });

const event = z
  .looseObject({
    date: day,
    type: z.custom<LimitationEventType>(
      (word) => typeof word === 'string' && isLimitationEventType(word),
      'expected a kind of event of docs/limitation.md, as demand-wechat or partial-payment',
    ),
    delivered: z.boolean().optional(),
    to: z.string().optional(),
    periods: z.array(z.string()).min(1, 'expected the ids of some periods, or no list').optional(),
    end: day.nullish().transform((end) => end ?? undefined),
    newDue: day.nullish().transform((newDue) => newDue ?? undefined),
    refused: z.boolean().optional(),
    missing: z.boolean().optional(),
    level: z.string().optional(),
  })
  .superRefine(({ date, end, newDue, delivered, refused }, context) => {
    const wrong = (path: string, message: string) =>
      context.addIssue({ code: 'custom', path: [path], message });
    if (end !== undefined && end < date) {
      wrong('end', `${end} is before the event of ${date}; expected that day or a later one`);
    }
    if (newDue !== undefined && newDue < date) {
      wrong('newDue', `${newDue} is before the event of ${date}; expected that day or a later one`);
    }
    if (refused === true && delivered !== true) {
      wrong(
        'refused',
        'what was answered with a no had arrived; expected delivered: true beside it',
      );
    }
  });

const expectation = z.looseObject({
  period: z.string(),
  expiry: day.nullable(),
  status: z.enum(LIMITATION_STATUSES),
});

const limitationCase = z
  .looseObject({
    id: z.string().optional(),
    view: z.enum(LIMITATION_VIEWS),
    asOf: day,
    periods: z
      .array(z.looseObject({ id: z.string().min(1), due: day.nullable() }))
      .min(1, 'expected at least one period'),
    events: z.array(event).default([]),
    holidays: holidays.prefault({}),
    expect: z.array(expectation).optional(),
  })
  .superRefine(({ periods, events, expect = [] }, context) => {
    const ids = periods.map(({ id }) => id);
    const known = new Set(ids);
    const wrong = (path: (string | number)[], message: string) =>
      context.addIssue({ code: 'custom', path, message });
    for (const [n, id] of ids.entries()) {
      if (ids.indexOf(id) !== n) {
        wrong(['periods', n, 'id'], `${id} is given twice; expected an id of its own`);
      }
    }
    const right = `expected one of ${ids.join(', ')}`;
    for (const [n, { periods: named = [] }] of events.entries()) {
      for (const [at, id] of named.entries()) {
        if (!known.has(id))
          wrong(['events', n, 'periods', at], `there is no period ${id}; ${right}`);
      }
    }
    for (const [n, { period }] of expect.entries()) {
      if (!known.has(period))
        wrong(['expect', n, 'period'], `there is no period ${period}; ${right}`);
    }
  });

/** A file of limitation cases (contract: commands); fields it does not know are kept and not read. */
export const limitationFile = z
  .array(limitationCase, 'expected an array of limitation cases')
  .superRefine((cases, context) => {
    const ids = cases.map(({ id }) => id);
    for (const [n, id] of ids.entries()) {
      if (id === undefined || ids.indexOf(id) === n) continue;
      const message = `${id} is given twice; expected an id of its own`;
      context.addIssue({ code: 'custom', path: [n, 'id'], message });
    }
  });

export type LimitationCaseRow = z.infer<typeof limitationFile>[number];
