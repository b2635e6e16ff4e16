import { z } from 'zod';
import { categoryId, scriptId } from '#domain/category.ts';
import { CONDITIONS } from '#domain/content.ts';
import { OCCUPANCIES } from '#domain/household.ts';
import { DECIDERS, PASSED_OVER } from '#domain/selection.ts';
import { STAGES } from '#domain/stage.ts';
import { type KeptSelection, OCCASIONS } from '#ports/store/messages.ts';

const script = z.string().transform((id) => scriptId(id));
const category = z.string().transform((id) => categoryId(id));

const present: z.ZodType<KeptSelection> = z.object({
  occasion: z.enum(OCCASIONS),
  orderedBy: z.string().exactOptional(),
  wave: z.string().exactOptional(),
  wording: z.string().exactOptional(),
  trigger: z.string(),
  asked: category,
  from: category,
  stage: z.enum(STAGES),
  account: z.object({
    occupancy: z.enum(OCCUPANCIES),
    brokenPromises: z.int(),
    hasPayLink: z.boolean(),
    owing: z.boolean(),
    stale: z.boolean(),
  }),
  times: z.int(),
  decided: z.enum(DECIDERS),
  alternatives: z.array(
    z.object({
      script,
      why: z.enum(PASSED_OVER),
      unmet: z.array(z.enum(CONDITIONS)).exactOptional(),
    }),
  ),
});

/** Release 0.1.0 kept a sentence in English instead of codes; nothing can be told of it in words of today. */
const ofFirstRelease = z.object({ rule: z.string() }).transform(() => null);

/** A selection as the outbox keeps it. */
export const keptSelection = z.union([present, ofFirstRelease]);
