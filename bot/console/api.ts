import { z } from 'zod';
import { ownership } from './inbox-api.ts';
import { chargeLimitation } from './limitation-api.ts';
import { mediaView } from './media-api.ts';
import { handoffSummary } from './summary-api.ts';
import { selectionView } from './selection-api.ts';

/**
 * The contract between the pages and the service: what each endpoint takes and gives. Moments are epoch milliseconds,
 * days are `YYYY-MM-DD`, sums are decimal strings in yuan. A refusal is `{ code }`, with details where they help.
 */

const at = z.number();
const day = z.string();
const sum = z.string();

/** A refusal. `rules` names what the guard found, `takenBy` who was first. */
export const refusal = z.object({
  code: z.string(),
  rules: z.array(z.string()).optional(),
  takenBy: z.string().nullable().optional(),
  /** Why policy forbids a letter. */
  reasons: z.array(z.string()).optional(),
});

/** `GET /api/events`: server-sent; ids only, the page fetches the rest. */
export const hint = z.object({
  topic: z.enum(['conversation', 'queue', 'wave', 'channel', 'simulator', 'presence', 'script']),
  id: z.string(),
});

/** `POST /api/login`. */
export const loginRequest = z.strictObject({
  login: z.string().min(1).max(100),
  password: z.string().min(1).max(200),
});

/** `POST /api/login`, `GET /api/me`. */
export const signedIn = z.object({
  staff: z.object({
    id: z.string(),
    name: z.string(),
    role: z.string(),
    /** Has a password for once: nothing but choosing an own one is open to them. */
    mustChange: z.boolean(),
  }),
  /** With the IANA zone in which an estate's moments are shown. */
  estates: z.array(z.object({ id: z.string(), name: z.string(), timezone: z.string() })),
  /** What they may do, by the names of the table of permissions; pages offer nothing else. */
  acts: z.array(z.string()),
  /** To be sent back as `x-csrf-token` with every change. */
  csrf: z.string(),
  /** The service's clock, by which pages count. */
  now: at,
  /** Whether the simulated WeChat is there. */
  simulator: z.boolean(),
});

/** One line of a conversation, oldest first. */
export const transcriptEntry = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('in'),
    id: z.string(),
    at,
    text: z.string(),
    /** `text`, `image`, `voice` … */
    media: z.string(),
    label: z.string().nullable(),
    recalled: z.boolean(),
    /** What came with it; null for words. */
    file: mediaView.nullable(),
  }),
  z.object({
    kind: z.literal('out'),
    id: z.string(),
    at,
    text: z.string(),
    /** `native` is a colleague on the phone. */
    author: z.enum(['bot', 'staff', 'native']),
    staffName: z.string().nullable(),
    status: z.enum([
      'queued',
      'sending',
      'accepted',
      'rejected',
      'unknown',
      'superseded',
      'withheld',
    ]),
    reasons: z.array(z.string()),
    /** Null for words of people, and where the reasons were not kept. */
    why: selectionView
      .extend({
        script: z.string(),
        /** Which of the script's wordings; counts from 0. */
        variant: z.number(),
        /** `answer`, `ordered` by a person, or `planned` by the bot. */
        occasion: z.string(),
      })
      .nullable(),
    citations: z.array(z.string()),
  }),
  z.object({
    kind: z.literal('note'),
    id: z.string(),
    at,
    text: z.string(),
    staffName: z.string().nullable(),
  }),
  /** What happened between the words: hand-over, claim, takeover, hand-back, withheld, payment, promise … */
  z.object({
    kind: z.literal('event'),
    id: z.string(),
    at,
    type: z.string(),
    /** Reason, outcome, gate reasons, a sum or a day: whatever the type has. */
    detail: z.array(z.string()),
    staffName: z.string().nullable(),
  }),
]);

/** Families of codes an event may have in its details, in the order they are tried. */
export const DETAIL_FAMILIES = ['reason', 'outcome', 'withheld', 'promise', 'plan'] as const;

