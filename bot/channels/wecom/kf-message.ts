import { z } from 'zod';
import type { MessageKind } from '#domain/message-kind.ts';
import { type Instant, instant } from '#domain/time.ts';
import type { InboundEvent, Tap } from '#ports/channel.ts';
import type { MediaRef } from '#ports/media.ts';

const file = z.looseObject({ media_id: z.string() }).optional();

const event = z.looseObject({
  event_type: z.string(),
  open_kfid: z.string().optional(),
  external_userid: z.string().default(''),
  scene: z.string().default(''),
  scene_param: z.string().default(''),
  welcome_code: z.string().optional(),
  fail_msgid: z.string().default(''),
  fail_type: z.int().default(0),
  recall_msgid: z.string().default(''),
  change_type: z.int().default(0),
});

/** A message of the interface, as far as it is read (document 94670). */
export const kfMessage = z.looseObject({
  msgid: z.string().min(1).max(200),
  open_kfid: z.string().optional(),
  external_userid: z.string().default(''),
  send_time: z.int().nonnegative(),
  origin: z.int(),
  msgtype: z.string(),
  text: z.looseObject({ content: z.string(), menu_id: z.string().optional() }).optional(),
  image: file,
  voice: file,
  video: file,
  file,
  location: z
    .looseObject({ name: z.string().default(''), address: z.string().default('') })
    .optional(),
  link: z.looseObject({ title: z.string().default(''), url: z.string().default('') }).optional(),
  event: event.optional(),
});
export type KfMessage = z.infer<typeof kfMessage>;

/** Who a message or an event is about; empty where it is about nobody. */
export function contactOf({ external_userid: contact, event: told }: KfMessage): string {
  return contact || (told?.external_userid ?? '');
}

/** Which account it belongs to; undefined where it does not say. */
export function accountOf({ open_kfid: account, event: told }: KfMessage): string | undefined {
  return account ?? told?.open_kfid;
}

export function sentAt({ send_time: seconds }: KfMessage): Instant {
  return instant(seconds * 1000);
}

const FROM_RESIDENT = 3;
const FROM_STAFF = 5;

/** What a message means to the service; undefined where it means nothing. */
export function eventOf(message: KfMessage, contactName: string): InboundEvent | undefined {
  const { msgid: id, msgtype, origin, event: told } = message;
  const contact = contactOf(message);
  if (contact === '') return undefined;
  if (msgtype === 'event')
    return told && happened(told, { id, contact, contactName, at: sentAt(message) });
  if (origin !== FROM_RESIDENT && origin !== FROM_STAFF) return undefined;
  const tapped = tapIn(message.text?.menu_id);
  return {
    type: 'message',
    id,
    contact,
    contactName,
    kind: KINDS[msgtype] ?? 'unknown',
    text: wordsOf(message),
    media: mediaOf(message),
    at: sentAt(message),
    origin: origin === FROM_STAFF ? 'staff-native' : 'resident',
    ...(tapped && { tapped }),
  };
}

const KINDS: Readonly<Record<string, MessageKind>> = {
  text: 'text',
  image: 'image',
  voice: 'voice',
  video: 'video',
  file: 'file',
  location: 'location',
  link: 'link',
  business_card: 'card',
  miniprogram: 'mini-program',
  merged_msg: 'forwarded',
};

function wordsOf({ text, location, link }: KfMessage): string {
  if (text) return text.content;
  if (location) return `${location.name} ${location.address}`.trim();
  return link ? `${link.title} ${link.url}`.trim() : '';
}

function mediaOf(message: KfMessage): MediaRef | null {
  const carried = message.image ?? message.voice ?? message.video ?? message.file;
  return carried ? { ref: carried.media_id, name: null, mimeType: null, size: null } : null;
}

/** The name of a choice in a menu of ours; it comes back when the choice is tapped. */
export function tapId({ messageId, choice }: Tap): string {
  return `${messageId}.${choice}`;
}

function tapIn(menuId: string | undefined): Tap | undefined {
  const [, messageId, choice] = /^(.+)\.(\d{1,2})$/u.exec(menuId ?? '') ?? [];
  return messageId === undefined ? undefined : { messageId, choice: Number(choice) };
}

interface About {
  readonly id: string;
  readonly contact: string;
  readonly contactName: string;
  readonly at: Instant;
}

function happened(told: z.infer<typeof event>, about: About): InboundEvent | undefined {
  const { id, contact, at } = about;
  switch (told.event_type) {
    case 'enter_session':
      return {
        type: 'enter',
        ...about,
        scene: told.scene,
        sceneParam: told.scene_param,
        greetable: told.welcome_code !== undefined,
      };
    case 'user_recall_msg':
      return { type: 'recall', id: told.recall_msgid, contact, at };
    case 'msg_send_fail': {
      const reason = FAILURES[told.fail_type] ?? `fail-type-${told.fail_type}`;
      return { type: 'delivery-failed', id: told.fail_msgid, contact, reason, at };
    }
    case 'session_status_change':
      return { type: 'session', ...about, id, holder: HOLDERS[told.change_type] ?? 'staff' };
    default:
      return undefined;
  }
}

/** Changes of a session: taken from the pool, passed on, ended, taken up again. */
const HOLDERS: Readonly<Record<number, 'staff' | 'nobody'>> = {
  1: 'staff',
  2: 'staff',
  3: 'nobody',
  4: 'staff',
};

/** Why a message that was accepted did not arrive (document 94670). */
const FAILURES: Readonly<Record<number, string>> = {
  0: 'not-known',
  1: 'account-deleted',
  2: 'application-closed',
  4: 'window-over',
  5: 'session-closed',
  6: 'quota',
  7: 'not-linked',
  8: 'company-unverified',
  9: 'company-unverified',
  10: 'refused-by-resident',
  11: 'nobody-signed-in',
  12: 'kind-forbidden',
  13: 'held-for-safety',
};
