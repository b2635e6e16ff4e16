import { z } from 'zod';

/** `scripts/evidence.yaml`: what is known of a tactic, row by row. */
export const evidenceSchema = z.strictObject({
  rows: z.record(
    z.string().regex(/^[A-Z]-\d+$/u, 'a row is named as in S-040'),
    z.strictObject({
      kind: z.enum(['measured', 'practice', 'law', 'none']),
      finding: z.string().min(1),
    }),
  ),
  /** Rows whose tactic was refused: no script may rest on them. */
  refused: z.array(z.string()).default([]),
});

/** `scripts/strategies.yaml`: what a script may call its strategy. */
export const strategiesSchema = z.record(
  z.string().regex(/^[a-z]+(?:-[a-z]+)*$/u, 'a strategy is named in small letters and dashes'),
  z.strictObject({
    /** Its name in the literature. */
    name: z.string().min(1),
    /** Whether it is used because it is held to move payment, which wants a measurement. */
    claimsEffect: z.boolean().default(false),
  }),
);
