import type { Message } from 'wechaty';
import { types } from 'wechaty-puppet';
import { instant } from '#domain/time.ts';
import type { RoomWords } from '#ports/channel.ts';

/** The names at the beginning to whom a message is addressed; WeChat ends each with a space of its own. */
const ADDRESSED = /^(?:@\S+\s+)+/u;
const TO_US = /^[#\uFF03]/u;

/** What in a room is said to us; undefined for all else, which nobody here shall read. */
export function roomWords(message: Message, room: string): RoomWords | undefined {
  if (message.self() || message.type() !== types.Message.Text) return undefined;
  const text = message.text().trimStart().replace(ADDRESSED, '');
  if (!TO_US.test(text)) return undefined;
  const talker = message.talker();
  const handle = talker.handle();
  return {
    type: 'room',
    id: message.id,
    room,
    talker: talker.id,
    talkerName: talker.name(),
    text,
    at: instant(message.date().getTime()),
    ...(handle !== undefined && handle !== '' && { handle }),
  };
}
