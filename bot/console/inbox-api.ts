import { z } from 'zod';

/** The part of the contract that the inbox speaks: the queue, who is looking, drafts, ready words, what is asked for. */

const at = z.number();

/** Who may speak in a conversation. */
export const ownership = z.object({
  owner: z.enum(['bot', 'queue', 'staff']),
  staffId: z.string().nullable(),
  staffName: z.string().nullable(),
});

/** What a colleague may have the system ask a resident for. */
export const ASK_SUBJECTS = ['photo', 'day'] as const;

export const conversationItem = ownership.extend({
  id: z.string(),
  room: z.string().nullable(),
  name: z.string(),
  reason: z.string().nullable(),
  queue: z.string().nullable(),
  urgent: z.boolean(),
  /** Since when somebody waits for a person's next word; null when nobody does. */
  /** The number by which colleagues speak of it in WeChat; null where it never came up there. */
  caseNumber: z.number().nullable(),
  waitingSince: at.nullable(),
  /** The same in minutes of office hours. */
  waitedMinutes: z.number(),
  answerBy: at.nullable(),
  /** The promised moment is over, or the wait is longer than the estate allows. */
  overdue: z.boolean(),
  /** What was asked for on a colleague's behalf, while it is awaited. */
  asking: z.enum(ASK_SUBJECTS).nullable(),
  /** How the last hand-over of the last 30 days ended, once it has. */
  outcome: z.string().nullable(),
  lastText: z.string(),
  lastAt: at,
  /** Of a search: the words around what was looked for, where it stood in what was said. */
  found: z.string().nullable(),
});

/**
 * `GET /api/estates/:estate/conversations`: those that wait first, urgent and longest waiting on top.
 * `GET /api/estates/:estate/search?q=`: those with the room, name, end of phone number or words, newest first.
 */
export const conversationList = z.object({ items: z.array(conversationItem) });
export const searchQuery = z.object({ q: z.string().trim().min(1).max(50) });

/** `POST /api/conversations/:id/presence`: what a colleague does there; said again before it is forgotten. */
export const PRESENCES = ['reading', 'typing', 'gone'] as const;
export const presenceRequest = z.strictObject({ doing: z.enum(PRESENCES) });

/** `GET /api/conversations/:id/presence`: the others who are there. */
export const presenceView = z.object({
  people: z.array(z.object({ name: z.string(), doing: z.enum(['reading', 'typing']) })),
});

/** `POST /api/conversations/:id/draft`; an empty text forgets it. Only its author ever gets it back. */
export const DRAFT_MODES = ['reply', 'note'] as const;
export const draftRequest = z.strictObject({
  mode: z.enum(DRAFT_MODES),
  text: z.string().max(2000),
});
/** `GET /api/conversations/:id/draft`. */
export const draftView = z.object({ reply: z.string(), note: z.string() });

/** `GET /api/conversations/:id/words`: what may be said here, for a colleague to pick, change and send. */
export const readyWords = z.object({
  canned: z.array(
    z.object({
      id: z.string(),
      title: z.string(),
      /** Null where a fact is missing. */
      text: z.string().nullable(),
      missing: z.array(z.string()),
    }),
  ),
  suggested: z.array(
    z.object({
      text: z.string(),
      script: z.string(),
      /** What it answers, as `label:forgot`. */
      trigger: z.string(),
      /** The figures and names in it that come from the books. */
      facts: z.array(z.string()),
      citations: z.array(z.string()),
    }),
  ),
});

/** `POST /api/conversations/:id/ask`. */
export const askRequest = z.strictObject({ subject: z.enum(ASK_SUBJECTS) });

export type ConversationItem = z.infer<typeof conversationItem>;
export type ConversationList = z.infer<typeof conversationList>;
export type PresenceView = z.infer<typeof presenceView>;
export type Presence = (typeof PRESENCES)[number];
export type ReadyWords = z.infer<typeof readyWords>;
