import { z } from 'zod';
import { OCCUPANCIES, type Household } from '#domain/household.ts';
import { fen } from '#domain/money.ts';
import { isLocalDate, localDate } from '#domain/time.ts';
import type { ChargeImage } from '#ports/store/households.ts';

const sum = z.number().int().transform(fen);
const day = z
  .string()
  .refine(isLocalDate)
  .transform((text) => localDate(text));
const charge = z.object({
  id: z.string(),
  householdId: z.string(),
  item: z.string(),
  from: z.string(),
  to: z.string(),
  due: day,
  amount: sum,
  paid: sum,
  asOf: day,
  importId: z.string().nullable(),
  basis: z.object({ area: z.number(), rate: z.number() }).nullable(),
  missingIn: z.string().nullable(),
}) satisfies z.ZodType<ChargeImage>;

/** What an import may change about a home. */
const household = z.object({
  owner: z.string(),
  phone: z.string().nullable(),
  occupancy: z.enum(OCCUPANCIES),
  suspended: z.boolean(),
});
export type HouseholdImage = z.infer<typeof household>;

/** A charge as the text that is kept beside an import. */
export function chargeText(image: ChargeImage): string {
  return JSON.stringify(image);
}

/** A home as the text that is kept beside an import. */
export function householdText({ owner, phone, occupancy, suspended }: Household): string {
  return JSON.stringify({ owner, phone, occupancy, suspended });
}

/** @throws ZodError when the text was written by another release. */
export function readCharge(text: string): ChargeImage {
  return charge.parse(JSON.parse(text));
}

/** @throws ZodError when the text was written by another release. */
export function readHousehold(text: string): HouseholdImage {
  return household.parse(JSON.parse(text));
}
