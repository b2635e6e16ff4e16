import { z } from 'zod';
import { selectionView } from './selection-api.ts';

/** The contract of waves between the pages and the service; conventions as in `api.ts`. */

const at = z.number();
const sum = z.string();

/** `GET /api/estates/:estate/wave`: what a wave would do now. */
export const wavePreview = z.object({
  rows: z.array(
    z.object({
      householdId: z.string(),
      room: z.string(),
      owner: z.string(),
      total: sum,
      stage: z.string().nullable(),
      category: z.string(),
      script: z.string().nullable(),
      why: selectionView.nullable(),
      sample: z.string(),
      /** What speaks against it. */
      reasons: z.array(z.string()),
      until: at.nullable(),
      /** Nothing speaks against it, or nothing but the hour. */
      sendable: z.boolean(),
      /** One of the share for which the bot plans no follow-up. */
      heldOut: z.boolean(),
      /** Starting it is the office's approval of a formal reminder. */
      needsApproval: z.boolean(),
      /** Days since the oldest of it fell due. */
      overdueDays: z.number(),
      /** `open`, `waits` for an account that is not ready, `closed`, or `nobody` is known. */
      way: z.string(),
    }),
  ),
  sending: z.number(),
  withheld: z.number(),
  total: sum,
  /** Households above which a second person approves; what one person began within a day counts together. */
  approveAbove: z.number(),
  begunAlone: z.number(),
});

/** `POST /api/estates/:estate/waves`: draws up a wave of these households; sends nothing. */
export const drawRequest = z.strictObject({ households: z.array(z.string()).min(1).max(10_000) });
export const drawn = z.object({ id: z.string() });

/** `POST /api/waves/:id/refuse`, `/pause`, `/stop`. */
export const reasonRequest = z.strictObject({ reason: z.string().trim().min(1).max(200) });

/** How many of the chosen households stand where; together they are all of them. */
export const waveProgress = z.object({
  /** For an order, the hour, or a channel that refused. */
  waiting: z.number(),
  leaving: z.number(),
  sent: z.number(),
  withheld: z.number(),
  overtaken: z.number(),
  failed: z.number(),
  unknown: z.number(),
  stopped: z.number(),
});

const head = z.object({
  id: z.string(),
  state: z.string(),
  drawnBy: z.string(),
  drawnAt: at,
  size: z.number(),
  total: sum,
  progress: waveProgress,
});

/** `GET /api/estates/:estate/waves`: newest first. */
export const waveList = z.object({ waves: z.array(head) });

/** `GET /api/waves/:id`. */
export const waveView = head.extend({
  /** What was done, by whom and why; null is the service itself. */
  acts: z.array(
    z.object({ act: z.string(), at, by: z.string().nullable(), reason: z.string().nullable() }),
  ),
  /** Whether starting it needs a second person, and whether that may be who asks. */
  needsSecond: z.boolean(),
  mayApprove: z.boolean(),
  /** Rules that withheld or hold back chosen households, most frequent first. */
  reasons: z.array(z.object({ reason: z.string(), count: z.number() })),
  /** Rules that withheld households when it was drawn up. */
  leftOut: z.array(z.object({ reason: z.string(), count: z.number() })),
  /** Households that no channel can open a conversation with. */
  unreachable: z.number(),
  /** What changed since it was drawn up; empty once it has begun. */
  drift: z.array(
    z.object({
      room: z.string(),
      kind: z.string(),
      sums: z.tuple([sum, sum]),
      stages: z.tuple([z.string().nullable(), z.string().nullable()]),
      reasons: z.array(z.string()),
    }),
  ),
});

/** `GET /api/waves/:id/homes`: each household as it was shown, and where it stands. */
export const waveHomes = z.object({
  rows: z.array(
    z.object({
      householdId: z.string(),
      room: z.string(),
      chosen: z.boolean(),
      stage: z.string().nullable(),
      category: z.string(),
      script: z.string().nullable(),
      sum,
      sample: z.string(),
      /** One of the names of `waveProgress`. */
      stand: z.string(),
      reasons: z.array(z.string()),
      until: at.nullable(),
    }),
  ),
});

/** `GET /api/waves/:id/results`: what came after; households, each counted once a line. */
export const waveResults = z.object({
  /** Until when it counts: 30 days from the last word at most. */
  asOf: at,
  reached: z.number(),
  answered: z.number(),
  /** What their first words were taken for, most frequent first. */
  answers: z.array(z.object({ label: z.string(), count: z.number() })),
  promised: z.number(),
  planned: z.number(),
  disputed: z.number(),
  optedOut: z.number(),
  complained: z.number(),
  paid: z.number(),
  paidSum: sum,
  /** Of the households reached, those that get no follow-up; null where the estate holds none out. */
  holdOut: z.object({ reached: z.number(), paid: z.number() }).nullable(),
});

export type WavePreview = z.infer<typeof wavePreview>;
export type WaveList = z.infer<typeof waveList>;
export type WaveView = z.infer<typeof waveView>;
export type WaveProgress = z.infer<typeof waveProgress>;
export type WaveHomes = z.infer<typeof waveHomes>;
export type WaveResults = z.infer<typeof waveResults>;
