import type { InboundEvent, RoomWords } from './channel.ts';
import type { Job } from './store/jobs.ts';

/** Colleagues in WeChat: what they write to us, and what they are told. */
export interface Colleagues {
  /** Takes a message that is no resident's matter; when it resolves, that is durable. @returns whether it was taken. */
  hear(channel: string, event: Extract<InboundEvent, { type: 'message' }>): Promise<boolean>;
  /** Takes what was written to us in a room; a room that is not bound is never answered. */
  hearInRoom(channel: string, words: RoomWords): Promise<void>;
  /** Works off one of the `GROUP_QUEUES`. */
  work(job: Job): Promise<void>;
}

/** Queue of what colleagues wrote. */
export const COMMAND_QUEUE = 'staff-command';

/** Queue of the messages to them. */
export const POST_QUEUE = 'staff-post';

/** Queue of the looks whether an estate's group is to be told that somebody waits. */
export const ALERT_QUEUE = 'staff-alert';

/** An estate has one next look. */
export function alertDedup(estateId: string): string {
  return `staff-alert:${estateId}`;
}
