import { textDigest } from '#ledger/append.ts';
import type { InboundEvent, RoomWords } from '#ports/channel.ts';

/** The longest text that is kept and understood, in UTF-16 units: more than WeChat lets anybody write at once. */
export const MOST_TEXT = 4000;
/** Stands at the end of a text that was cut. */
export const CUT = ' […]';

const MOST_NAME = 100;
/** The longest id that is kept as it is, in UTF-16 units; a database refuses to index far longer ones. */
const MOST_ID = 200;

const LINE_END = /\r\n?|[\u2028\u2029]/gu;
/** What nobody sees: control characters, marks that turn or hide words on a screen, joiners outside emoji. */
const UNSEEN =
  /(?![\t\n])\p{Cc}|(?!\u200D)\p{Cf}|(?<![\p{Extended_Pictographic}\p{Emoji_Modifier}\uFE0F])\u200D/gu;

/**
 * What a channel tells, fit to be stored and read: words without what cannot be seen, cut where they have no end; an
 * id that is no id, as the digest of it, so that the same message is still the same.
 * @returns undefined for what comes from nobody who could be answered.
 */
export function takenIn(event: InboundEvent): InboundEvent | undefined {
  if (event.type === 'room') return inRoom(event);
  if (!('contact' in event)) return event.type === 'throttled' ? calm(event) : event;
  if (event.contact === '' || idOf(event.contact) !== event.contact) return undefined;
  const id = idOf(event.id);
  switch (event.type) {
    case 'message': {
      const { tapped, handle, media } = event;
      return {
        ...event,
        id,
        contactName: line(event.contactName),
        text: wordsOf(event.text),
        media: media && { ...media, name: media.name === null ? null : line(media.name) },
        ...(tapped && { tapped: { ...tapped, messageId: idOf(tapped.messageId) } }),
        ...(handle !== undefined && { handle: idOf(handle) }),
      };
    }
    case 'echo':
      return { ...event, id, text: wordsOf(event.text) };
    case 'enter': {
      const { scene, sceneParam, contactName } = event;
      const link = { scene: line(scene), sceneParam: line(sceneParam) };
      return { ...event, id, ...link, contactName: line(contactName) };
    }
    case 'session':
      return { ...event, id, contactName: line(event.contactName) };
    case 'delivery-failed':
      return { ...event, id, reason: line(event.reason) };
    case 'recall':
      return { ...event, id };
  }
}

function inRoom(event: RoomWords): RoomWords | undefined {
  const { room, talker, handle } = event;
  const whole = [room, talker].every((key) => key !== '' && idOf(key) === key);
  if (!whole) return undefined;
  return {
    ...event,
    id: idOf(event.id),
    talkerName: line(event.talkerName),
    text: wordsOf(event.text),
    ...(handle !== undefined && { handle: idOf(handle) }),
  };
}

function calm(event: Extract<InboundEvent, { type: 'throttled' }>): InboundEvent {
  return { ...event, notice: line(event.notice) };
}

/** An id as it is kept. */
export function idOf(id: string): string {
  const sound = id.length <= MOST_ID && id.isWellFormed() && !/\p{Cc}/u.test(id);
  return sound ? id : `sha256:${textDigest(id)}`;
}

function line(text: string): string {
  return seen(text.slice(0, MOST_NAME)).replace(/\s+/gu, ' ').trim();
}

function wordsOf(text: string): string {
  if (text.length <= MOST_TEXT) return seen(text);
  return seen(text.slice(0, MOST_TEXT).replace(/[\uD800-\uDBFF]$/u, '')) + CUT;
}

function seen(text: string): string {
  return text.toWellFormed().replace(LINE_END, '\n').replace(UNSEEN, '');
}
