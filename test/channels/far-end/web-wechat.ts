import { once } from 'node:events';
import { type IncomingMessage, type Server, type ServerResponse, createServer } from 'node:http';
import { z } from 'zod';
import type { Fault, SentFile } from '../../contract/channel/under-test.ts';

export const SELF = '@nuancui';
export const ROOM = '@@owners';

/** The key of the messages that a client has seen. */
const KEY = 1;

type Entry = Readonly<Record<string, unknown>>;

const asked = z.looseObject({
  SyncKey: z.object({ List: z.array(z.object({ Val: z.number() })) }).optional(),
  List: z.array(z.looseObject({ UserName: z.string() })).optional(),
  Msg: z.looseObject({ ToUserName: z.string(), Content: z.string() }).optional(),
});
type Asked = z.infer<typeof asked>;

const WELL = { Ret: 0, ErrMsg: '' };

/** What the web WeChat answers where a text may not be sent. */
const REFUSED = { BaseResponse: { Ret: 1205, ErrMsg: 'refused by the far end' } };

/** The interface of the web WeChat over HTTP, as far as its clients use it: one account, its phone and its friends. */
export class WebWechat {
  readonly #server: Server;
  /** What a client that looks finds, in order: messages, and contacts that are new. */
  readonly #news: { readonly message?: Entry; readonly contact?: Entry }[] = [];
  readonly #contacts = new Map<string, Entry>();
  readonly #files = new Map<string, Uint8Array>();
  readonly #waiting = new Set<() => void>();
  readonly #looking = new Set<ServerResponse>();
  readonly #held = new Set<() => void>();
  readonly reached = new Set<string>();
  readonly shown: { readonly contact: string; readonly text: string }[] = [];
  /** Paths asked for, in order. */
  readonly paths: string[] = [];
  fault: Fault | null = null;

  private constructor(server: Server) {
    this.#server = server;
    server.on('request', (request: IncomingMessage, response: ServerResponse) => {
      void this.#answer(request, response);
    });
    for (const [UserName, NickName] of [
      [SELF, 'nuancui'],
      [ROOM, 'owners'],
    ] as const) {
      this.#contacts.set(UserName, { ...contact(UserName, NickName), MemberList: [] });
    }
  }

  static async open(): Promise<WebWechat> {
    const server = createServer().listen(0, '127.0.0.1');
    await once(server, 'listening');
    return new WebWechat(server);
  }

  get origin(): string {
    const address = this.#server.address();
    return `http://127.0.0.1:${typeof address === 'object' && address ? address.port : 0}`;
  }

