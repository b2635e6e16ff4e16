import type { Slots } from '#domain/speech.ts';

/** Said to people of whom nothing may be known: only the estate's own facts are at hand. */
export const TO_STRANGERS = new Set([
  'invite',
  'identity',
  'other-household',
  'wrong-person',
  'opt-out',
  'right:see-unproven',
  'right:erase-taken',
  'right:erase-dropped',
  'topic:right-erase',
  'topic:right-source',
  'topic:right-correct',
  'topic:right-copy',
  'topic:right-machine',
  'handoff:identity',
  'handoff:third-party',
  'handoff:vulnerable',
  'handoff:media',
  'media:voice',
  'media:money',
  'media:private',
]);

const text = (value: string) => ({ kind: 'text', value }) as const;

/** What is said while somebody proves who they are, or lets others in. */
export const IDENTITY: Slots = {
  example: text('3-2-1101'),
  never: text('0 1 O I L S U'),
  code: text('KX7M-29QF-AB'),
  scope: text('pay'),
  who: text('小王'),
  homes: text('1. 3-2-1101\n2. 3-2-1102'),
  payers: text('小王'),
  viewers: text('小李'),
  speakers: text('小张'),
  count: { kind: 'count', value: 1 },
};

/** What is said about identity to whoever has not proved it, or about nobody's bills. */
export const isOfIdentity = (trigger: string): boolean =>
  /^(?:prove|identity|delegate|home):/u.test(trigger) &&
  !['identity:bound', 'home:chosen', 'delegate:amount'].includes(trigger);
