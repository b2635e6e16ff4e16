import { z } from 'zod';
import { HANDOFF_REASONS, OUTCOMES, QUEUES } from '#domain/handoff.ts';
import { OCCUPANCIES, ROLES } from '#domain/household.ts';
import { LABELS } from '#domain/label.ts';
import { LIMITATION_VIEWS } from '#domain/limitation.ts';
import { MESSAGE_KINDS } from '#domain/message-kind.ts';
import { parseYuan } from '#domain/money.ts';
import { instant, isLocalDate, localDate } from '#domain/time.ts';
import { WITHHOLDINGS } from '#domain/withholding.ts';

const money = z
  .string()
  .regex(/^\d+\.\d{2}$/u, 'money is a decimal string in yuan with two decimals, as "1288.05"')
  .transform((text, context) => {
    const amount = parseYuan(text);
    if (amount === undefined) context.addIssue(`${text} is too large to be a sum of money`);
    return amount ?? z.NEVER;
  });

const day = z
  .string()
  .refine(isLocalDate, 'a day is written YYYY-MM-DD')
  .transform((text) => localDate(text));

const moment = z.iso
  .datetime({ offset: true, message: 'a moment is ISO 8601 with offset' })
  .transform((text) => instant(Date.parse(text)));

const month = '\\d{4}-(?:0[1-9]|1[0-2])';
const period = z
  .string()
  .regex(new RegExp(`^${month}(?:/${month})?$`, 'u'), 'a period is YYYY-MM or YYYY-MM/YYYY-MM')
  .transform((text) => {
    const [from = text, to = from] = text.split('/');
    return { from, to };
  });

const span = z
  .string()
  .regex(/^\d+[mhdw]$/u, 'a span of time is a number and m, h, d or w, as 3d')
  .transform((text) => {
    const unit = { m: 60_000, h: 3_600_000, d: 86_400_000, w: 604_800_000 }[text.slice(-1)];
    return Number(text.slice(0, -1)) * (unit ?? 0);
  });

const charge = z.strictObject({
  period,
  item: z.string().optional(),
  due: day,
  amount: money,
  paid: money.optional(),
});

const account = z.strictObject({
  account: z.string().min(1),
  owner: z.string().min(1),
  phone: z.string().optional(),
  occupancy: z.enum(OCCUPANCIES).default('occupied'),
  charges: z.array(charge),
});

const contact = z.strictObject({
  wechat: z.string().min(1),
  account: z.string().optional(),
  role: z.enum(ROLES).default('unknown'),
  verified: z.boolean().optional(),
});

const history = z.strictObject({
  at: z.union([moment, day.transform((text) => instant(Date.parse(`${text}T04:00:00Z`)))]),
  account: z.string(),
  type: z.enum(['demand', 'promise', 'payment', 'dispute', 'acknowledgement']),
  delivered: z.boolean().optional(),
  due: day.optional(),
  amount: money.optional(),
  period: period.optional(),
  to: z.string().optional(),
  periods: z.array(z.string()).optional(),
  end: day.optional(),
  newDue: day.optional(),
  missing: z.boolean().optional(),
});

const oneOrMore = <T extends z.ZodType>(schema: T) =>
  z.union([schema.transform((one) => [one]), z.array(schema)]);

const matcher = z.string().transform((text, context) => {
  const pattern = /^\/(.+)\/([a-z]*)$/su.exec(text);
  if (!pattern) return text;
  try {
    return new RegExp(
      pattern[1] ?? '',
      pattern[2]?.includes('u') === true ? pattern[2] : `${pattern[2]}u`,
    );
  } catch {
    context.addIssue(`${text} is not a regular expression`);
    return z.NEVER;
  }
});

const expectation = z.strictObject({
  label: oneOrMore(z.enum(LABELS)).optional(),
  category: oneOrMore(z.string()).optional(),
  script: z.string().optional(),
  sends: z
    .union([z.int().min(0), z.strictObject({ min: z.int().optional(), max: z.int().optional() })])
    .optional(),
  says: oneOrMore(matcher).optional(),
  saysNot: oneOrMore(matcher).optional(),
  to: z.string().optional(),
  suppressed: oneOrMore(z.enum(WITHHOLDINGS)).optional(),
  handoff: z
    .union([
      z.boolean(),
      z.strictObject({ reason: z.enum(HANDOFF_REASONS), queue: z.enum(QUEUES).optional() }),
    ])
    .optional(),
  owner: z.enum(['bot', 'human']).optional(),
  promise: z
    .union([z.literal('none'), z.strictObject({ due: day, amount: money.optional() })])
    .optional(),
  plan: z
    .union([z.literal('none'), z.strictObject({ instalments: z.int().min(1), total: money })])
    .optional(),
  outstanding: z.record(z.string(), money).optional(),
  citations: z.array(z.string()).optional(),
  ledger: z.array(z.string()).optional(),
  nextReminder: z.union([z.literal('none'), day]).optional(),
});

const words = z.strictObject({
  from: z.string().optional(),
  text: z.string().optional(),
  image: z.unknown().optional(),
  voice: z.unknown().optional(),
  media: z.enum(MESSAGE_KINDS).exclude(['text', 'enter']).optional(),
  recall: z.string().optional(),
  burst: z.array(z.string()).min(1).optional(),
  id: z.string().optional(),
});

type Words = z.infer<typeof words>;

const step = z.union([
  z.strictObject({ remind: z.string() }),
  z.strictObject({ advance: span }),
  z.strictObject({ user: z.union([z.string().transform((text): Words => ({ text })), words]) }),
  z.strictObject({
    payment: z.strictObject({ account: z.string(), amount: money, period: period.optional() }),
  }),
  z.strictObject({
    staff: z.strictObject({
      who: z.string(),
      do: z.enum(['claim', 'reply', 'note', 'handback', 'resolve']),
      account: z.string().optional(),
      text: z.string().optional(),
      outcome: z.enum(OUTCOMES).optional(),
    }),
  }),
  z.strictObject({ restart: z.literal(true) }),
  z.strictObject({ expect: expectation }),
]);

/** A conversation case, version 1 of the contract. */
export const caseFile = z.strictObject({
  version: z.literal(1),
  case: z.string().min(1),
  now: moment,
  locale: z.string().default('zh-CN'),
  tags: z.array(z.string()).default([]),
  estate: z
    .strictObject({
      name: z.string().optional(),
      timezone: z.string().optional(),
      limitationView: z.enum(LIMITATION_VIEWS).optional(),
      payLink: z.string().optional(),
      staffHours: z.unknown().optional(),
      policy: z.record(z.string(), z.unknown()).optional(),
    })
    .default({}),
  accounts: z.array(account).min(1),
  contacts: z.array(contact).default([]),
  history: z.array(history).default([]),
  steps: z.array(step).min(1),
});

export type CaseFile = z.infer<typeof caseFile>;
export type CaseStep = CaseFile['steps'][number];
export type Expectation = z.infer<typeof expectation>;
export type Matcher = z.infer<typeof matcher>;
