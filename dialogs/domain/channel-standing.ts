import type { Instant } from './time.ts';

/** What speaks against writing to a contact through its channel now. */
export interface ChannelStanding {
  /** End of the newest deaf period that nobody has let go: words like "I paid" may have been missed in it. */
  readonly deafUntil: Instant | null;
  /** The account was told to slow down, and nobody has released it since. */
  readonly restricted: boolean;
  /** The contact's key belongs to an earlier login; whom it reaches now nobody knows. */
  readonly staleContact: boolean;
}
