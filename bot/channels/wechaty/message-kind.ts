import { types } from 'wechaty-puppet';
import type { MessageKind } from '#ports/channel.ts';

/** What a puppet's message types are to us; anything unlisted is for a person to look at. */
const KINDS: Readonly<Record<number, MessageKind>> = {
  [types.Message.Text]: 'text',
  [types.Message.Image]: 'image',
  [types.Message.Audio]: 'voice',
  [types.Message.Video]: 'video',
  [types.Message.Attachment]: 'file',
  [types.Message.Location]: 'location',
  [types.Message.Transfer]: 'transfer',
  [types.Message.RedEnvelope]: 'red-packet',
  [types.Message.Emoticon]: 'sticker',
  [types.Message.Contact]: 'card',
};

export function messageKind(type: number): MessageKind {
  return KINDS[type] ?? 'unknown';
}
