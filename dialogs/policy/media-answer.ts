import type { Trigger } from '#domain/content.ts';
import type { Queue } from '#domain/handoff.ts';
import type { MediaKind } from '#domain/message-kind.ts';

/** Who looks at what came, and what is said before (policy: hand-over to staff). */
export interface MediaAnswer {
  readonly queue: Queue;
  readonly says: Trigger;
}

interface MediaRule extends MediaAnswer {
  readonly kinds: readonly MediaKind[];
}

/** Where several things came together, the first rule that fits speaks for all: money before anything else. */
const RULES: readonly MediaRule[] = [
  // Never accepted: residents pay the company, not an account of WeChat.
  { kinds: ['transfer', 'red-packet'], queue: 'finance', says: 'media:money' },
  { kinds: ['voice'], queue: 'service', says: 'media:voice' },
  // These may hold other people's data.
  { kinds: ['card', 'forwarded'], queue: 'service', says: 'media:private' },
];

/** Whatever else: a picture proves nothing, and takes nothing back. */
const ANYTHING: MediaAnswer = { queue: 'service', says: 'handoff:media' };

export function mediaAnswer(kinds: readonly MediaKind[]): MediaAnswer {
  return RULES.find((rule) => rule.kinds.some((kind) => kinds.includes(kind))) ?? ANYTHING;
}

/** Whether money was sent: the words beside it do not change what is said to that. */
export function isMoney(kinds: readonly MediaKind[]): boolean {
  return mediaAnswer(kinds).queue === 'finance';
}

/** What says nothing, as a sticker does: nothing follows from it. */
export function isSilent(kind: MediaKind): boolean {
  return kind === 'sticker';
}