  /** Resolves when it holds; looked at whenever a client asks for something. */
  async until(holds: () => boolean): Promise<void> {
    while (!holds()) await new Promise<void>((resolve) => this.#waiting.add(resolve));
  }

  befriend(id: string, name: string): void {
    const friend = contact(id, name);
    this.#contacts.set(id, friend);
    this.#tell({ contact: friend });
  }

  /** Puts a message into the account; its words are escaped as the web WeChat escapes them. */
  deliver(message: Entry & { readonly MsgId: string }, file?: SentFile): void {
    if (file) {
      this.#files.set(message.MsgId, file.bytes);
      this.#files.set(`media-${message.MsgId}`, file.bytes);
    }
    const CreateTime = Math.floor(Date.now() / 1000);
    this.#tell({ message: { ...EMPTY, CreateTime, ToUserName: SELF, ...message } });
  }

  heal(): void {
    this.fault = null;
    for (const answer of this.#held) answer();
    this.#held.clear();
  }

  async close(): Promise<void> {
    this.#server.closeAllConnections();
    this.#server.close();
    await once(this.#server, 'close');
  }

  #tell(news: { readonly message?: Entry; readonly contact?: Entry }): void {
    this.#news.push(news);
    for (const response of this.#looking) check(response, true);
    this.#looking.clear();
  }

  async #answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const url = new URL(request.url ?? '/', this.origin);
    const name = url.pathname.split('/').at(-1) ?? '';
    const body = asked.parse(JSON.parse((await textOf(request)) || '{}'));
    this.paths.push(name);
    this.#serve(name, url.searchParams, body, response);
    for (const resolve of this.#waiting) resolve();
    this.#waiting.clear();
  }

  #serve(name: string, query: URLSearchParams, body: Asked, response: ServerResponse): void {
    const found = (id: string | null) => this.#serveFile(id ?? '', response);
    switch (name) {
      case 'webwxinit':
        return say(response, {
          User: this.#contacts.get(SELF),
          ContactList: [...this.#contacts.values()],
          ...this.#syncKey(),
        });
      case 'webwxgetcontact':
        return say(response, { MemberList: [...this.#contacts.values()], Seq: 0 });
      case 'webwxbatchgetcontact': {
        const wanted = (body.List ?? []).map(({ UserName }) => this.#contacts.get(UserName));
        return say(response, { ContactList: wanted.filter((one) => one !== undefined) });
      }
      case 'synccheck': {
        const seen = Number(query.get('synckey')?.split('_')[1] ?? '0');
        if (seen < this.#news.length) return check(response, true);
        this.#looking.add(response);
        response.once('close', () => this.#looking.delete(response));
        return undefined;
      }
      case 'webwxsync':
        return say(response, this.#since(body.SyncKey?.List[0]?.Val ?? 0));
      case 'webwxsendmsg':
        return this.#send(body, response);
      case 'webwxgetmsgimg':
        return found(query.get('MsgID'));
      case 'webwxgetvoice':
      case 'webwxgetvideo':
        return found(query.get('msgid'));
      case 'webwxgetmedia':
        return found(query.get('mediaid'));
      default:
        // A notice to the phone, a message taken back, a logout: nothing but that it was well.
        return say(response, {});
    }
  }

  #syncKey(): Entry {
    const List = [{ Key: KEY, Val: this.#news.length }];
    return { SyncKey: { Count: 1, List }, SyncCheckKey: { Count: 1, List } };
  }

  #since(seen: number): Entry {
    const news = this.#news.slice(seen);
    const AddMsgList = news.flatMap(({ message }) => message ?? []);
    const ModContactList = news.flatMap((one) => one.contact ?? []);
    const counts = { AddMsgCount: AddMsgList.length, ModContactCount: ModContactList.length };
    return { AddMsgList, ModContactList, ...counts, ...this.#syncKey() };
  }

  #send({ Msg }: Asked, response: ServerResponse): void {
    const { ToUserName: to = '', Content: text = '' } = Msg ?? {};
    this.reached.add(to);
    if (this.fault === 'refuse') return void response.end(JSON.stringify(REFUSED));
    if (this.fault === 'cut') return void response.destroy();
    const accept = (): void => {
      this.shown.push({ contact: to, text });
      say(response, { MsgID: String(this.shown.length), LocalID: '1' });
    };
    if (this.fault === 'silence') return void this.#held.add(accept);
    return accept();
  }

  #serveFile(id: string, response: ServerResponse): void {
    const bytes = this.#files.get(id);
    if (bytes) response.setHeader('content-type', 'application/octet-stream').end(bytes);
    else response.writeHead(404).end();
  }
}

/** The fields without which clients fall over. */
const EMPTY = {
  Content: '',
  MsgType: 1,
  AppMsgType: 0,
  StatusNotifyUserName: '',
  RecommendInfo: {},
};

function contact(UserName: string, NickName: string): Entry {
  return { UserName, NickName, RemarkName: '', DisplayName: '', ContactFlag: 1, VerifyFlag: 0 };
}

function say(response: ServerResponse, body: Entry): void {
  response.setHeader('content-type', 'application/json');
  response.end(JSON.stringify({ BaseResponse: WELL, ...body }));
}

function check(response: ServerResponse, isNew: boolean): void {
  response.end(`window.synccheck={retcode:"0",selector:"${isNew ? 2 : 0}"}`);
}

async function textOf(request: IncomingMessage): Promise<string> {
  const parts: Buffer[] = [];
  for await (const part of request) parts.push(Buffer.from(part));
  return Buffer.concat(parts).toString('utf8');
}
