import { z } from 'zod';
import type { Clock } from '#ports/clock.ts';
import type { MediaRead } from '#ports/media.ts';
import { AccessToken } from './access-token.ts';
import { type Answer, ask, withDeadline } from './ask.ts';
import { fileNameIn } from './file-name.ts';
import type { WecomSettings } from './wecom-settings.ts';

/** The token is wrong, missing or over: the call was not acted on (document 90455). */
const TOKEN_CODES = new Set([40_014, 41_001, 42_001]);

/** Messages a page, and customers a question (documents 94670, 95159). */
const PAGE = 1000;
const MOST_CUSTOMERS = 100;

/** What WeCom calls the stations of a conversation (document 94669). */
export const STATES = { new: 0, bot: 1, pool: 2, staff: 3, ended: 4 } as const;

const nothing = z.looseObject({});
const sent = z.object({ msgid: z.string() });
const page = z.object({
  next_cursor: z.string().default(''),
  has_more: z.int().default(0),
  msg_list: z.array(z.unknown()).default([]),
});
export type MessagePage = z.infer<typeof page>;
const state = z.object({ service_state: z.int() });
const customers = z.object({
  customer_list: z
    .array(z.object({ external_userid: z.string(), nickname: z.string().default('') }))
    .default([]),
});
const refusal = z.looseObject({ errcode: z.int() });

/** The calls of WeCom customer service that the channel needs. */
export class KfInterface {
  readonly #settings: WecomSettings;
  readonly #clock: Clock;
  readonly #token: AccessToken;

  constructor(settings: WecomSettings, clock: Clock) {
    this.#settings = settings;
    this.#clock = clock;
    this.#token = new AccessToken(settings, clock);
  }

  /** Whether we are let in. */
  async knock(): Promise<Answer<string>> {
    return this.#token.get();
  }

  /** The messages after a cursor. Without the callback's token the interface allows few of these. */
  async sync(cursor: string, token: string): Promise<Answer<MessagePage>> {
    return this.#call('kf/sync_msg', page, {
      open_kfid: this.#settings.openKfId,
      limit: PAGE,
      voice_format: 0,
      ...(cursor !== '' && { cursor }),
      ...(token !== '' && { token }),
    });
  }

  async send(contact: string, msgid: string, body: object): Promise<Answer<string>> {
    return this.#send('kf/send_msg', { touser: contact, msgid, ...body, ...this.#account() });
  }

  /** The one message after somebody came, within 20 seconds (document 95122). */
  async welcome(code: string, msgid: string, body: object): Promise<Answer<string>> {
    return this.#send('kf/send_msg_on_event', { code, msgid, ...body });
  }

  async recall(msgid: string): Promise<boolean> {
    const answer = await this.#call('kf/recall_msg', nothing, { msgid, ...this.#account() });
    return answer.outcome === 'answered';
  }

  async stateOf(contact: string): Promise<Answer<number>> {
    const who = { external_userid: contact, ...this.#account() };
    const answer = await this.#call('kf/service_state/get', state, who);
    if (answer.outcome !== 'answered') return answer;
    return { outcome: 'answered', value: answer.value.service_state };
  }

  async moveTo(contact: string, station: number): Promise<Answer<unknown>> {
    const who = { external_userid: contact, service_state: station, ...this.#account() };
    return this.#call('kf/service_state/trans', nothing, who);
  }

  /** What people call themselves; who is not known is left out. */
  async names(contacts: readonly string[]): Promise<Map<string, string>> {
    const found = new Map<string, string>();
    for (let from = 0; from < contacts.length; from += MOST_CUSTOMERS) {
      const asked = contacts.slice(from, from + MOST_CUSTOMERS);
      const answer = await this.#call('kf/customer/batchget', customers, {
        external_userid_list: asked,
      });
      const list = answer.outcome === 'answered' ? answer.value.customer_list : [];
      for (const one of list) found.set(one.external_userid, one.nickname);
    }
    return found;
  }

  /** A file that came with a message; kept by WeCom for three days. @throws Error when trying again may help. */
  async media(id: string, cap: number): Promise<MediaRead> {
    for (let tries = 0; ; tries += 1) {
      const token = await this.#token.get();
      if (token.outcome !== 'answered') throw new Error('the interface gave no token');
      const read = await this.#download(this.#address('media/get', token.value, id), cap);
      if (typeof read !== 'number') return read;
      if (!TOKEN_CODES.has(read) || tries > 0) return { outcome: 'gone' };
      this.#token.drop(token.value);
    }
  }

  async #send(path: string, body: object): Promise<Answer<string>> {
    const answer = await this.#call(path, sent, body);
    if (answer.outcome !== 'answered') return answer;
    return { outcome: 'answered', value: answer.value.msgid };
  }

  /** A call whose token is no longer known was not acted on: it is made once more with a new one. */
  async #call<T>(path: string, schema: z.ZodType<T>, body: object): Promise<Answer<T>> {
    for (let tries = 0; ; tries += 1) {
      const token = await this.#token.get();
      if (token.outcome !== 'answered') return { outcome: 'unreached', reason: 'no-token' };
      const answer = await ask(this.#clock, this.#address(path, token.value), schema, body);
      const expired = answer.outcome === 'refused' && TOKEN_CODES.has(answer.code);
      if (!expired || tries > 0) return answer;
      this.#token.drop(token.value);
    }
  }

  /** @returns the code of a refusal instead of the file. */
  async #download(url: URL, cap: number): Promise<MediaRead | number> {
    const bounded = withDeadline(this.#clock);
    try {
      const response = await fetch(url, { redirect: 'error', signal: bounded.signal });
      if (!response.ok) throw new Error(`the interface answered ${response.status}`);
      const parts: Uint8Array[] = [];
      let size = 0;
      for await (const part of response.body ?? []) {
        size += part.length;
        if (size > cap) return { outcome: 'too-large' };
        parts.push(part);
      }
      const bytes = Buffer.concat(parts);
      if (response.headers.get('content-type')?.includes('application/json') === true) {
        return refusal.parse(JSON.parse(bytes.toString('utf8'))).errcode;
      }
      const disposition = response.headers.get('content-disposition') ?? '';
      return { outcome: 'fetched', bytes, name: fileNameIn(disposition) };
    } finally {
      bounded.end();
    }
  }

  #address(path: string, token: string, mediaId?: string): URL {
    const url = new URL(`/cgi-bin/${path}`, this.#settings.api);
    url.searchParams.set('access_token', token);
    if (mediaId !== undefined) url.searchParams.set('media_id', mediaId);
    return url;
  }

  #account(): { readonly open_kfid: string } {
    return { open_kfid: this.#settings.openKfId };
  }
}
