import type { Ask, AskEnd } from '#domain/ask.ts';
import type { Instant } from '#domain/time.ts';

/** What a colleague wrote and has not sent; a note and a reply are kept apart. */
export interface Draft {
  readonly staffId: string;
  readonly conversationId: string;
  readonly mode: DraftMode;
  readonly text: string;
  readonly at: Instant;
}

export const DRAFT_MODES = ['reply', 'note'] as const;
export type DraftMode = (typeof DRAFT_MODES)[number];

export interface Drafts {
  /** Keeps the newest text; an empty one is forgotten. */
  put(draft: Draft): Promise<void>;
  of(staffId: string, conversationId: string): Promise<Draft[]>;
}

export interface Asks {
  put(ask: Ask): Promise<void>;
  /** The open one of a conversation; there is at most one. */
  open(conversationId: string): Promise<Ask | undefined>;
  /** The newest one of a conversation, open or not. */
  last(conversationId: string): Promise<Ask | undefined>;
  setSaid(id: string, said: number): Promise<void>;
  close(id: string, end: AskEnd, now: Instant): Promise<void>;
}
