import { z } from 'zod';
import { type Estate, OFFICE_DAYS } from '#domain/estate.ts';
import { LIMITATION_VIEWS } from '#domain/limitation.ts';
import { fen, parseYuan } from '#domain/money.ts';
import { isZone } from '#domain/zone.ts';

/** A time of day as minutes since midnight, written `09:00`. */
const clockTime = z
  .string()
  .regex(/^(?:[01]\d|2[0-3]):[0-5]\d$/u, 'a time of day is written HH:MM')
  .transform((text) => Number(text.slice(0, 2)) * 60 + Number(text.slice(3)));

/** A sum as every file of ours writes it: decimal yuan in quotes. */
const yuan = z.string().transform((text, context) => {
  const amount = parseYuan(text);
  if (amount !== undefined && amount > 0) return amount;
  context.addIssue(`${text} is no sum in yuan such as "100.00"`);
  return z.NEVER;
});

const EARLIEST = 8 * 60;
const LATEST = 22 * 60;

/** Policy settings by their documented names (docs/policy.md); hard limits cannot be set aside. */
export const policySchema = z
  .strictObject({
    windowFrom: clockTime
      .refine((at) => at >= EARLIEST, 'no message leaves before 08:00, whatever an estate sets')
      .default(9 * 60),
    windowTo: clockTime
      .refine((at) => at <= LATEST, 'no message leaves after 22:00, whatever an estate sets')
      .default(20 * 60),
    perDay: z.int().min(0).max(1, 'at most 1 a day, whatever an estate sets').default(1),
    perWeek: z.int().min(0).max(3, 'at most 3 in 7 days, whatever an estate sets').default(2),
    perWave: z.int().min(1).default(3),
    gapHours: z.int().min(0).default(48),
    staleDays: z.int().min(0).max(7, 'figures older than 7 days are never said').default(3),
    claimHours: z.int().min(1).default(72),
    deafHours: z.int().min(1).default(4),
    reminderEveryDays: z.int().min(1).default(7),
    preDueDays: z.int().min(0).default(3),
    liveBilling: z.boolean().default(false),
    maxInstalments: z.int().min(1).default(3),
    minInstalment: yuan.default(fen(10_000)),
    holdOutPercent: z
      .int()
      .min(0)
      .max(50, 'a hold-out is at most half of the households')
      .default(0),
    approveAbove: z.int().min(0).default(50),
    officeFrom: clockTime.default(9 * 60),
    officeTo: clockTime.default(18 * 60),
    officeDays: z.enum(OFFICE_DAYS).default('daily'),
    answerMinutes: z
      .int()
      .min(5)
      .max(24 * 60)
      .default(30),
    chatYears: z
      .int()
      .min(1)
      .max(10, 'words are kept no longer than is necessary (PIPL-19): at most 10 years')
      .default(3),
    keepSettledDays: z
      .int()
      .min(0)
      .max(
        1096,
        'a request waits for 3 years at most, the time within which claims are made (MFD-188)',
      )
      .default(0),
    burstQuietMs: z.int().min(0).default(6_000),
    burstCapMs: z.int().min(0).default(20_000),
  })
  .refine(({ windowFrom, windowTo }) => windowFrom < windowTo, {
    message: 'windowFrom must be before windowTo',
  })
  .refine(({ officeFrom, officeTo }) => officeFrom < officeTo, {
    message: 'officeFrom must be before officeTo',
  });

const estateSchema = z.strictObject({
  id: z.string().min(1),
  name: z.string().min(1),
  timezone: z
    .string()
    .refine(isZone, 'is no IANA zone such as Asia/Shanghai')
    .default('Asia/Shanghai'),
  company: z.string().optional(),
  steward: z.string().optional(),
  office: z.string().optional(),
  payLink: z
    .string()
    .startsWith('https://', 'a payment link begins with https://')
    .includes('{account}', { message: 'a payment link has {account} where the room goes' })
    .nullable()
    .default(null),
  limitationView: z.enum(LIMITATION_VIEWS).default('per-period'),
  staffHours: z.string().optional(),
  policy: policySchema.prefault({}),
});

export type EstateInput = z.input<typeof estateSchema>;

/** Names an estate has until its office gives its own; wording, so it comes from `locales/`. */
export type EstateNames = Pick<Estate, 'company' | 'steward' | 'office' | 'staffHours'>;

/**
 * Reads an estate's settings, with the defaults of policy where it sets none.
 * @throws ZodError that names the setting and what would be right.
 */
export function readEstate(input: unknown, names: EstateNames): Estate {
  const { company, steward, office, staffHours, ...estate } = estateSchema.parse(input);
  return {
    ...estate,
    company: company ?? names.company.replace('{estate}', estate.name),
    steward: steward ?? names.steward,
    office: office ?? names.office,
    staffHours: staffHours ?? names.staffHours,
  };
}