/** `GET /api/conversations/:id`. */
export const conversationView = ownership.extend({
  id: z.string(),
  room: z.string().nullable(),
  name: z.string(),
  category: z.string().nullable(),
  reason: z.string().nullable(),
  caseNumber: z.number().nullable(),
  answerBy: at.nullable(),
  summary: handoffSummary.nullable(),
  entries: z.array(transcriptEntry),
});

/** `GET /api/conversations/:id/card`. */
export const residentCard = z.object({
  /** Null where nobody knows to which home the contact belongs. */
  household: z.string().nullable(),
  room: z.string().nullable(),
  owner: z.string().nullable(),
  /** Masked, as `138****0001`. */
  phone: z.string().nullable(),
  occupancy: z.string().nullable(),
  suspended: z.boolean(),
  vulnerable: z.boolean(),
  people: z.array(
    z.object({ name: z.string(), role: z.string(), level: z.string(), optedOut: z.boolean() }),
  ),
  total: sum,
  asOf: day.nullable(),
  charges: z.array(
    z.object({
      item: z.string(),
      from: z.string(),
      to: z.string(),
      due: day,
      amount: sum,
      paid: sum,
      open: sum,
      limitation: chargeLimitation.nullable(),
    }),
  ),
  /** The view that the estate holds: `per-period` or `instalment`. */
  limitationView: z.string(),
  payments: z.array(z.object({ at, amount: sum, source: z.string() })),
  promises: z.array(z.object({ due: day, amount: sum.nullable(), status: z.string(), madeAt: at })),
  plan: z
    .object({
      status: z.string(),
      total: sum,
      parts: z.array(z.object({ n: z.number(), due: day, amount: sum })),
    })
    .nullable(),
  disputes: z.array(z.object({ cause: z.string(), openedAt: at })),
  claim: z.object({ claimedAt: at, until: at }).nullable(),
  stage: z.string().nullable(),
  /** Proactive messages the caps still allow now. */
  capsLeft: z.object({ today: z.number(), week: z.number() }),
  nextReminder: at.nullable(),
  /** What the gate would say to a reminder now. */
  gate: z.array(z.string()),
  touches: z.array(z.object({ at, stage: z.string().nullable(), delivered: z.boolean() })),
});

/** `POST /api/conversations/:id/reply`, `/note`. */
export const textRequest = z.strictObject({ text: z.string().trim().min(1).max(2000) });

/** `POST /api/conversations/:id/take-over`. */
export const takeOverRequest = z.strictObject({ reason: z.string().trim().min(1).max(500) });

/** Outcome codes of a hand-back. */
export const OUTCOME_CODES = [
  'paid-pending-check',
  'promise',
  'billing-corrected',
  'work-order',
  'hardship-plan',
  'wrong-person',
  'sold-or-rented',
  'wants-letter',
  'refuses-contact',
  'nothing-to-do',
] as const;

/** `POST /api/conversations/:id/resolve`. */
export const outcomeRequest = z.strictObject({ outcome: z.enum(OUTCOME_CODES) });

/** `POST /api/conversations/:id/hand-back`; with the outcome `promise`, what was promised. */
export const handBackRequest = z
  .strictObject({
    outcome: z.enum(OUTCOME_CODES),
    promise: z.strictObject({ due: day, amount: sum.nullable() }).optional(),
  })
  .refine(({ outcome, promise }) => (outcome === 'promise') === (promise !== undefined), {
    path: ['promise'],
  });
export type HandBackRequest = z.infer<typeof handBackRequest>;

/** What every change answers when it was done. */
export const done = z.object({ ok: z.literal(true) });

export type ConversationView = z.infer<typeof conversationView>;
export type TranscriptEntry = z.infer<typeof transcriptEntry>;
export type ResidentCard = z.infer<typeof residentCard>;
export type Hint = z.infer<typeof hint>;
