import { z } from 'zod';

/** What content needs of `locales/<tag>/variants.yaml`: each character to its other ways of writing. */
export const variantsSchema = z.object({
  characters: z.record(z.string(), z.string()).default({}),
});
