import { randomBytes, randomUUID } from 'node:crypto';
import { type IncomingMessage, type Server, type ServerResponse, createServer } from 'node:http';
import { z } from 'zod';
import { HOUR_MS } from '#domain/time.ts';
import type { WecomFaults } from './wecom-faults.ts';
import { portOf, say, sayFile, textOf } from './wecom-http.ts';
import { wecomCipher, wecomSeal } from './wecom-seal.ts';

/** What a phone in this WeCom shows of ours. */
export interface Shown {
  readonly to: string;
  readonly msgid: string;
  readonly body: Record<string, unknown>;
}

/** A file with a message; kept for three days. */
export type WecomFile = Parameters<typeof sayFile>[1];

const TEXT = z.looseObject({ content: z.string() });
const MENU = z.looseObject({ head_content: z.string() });

/** WeCom customer service as its documents describe it, over real HTTP with real encryption. */
export class WecomServer {
  readonly corpId = 'ww1234567890abcdef';
  readonly secret = 'a-secret-that-never-shows';
  readonly token = 'QDG6eK';
  readonly openKfId = 'wkAJ2GCAAASSm4_FhToWMFea0xAFfd3Q';
  readonly aesKeyText =
    randomBytes(32).toString('base64').replaceAll(/[+/]/gu, 'x').slice(0, 42) + 'A';
  readonly faults: WecomFaults = {};
  readonly shown: Shown[] = [];
  /** Paths asked, in order. */
  readonly asked: string[] = [];
  readonly states = new Map<string, number>();
  readonly media = new Map<string, WecomFile>();
  /** What people call themselves. */
  readonly nicknames = new Map<string, string>();
  /** Contacts for whom a text of ours came this far, answered or not. */
  readonly reached = new Set<string>();
  /** How many messages a page holds. */
  pageSize = 1000;
  tokensGiven = 0;
  readonly #list: Record<string, unknown>[] = [];
  readonly #windows = new Map<string, { left: number; readonly until: number }>();
  readonly #held = new Set<() => void>();
  readonly #welcomes = new Map<string, string>();
  readonly #server: Server;
  readonly #now: () => number;
  #tokens: string[] = [];

  constructor(now: () => number) {
    this.#now = now;
    this.#server = createServer((request, response) => void this.#answer(request, response));
  }

