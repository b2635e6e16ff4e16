/** What a message is; everything but text goes to a person, but for a sticker, which says nothing, and coming in, which asks for a greeting. */
export const MESSAGE_KINDS = [
  'text',
  'image',
  'voice',
  'video',
  'file',
  'location',
  'transfer',
  'red-packet',
  'sticker',
  'card',
  'forwarded',
  'link',
  'mini-program',
  'group-note',
  'post',
  'enter',
  'unknown',
] as const;
export type MessageKind = (typeof MESSAGE_KINDS)[number];

/** A message without words of its own. */
export type MediaKind = Exclude<MessageKind, 'text' | 'enter'>;

export function isMedia(kind: MessageKind): kind is MediaKind {
  return kind !== 'text' && kind !== 'enter';
}
