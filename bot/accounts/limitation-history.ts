import { z } from 'zod';
import type { Charge } from '#domain/household.ts';
import type { LimitationEvent } from '#domain/limitation.ts';
import { type LocalDate, isLocalDate, localDate } from '#domain/time.ts';
import { dateAt } from '#domain/zone.ts';
import type { LedgerEntry, LedgerType } from '#ports/store/ledger.ts';

/** Entries of the ledger that can bear on limitation. */
export const EVIDENCE: readonly LedgerType[] = [
  'demand',
  'promise',
  'plan',
  'payment',
  'acknowledgement',
  'delivery',
  'letter-delivered',
];

const day = z
  .string()
  .refine(isLocalDate)
  .transform((text) => localDate(text));

/** What of an entry's body bears on limitation; the rest of it is left alone. */
const bodySchema = z.looseObject({
  delivered: z.boolean().optional(),
  /** The message it is about. */
  message: z.string().optional(),
  /** What the addressee is to the household. */
  to: z.string().optional(),
  /** False where the text named neither sum nor periods, so that nothing was demanded. */
  names: z.boolean().optional(),
  script: z.string().nullish(),
  status: z.string().optional(),
  amount: z.number().nullish(),
  /** Ids of the charges that a payment was made for by name. */
  charges: z.array(z.string()).optional(),
  /** Billing periods by name, as `2021-07/2021-12`. */
  periods: z.array(z.string()).optional(),
  newDue: day.optional(),
  /** The day on the receipt of a letter, where it is not the day of the entry. */
  on: day.optional(),
});
type Body = z.infer<typeof bodySchema>;

/** What the ledger says of a household, as the count of limitation takes it; days are the estate's. */
export function limitationHistory(
  entries: readonly LedgerEntry[],
  charges: readonly Charge[],
  timezone: string,
): LimitationEvent[] {
  const read = entries.flatMap(({ type, at, body }) => {
    const { data } = bodySchema.safeParse(JSON.parse(body));
    return data ? [{ type, date: dateAt(at, timezone), body: data }] : [];
  });
  const lost = new Set(read.flatMap((one) => lostMessage(one.type, one.body)));
  return read.flatMap(({ type, date, body }) => {
    const arrived = body.message === undefined || !lost.has(body.message);
    return eventOf(type, date, arrived ? body : { ...body, delivered: false }, charges);
  });
}

/** A message of which the channel said later that it did not arrive after all. */
function lostMessage(type: LedgerType, { delivered, message }: Body): string[] {
  return type === 'delivery' && delivered === false && message !== undefined ? [message] : [];
}

function eventOf(
  type: LedgerType,
  date: LocalDate,
  body: Body,
  charges: readonly Charge[],
): LimitationEvent[] {
  const { newDue } = body;
  switch (type) {
    case 'demand':
      if (!isDemand(body)) return [];
      return [{ date, type: 'demand-wechat', ...proofOf(body), periods: namedBy(body, charges) }];
    case 'letter-delivered':
      return [
        {
          date: body.on ?? date,
          type: 'demand-letter',
          ...proofOf(body),
          periods: namedBy(body, charges),
        },
      ];
    case 'promise':
      return [{ date, type: 'promise', newDue, periods: partOf(body, charges) }];
    case 'plan':
      return body.status === 'agreed' ? [{ date, type: 'instalment-agreement', newDue }] : [];
    case 'payment':
      return [{ date, type: 'partial-payment', periods: body.charges ?? partOf(body, charges) }];
    case 'acknowledgement':
      // That something was received or seen agrees to nothing; a new day for payment does (SSSX-19).
      return newDue === undefined
        ? [{ date, type: 'ack-receipt' }]
        : [{ date, type: 'new-agreement', newDue, periods: namedBy(body, charges) }];
    default:
      return [];
  }
}

/** The note before a part of a plan names that part, not the debt. */
function isDemand({ names, script }: Body): boolean {
  return names !== false && script?.includes('instalment') !== true;
}

/** Who receives for an owner: the owner, and family of the same home (SSSX-8); nobody else is counted. */
function proofOf({ delivered, to }: Body): Pick<LimitationEvent, 'delivered' | 'to'> {
  const counts = to === undefined || to === 'owner' || to === 'family';
  return { delivered: delivered === true, to: counts ? to : 'other' };
}

/** The charges an entry names by their periods; undefined where it names none. */
function namedBy({ periods }: Body, charges: readonly Charge[]): string[] | undefined {
  if (periods === undefined) return undefined;
  return charges
    .filter(
      ({ from, to }) =>
        periods.includes(`${from}/${to}`) || (from === to && periods.includes(from)),
    )
    .map(({ id }) => id);
}

/**
 * Whose part a sum is that names no period: the only debt's, else nobody's; which of several debts is meant is for a
 * person to say (MFD-560).
 */
function partOf(body: Body, charges: readonly Charge[]): string[] | undefined {
  const named = namedBy(body, charges);
  if (named !== undefined || typeof body.amount !== 'number') return named;
  return charges.length === 1 ? charges.map(({ id }) => id) : [];
}