  async open(): Promise<string> {
    await new Promise<void>((resolve) => this.#server.listen(0, '127.0.0.1', resolve));
    const address = this.#server.address();
    return `http://127.0.0.1:${portOf(address)}`;
  }

  async close(): Promise<void> {
    this.#server.closeAllConnections();
    await new Promise((resolve) => this.#server.close(resolve));
  }

  /** The cursor that stands behind everything. */
  get end(): string {
    return `c${this.#list.length}`;
  }

  get seconds(): number {
    return Math.floor(this.#now() / 1000);
  }

  /** Puts something where `sync_msg` finds it. */
  put(item: Record<string, unknown>): string {
    const msgid = typeof item['msgid'] === 'string' ? item['msgid'] : randomUUID();
    const { openKfId: open_kfid } = this;
    this.#list.push({ open_kfid, send_time: this.seconds, origin: 3, ...item, msgid });
    return msgid;
  }

  says(from: string, content: string, more: Record<string, unknown> = {}): string {
    this.#windows.set(from, { left: 5, until: this.#now() + 48 * HOUR_MS });
    if ((this.states.get(from) ?? 4) === 4) this.states.set(from, 0);
    return this.put({ external_userid: from, msgtype: 'text', text: { content }, ...more });
  }

  taps(from: string, menuId: string, content: string): string {
    return this.says(from, content, { text: { content, menu_id: menuId } });
  }

  happens(eventType: string, from: string, more: Record<string, unknown> = {}): string {
    const { openKfId: open_kfid } = this;
    const event = { event_type: eventType, open_kfid, external_userid: from, ...more };
    return this.put({ origin: 4, msgtype: 'event', event });
  }

  /** Somebody opens the conversation; they may be greeted with the code for it. */
  enters(from: string, sceneParam: string): string {
    const code = randomUUID();
    this.#welcomes.set(code, from);
    const more = { scene: 'bill', scene_param: sceneParam, welcome_code: code };
    return this.happens('enter_session', from, more);
  }

  /** Answers what was kept waiting. */
  answerHeld(): void {
    for (const answer of this.#held) answer();
    this.#held.clear();
  }

  /** Texts of ours on a phone. */
  textsTo(contact: string): string[] {
    return this.shown
      .filter(({ to }) => to === contact)
      .map(
        ({ body }) =>
          TEXT.safeParse(body['text']).data?.content ??
          MENU.safeParse(body['msgmenu']).data?.head_content ??
          '',
      );
  }

  /** Rings at a callback as WeCom does. */
  async ring(
    callback: string,
    change: { readonly at?: number; readonly token?: string; readonly corpId?: string } = {},
  ): Promise<Response> {
    const { url, body } = this.callbackTo(callback, change);
    return fetch(url, { method: 'POST', body, headers: { 'content-type': 'text/xml' } });
  }

  callbackTo(
    callback: string,
    {
      at = this.seconds,
      token = this.token,
      corpId = this.corpId,
    }: { readonly at?: number; readonly token?: string; readonly corpId?: string } = {},
  ): { url: string; body: string } {
    const xml =
      `<xml><ToUserName><![CDATA[${corpId}]]></ToUserName><CreateTime>${at}</CreateTime>` +
      `<MsgType><![CDATA[event]]></MsgType><Event><![CDATA[kf_msg_or_event]]></Event>` +
      `<Token><![CDATA[ENC-token]]></Token><OpenKfId><![CDATA[${this.openKfId}]]></OpenKfId></xml>`;
    const encrypted = this.encrypt(xml, corpId);
    const query = this.seal(encrypted, at, token);
    const body = `<xml><ToUserName><![CDATA[${corpId}]]></ToUserName><Encrypt><![CDATA[${encrypted}]]></Encrypt><AgentID><![CDATA[]]></AgentID></xml>`;
    return { url: `${callback}?${query.toString()}`, body };
  }

  seal(encrypted: string, at: number, token = this.token): URLSearchParams {
    return wecomSeal(encrypted, at, token);
  }

  encrypt(message: string, receiveId: string): string {
    return wecomCipher(this.aesKeyText, message, receiveId);
  }

  async #answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const url = new URL(request.url ?? '/', 'http://here');
    const path = url.pathname.replace('/cgi-bin/', '');
    this.asked.push(path);
    const body = z
      .record(z.string(), z.unknown())
      .parse(JSON.parse((await textOf(request)) || '{}'));
    if (path === 'gettoken') return this.#grant(url, response);
    const { expireEvery = Infinity } = this.faults;
    if (this.faults.expireTokens === true || this.asked.length % expireEvery === 0) {
      this.faults.expireTokens = false;
      this.#tokens = [];
    }
    if (!this.#tokens.includes(url.searchParams.get('access_token') ?? '')) {
      return say(response, { errcode: 42_001, errmsg: 'access_token expired' });
    }
    if (path === 'media/get') return this.#file(url, response);
    if (path === 'kf/send_msg' || path === 'kf/send_msg_on_event') {
      return this.#send(path, body, request, response);
    }
    if (path === 'kf/sync_msg' && (this.faults.failPages ?? 0) > 0) {
      this.faults.failPages = (this.faults.failPages ?? 1) - 1;
      return this.#failPage(request, response);
    }
    return say(response, this.#plain(path, body));
  }

  #grant(url: URL, response: ServerResponse): void {
    const right = url.searchParams.get('corpsecret') === this.secret;
    if (!right || this.faults.refuseSecret === true) {
      return say(response, { errcode: 40_001, errmsg: 'invalid credential' });
    }
    this.tokensGiven += 1;
    const token = `token-${this.tokensGiven}`;
    this.#tokens.push(token);
    return say(response, { errcode: 0, access_token: token, expires_in: 7200 });
  }

  #send(
    path: string,
    body: Record<string, unknown>,
    request: IncomingMessage,
    response: ServerResponse,
  ): void {
    const { refuseSend, loseSend, breakSend, hangSend } = this.faults;
    const to = String(body['touser'] ?? this.#welcomes.get(String(body['code'])));
    this.reached.add(to);
    if (refuseSend !== undefined) return say(response, { errcode: refuseSend, errmsg: 'refused' });
    const refused = path === 'kf/send_msg' ? this.#whyNot(to, body) : this.#notWelcome(body);
    if (refused !== 0) return say(response, { errcode: refused, errmsg: 'refused' });
    this.#welcomes.delete(String(body['code']));
    const msgid = String(body['msgid']);
    if (!/^[\w-]{1,32}$/u.test(msgid)) return say(response, { errcode: 40_058, errmsg: 'msgid' });
    this.shown.push({ to, msgid, body });
    const accept = (): void => say(response, { errcode: 0, errmsg: 'ok', msgid });
    if (hangSend === true) return void this.#held.add(accept);
    if (loseSend === true) return void request.socket.destroy();
    if (breakSend === true) return void response.writeHead(502).end('bad gateway');
    return accept();
  }

  #whyNot(contact: string, { text }: Record<string, unknown>): number {
    const window = this.#windows.get(contact);
    if (!window || this.#now() >= window.until) return 95_002;
    if ((this.states.get(contact) ?? 0) > 1) return 95_018;
    if (window.left === 0) return 95_001;
    const { content = '' } = TEXT.safeParse(text).data ?? {};
    if (Buffer.byteLength(content) > 2048) return 45_002;
    window.left -= 1;
    return 0;
  }

  #notWelcome({ code }: Record<string, unknown>): number {
    return this.#welcomes.has(String(code)) ? 0 : 95_007;
  }

  #plain(path: string, body: Record<string, unknown>): object {
    const contact = String(body['external_userid']);
    switch (path) {
      case 'kf/sync_msg':
        return this.#page(body);
      case 'kf/recall_msg':
        return { errcode: this.#takeBack(String(body['msgid'])) ? 0 : 95_020 };
      case 'kf/service_state/get':
        return { errcode: 0, service_state: this.states.get(contact) ?? 4 };
      case 'kf/service_state/trans': {
        const to = Number(body['service_state']);
        const allowed = ALLOWED[this.states.get(contact) ?? 4]?.includes(to) === true;
        if (allowed) this.states.set(contact, to);
        return { errcode: allowed ? 0 : 95_016 };
      }
      case 'kf/customer/batchget': {
        const asked = z.array(z.string()).max(100).parse(body['external_userid_list']);
        const list = asked.map((id) => ({
          external_userid: id,
          nickname: this.nicknames.get(id) ?? `nick-${id}`,
        }));
        return { errcode: 0, customer_list: list };
      }
      default:
        return { errcode: 40_066, errmsg: 'no such path' };
    }
  }

  #failPage(request: IncomingMessage, response: ServerResponse): void {
    const { page = 'refuse' } = this.faults;
    if (page === 'cut') request.socket.destroy();
    if (page === 'refuse') say(response, { errcode: 45_009, errmsg: 'api freq out of limit' });
  }

  #page(body: Record<string, unknown>): object {
    const from = Number(String(body['cursor'] ?? 'c0').slice(1));
    const list = this.#list.slice(from, from + this.pageSize);
    const next = from + list.length;
    if (this.faults.shuffle === true) list.reverse();
    const more = next < this.#list.length ? 1 : 0;
    return { errcode: 0, next_cursor: `c${next}`, has_more: more, msg_list: list };
  }

  #takeBack(msgid: string): boolean {
    const at = this.shown.findIndex((one) => one.msgid === msgid);
    if (at !== -1) this.shown.splice(at, 1);
    return at !== -1;
  }

  #file(url: URL, response: ServerResponse): void {
    const file = this.media.get(url.searchParams.get('media_id') ?? '');
    return file ? sayFile(response, file) : say(response, { errcode: 40_007, errmsg: 'invalid' });
  }
}

/** Which station may follow which (document 94669). */
const ALLOWED: Readonly<Record<number, readonly number[]>> = {
  0: [1, 2, 3, 4],
  1: [2, 3, 4],
  2: [3, 4],
  3: [3, 4],
  4: [],
};
