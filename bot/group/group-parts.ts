import type { Outcome } from '#domain/handoff.ts';
import type { ClaimResult } from '#handoff/claim.ts';
import type { HandBackResult } from '#handoff/hand-back.ts';
import type { Channel } from '#ports/channel.ts';
import type { Clock } from '#ports/clock.ts';
import type { StaffMember } from '#ports/store/staff.ts';
import type { Store } from '#ports/store/store.ts';
import type { GroupWords } from './group-words.ts';

/** What colleagues in WeChat may do, by the one table of permissions. */
export type GroupAct = 'read-conversation' | 'speak' | 'hand-back';

/** What the room of the group works with; put together at the top of the house. */
export interface GroupParts {
  readonly store: Store;
  readonly clock: Clock;
  readonly words: GroupWords;
  /** Address of the console for links, as `https://console.example`; null where none is set. */
  readonly consoleUrl: string | null;
  /** The channel of this name. @throws Fault when there is none. */
  readonly channel: (name: string) => Channel;
  readonly may: (member: StaffMember, act: GroupAct) => boolean;
  /** Whether a colleague works for an estate. */
  readonly worksFor: (member: StaffMember, estateId: string) => boolean;
  /** The same acts as in the console, each in one transaction with its ledger entry. */
  readonly claim: (conversationId: string, staffId: string) => Promise<ClaimResult>;
  readonly handBack: (
    conversationId: string,
    staffId: string,
    outcome: Outcome,
  ) => Promise<HandBackResult>;
  /** Who is bound in a channel changed. */
  readonly bound: (channel: string) => void;
  /** Something may be due. */
  readonly nudge: () => void;
  readonly report: (error: unknown, where: string) => void;
}
