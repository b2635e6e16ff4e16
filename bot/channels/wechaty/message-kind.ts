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
  [types.Message.ChatHistory]: 'forwarded',
  [types.Message.Url]: 'link',
  [types.Message.MiniProgram]: 'mini-program',
  [types.Message.GroupNote]: 'group-note',
  [types.Message.Post]: 'post',
};

export function messageKind(type: number): MessageKind {
  return KINDS[type] ?? 'unknown';
}

/** Kinds of which there is something to fetch. Money and other people's chats are not opened. */
const FETCHED: ReadonlySet<MessageKind> = new Set([
  'image',
  'voice',
  'video',
  'file',
  'location',
  'card',
  'link',
  'mini-program',
]);

export function hasMedia(kind: MessageKind): boolean {
  return FETCHED.has(kind);
}
