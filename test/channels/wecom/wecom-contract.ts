import { randomUUID } from 'node:crypto';
import { SAMPLES } from '#channels/simulator/sample-media.ts';
import type { MediaKind } from '#domain/message-kind.ts';
import { instant } from '#domain/time.ts';
import type { ChannelUnderTest, SentFile } from '../../contract/channel/under-test.ts';
import type { WecomServer } from './wecom-server.ts';
import { openWecom, until } from './wecom-under-test.ts';

/** What residents can send to WeCom, as its documents call it (document 94670). */
const TYPES = {
  image: 'image',
  voice: 'voice',
  video: 'video',
  file: 'file',
  location: 'location',
  card: 'business_card',
  forwarded: 'merged_msg',
  link: 'link',
  'mini-program': 'miniprogram',
  unknown: 'meeting',
} as const satisfies Partial<Record<MediaKind, string>>;

type Sendable = keyof typeof TYPES;
const isSendable = (kind: string): kind is Sendable => kind in TYPES;

/** What a message holds under the name of its type. */
function fieldsOf(kind: Sendable, mediaId: string): Record<string, unknown> {
  switch (kind) {
    case 'location':
      return { latitude: 22.5, longitude: 114, name: '测试苑', address: '1号路' };
    case 'link':
      return { title: '公告', desc: '', url: 'https://example.com/', pic_url: '' };
    case 'card':
      return { userid: 'li' };
    case 'forwarded':
      return { title: '群聊的聊天记录', item: [{ msgtype: 'text', sender_name: '甲' }] };
    case 'mini-program':
      return { title: '缴费', appid: 'wx0000', pagepath: 'pages/index', thumb_media_id: 't' };
    case 'unknown':
      return {};
    default:
      return { media_id: mediaId };
  }
}

/** WeCom on a day on which everything goes as it should, or on one on which little does. */
export async function openWecomChannelUnderTest(
  ring: (server: WecomServer, callback: string) => Promise<unknown> = async (server, callback) =>
    server.ring(callback),
  trouble: (server: WecomServer) => void = () => undefined,
): Promise<ChannelUnderTest> {
  const { channel, clock, server, close } = await openWecom(instant(1_772_503_200_000));
  trouble(server);
  let contacts = 0;

  /** Something lies there to be fetched: WeCom rings, where anybody listens. */
  async function told<T>(put: T): Promise<T> {
    const callback = channel.callback();
    if (callback !== null) await ring(server, callback);
    return put;
  }

  async function sendMedia(contact: string, kind: MediaKind, file?: SentFile): Promise<string> {
    if (!isSendable(kind)) throw new Error(`nobody can send a ${kind} here`);
    const carried = file ?? SAMPLES[kind];
    const mediaId = randomUUID();
    if (carried) server.media.set(mediaId, carried);
    const msgtype = TYPES[kind];
    const fields = { msgtype, text: undefined, [msgtype]: fieldsOf(kind, mediaId) };
    return told(server.says(contact, '', fields));
  }

  return {
    channel,
    clock,
    keeps: true,
    echoes: false,
    kinds: Object.keys(TYPES).filter(isSendable),
    async newContact(name) {
      contacts += 1;
      server.nicknames.set(`wm-${contacts}`, name);
      return `wm-${contacts}`;
    },
    say: async (contact, text, id) =>
      told(server.says(contact, text, id === undefined ? {} : { msgid: id })),
    sendMedia,
    async recall(contact, id, times) {
      for (let time = 0; time < times; time += 1) {
        await told(server.happens('user_recall_msg', contact, { recall_msgid: id }));
      }
    },
    async typeOnPhone(contact, text) {
      server.states.set(contact, 3);
      const who = { external_userid: contact, servicer_userid: 'li', origin: 5 };
      await told(server.put({ ...who, msgtype: 'text', text: { content: text } }));
    },
    shown: async (contact) => server.textsTo(contact),
    reached: async (contact) => until(() => server.reached.has(contact)),
    async setFault(fault) {
      if (fault === 'refuse') server.faults.refuseSend = 45_009;
      else server.faults[fault === 'cut' ? 'loseSend' : 'hangSend'] = true;
    },
    async heal() {
      delete server.faults.refuseSend;
      delete server.faults.loseSend;
      delete server.faults.hangSend;
      server.answerHeld();
    },
    dispose: close,
  };
}
