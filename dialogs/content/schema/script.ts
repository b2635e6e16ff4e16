import { z } from 'zod';
import { isStatuteId, statuteId } from '#domain/category.ts';
import { HANDOFF_REASONS, QUEUES } from '#domain/handoff.ts';
import { OCCUPANCIES } from '#domain/household.ts';
import { LABELS } from '#domain/label.ts';
import { STAGES } from '#domain/stage.ts';
import { didYouMean } from '../nearest.ts';
import { TRIGGERS, isTrigger } from '../trigger.ts';
import { TOPIC } from './topic.ts';

const conditions = z.strictObject({
  occupancy: z.array(z.enum(OCCUPANCIES)).min(1).exactOptional(),
  brokenPromises: z
    .strictObject({ min: z.int().min(0).exactOptional(), max: z.int().min(0).exactOptional() })
    .exactOptional(),
  hasPayLink: z.boolean().exactOptional(),
  owing: z.boolean().exactOptional(),
  stale: z.boolean().exactOptional(),
});

const citation = z.string().transform((text, context) => {
  const [id = '', paragraph] = text.split('#');
  const number = paragraph === undefined ? null : Number(paragraph);
  if (!isStatuteId(id) || (number !== null && !(Number.isInteger(number) && number > 0))) {
    context.addIssue(`${text} is not an article such as MFD-944 or one paragraph of it, MFD-944#1`);
    return z.NEVER;
  }
  return { statute: statuteId(id), paragraph: number };
});

/** `scripts/<category>/category.yaml`. */
export const categorySchema = z.strictObject({
  labels: z.array(z.enum(LABELS)).default([]),
  topics: z.array(z.string().regex(TOPIC)).default([]),
  freeze: z.enum(['nothing', 'dispute', 'claim', 'contact']).default('nothing'),
  handoff: z
    .strictObject({
      reason: z.enum(HANDOFF_REASONS),
      queue: z.enum(QUEUES),
      urgent: z.boolean().default(false),
    })
    .nullable()
    .default(null),
  when: conditions.default({}),
  fallback: z.string().nullable().default(null),
});

/** `scripts/<category>/<name>.yaml`. */
export const scriptSchema = z.strictObject({
  on: z
    .array(
      z.string().refine(isTrigger, {
        error: ({ input }) =>
          `${String(input)} is no trigger that the dialogs know, as remind or label:forgot` +
          didYouMean(String(input), TRIGGERS),
      }),
    )
    .min(1),
  stages: z
    .array(z.enum(STAGES))
    .min(1)
    .default([...STAGES]),
  when: conditions.default({}),
  strategy: z.string().min(1),
  evidence: z.array(z.string()).default([]),
  slots: z.array(z.string()).default([]),
  cites: z.array(citation).default([]),
  choices: z
    .array(z.strictObject({ key: z.string(), leads: z.enum(LABELS) }))
    .max(4)
    .default([]),
  owner: z.string().min(1),
});
