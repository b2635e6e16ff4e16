import { SAMPLES } from '#channels/simulator/sample-media.ts';
import type { MediaKind } from '#domain/message-kind.ts';
import type { SentFile } from '../../contract/channel/under-test.ts';

/** How the web WeChat numbers what is not words. */
const NUMBERS: Readonly<Partial<Record<MediaKind, number>>> = {
  image: 3,
  voice: 34,
  card: 42,
  video: 43,
  sticker: 47,
  unknown: 50,
};

/** What comes as a sheet of markup, by the number within it. */
const SHEETS: Readonly<Partial<Record<MediaKind, number>>> = {
  link: 5,
  file: 6,
  forwarded: 19,
  'mini-program': 33,
  post: 51,
  'group-note': 53,
  transfer: 2000,
};

const isKind = (kind: string): kind is MediaKind => kind in NUMBERS || kind in SHEETS;

/**
 * The kinds that reach the web WeChat as what they are. A place comes as words, and a red packet as a line that asks to
 * open the phone.
 */
export const WEB_KINDS = [...Object.keys(NUMBERS), ...Object.keys(SHEETS)].filter(isKind);

/** The web WeChat writes words like this, and nothing else. */
export function escaped(text: string): string {
  return text.replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('\n', '<br/>');
}

export interface WebMessage {
  readonly fields: Readonly<Record<string, unknown>>;
  readonly file: SentFile | undefined;
}

export function webMessage(id: string, kind: MediaKind, sent?: SentFile): WebMessage {
  const file = sent ?? SAMPLES[kind];
  const number = NUMBERS[kind];
  if (number !== undefined) {
    const Content = kind === 'sticker' ? escaped(STICKER) : '';
    return { fields: { MsgType: number, Content }, file };
  }
  const sheet = SHEETS[kind] ?? 0;
  const title = file?.name ?? kind;
  const Content = escaped(
    `<msg><appmsg><title>${title}</title><type>${sheet}</type><url>https://example.com/</url></appmsg></msg>`,
  );
  const named = { MsgType: 49, AppMsgType: sheet, FileName: title, MediaId: `media-${id}` };
  return { fields: { ...named, Content }, file };
}

const STICKER = '<msg><emoji cdnurl="" len="1" md5="0" type="1" width="1" height="1"/></msg>';

/** The notice by which the web WeChat tells that somebody took a message back. */
export function revokeNotice(id: string, name: string): string {
  return escaped(
    `<sysmsg type="revokemsg"><revokemsg><session>s</session><oldmsgid>1</oldmsgid><msgid>${id}</msgid>` +
      `<replacemsg><![CDATA["${name}" 撤回了一条消息]]></replacemsg></revokemsg></sysmsg>`,
  );
}
