import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { FastifyInstance, InjectOptions } from 'fastify';
import sinon from 'sinon';
import type { Hint } from '#console/api.ts';
import { createConsoleServer } from '#console/server/console-server.ts';
import type { Desk, Phones } from '#console/server/desk.ts';
import { hashPassword } from '#console/server/password.ts';
import { importTotals } from '#accounts/import/import-totals.ts';
import { loadContent } from '#content/load.ts';
import { openScriptNotes } from '#commands/script-notes.ts';
import { loadPerception } from '#perception/load-perception.ts';
import { createPerceive } from '#perception/perceive.ts';
import type { Estate } from '#domain/estate.ts';
import type { Household } from '#domain/household.ts';
import { fen } from '#domain/money.ts';
import { type Instant, instant, localDate } from '#domain/time.ts';
import { Fault } from '#errors';
import { readPaperWords } from '#papers/paper-words.ts';
import type { Conversation } from '#ports/store/conversations.ts';
import { STAFF_ROLES } from '#ports/store/staff.ts';
import type { Store } from '#ports/store/store.ts';
import { planOf } from '../fixtures/import-plan.ts';
import { HandClock } from '../fixtures/hand-clock.ts';
import { openMemoryMedia } from '#store/media/memory-media.ts';
import { openSqlite } from '#store/sqlite/open-sqlite.ts';
import type { Channel } from '#ports/channel.ts';
import { createGroupActs } from '#group/group-acts.ts';
import { readGroupWords } from '#group/group-words.ts';
import type { ChannelActs } from '#turn/channel-acts.ts';
import { answerRequest } from '#rights/answer-request.ts';
import { Doorstep } from '#turn/doorstep.ts';
import { createWaveActs } from '#waves/wave-acts.ts';
import { openSimulator } from '#channels/simulator/simulator.ts';
import { createIdentityActs } from '#turn/identity-acts.ts';
import { createSpeaking } from '#wording/speaking.ts';
import type { StaffActs } from '#turn/staff-acts.ts';

const ROOT = join(import.meta.dirname, '..', '..');
export const content = loadContent({
  scripts: join(ROOT, 'scripts'),
  locales: join(ROOT, 'locales'),
});

/** Monday, 23 November 2026, ten in the morning in China. */
export const MORNING: Instant = instant(Date.parse('2026-11-23T10:00:00+08:00'));
export const PASSWORD = 'a long enough password';
const passwordHash = await hashPassword(PASSWORD);

/** A place with one home in arrears, its owner, and the conversation with them. */
export interface Place {
  readonly estate: Estate;
  readonly household: Household;
  readonly conversation: Conversation;
  /** The owner in the simulated WeChat. */
  readonly contact: string;
}

async function settle(store: Store, id: string, name: string): Promise<Place> {
  const estate = content.estate({ id, name });
  return store.write(async (tx) => {
    await tx.estates.put(estate);
    const household = await tx.households.put({
      estateId: id,
      room: '3-2-1101',
      owner: '李四',
      phone: '13800138000',
      occupancy: 'occupied',
    });
    for (const [from, to, due, asOf] of [
      ['2026-07', '2026-09', '2026-10-10', '2026-11-22'],
      ['2026-04', '2026-06', '2026-07-10', '2026-11-20'],
    ] as const) {
      await tx.charges.put({
        householdId: household.id,
        item: '物业费',
        from,
        to,
        due: localDate(due),
        amount: fen(64400),
        paid: fen(0),
        asOf: localDate(asOf),
        importId: null,
      });
    }
    const contact = `${id}:3-2-1101`;
    const person = await tx.contacts.ensure('wechat', contact, '李四', 'zh-CN', MORNING);
    await tx.bindings.put(person.id, household.id, 'owner', 'verified', MORNING);
    const conversation = await tx.conversations.ensure(id, person.id, household.id, MORNING);
    return { estate, household, conversation, contact };
  });
}

/** A desk whose staff acts, orders and phones are stubs, over a real store. */
export async function openConsole(
  options: { secure?: boolean; webRoot?: string; channels?: readonly Channel[] } = {},
) {
  const store = await openSqlite({ file: ':memory:' });
  const media = openMemoryMedia();
  const clock = new HandClock(MORNING);
  const plum = await settle(store, 'plum', '梅园');
  const peach = await settle(store, 'peach', '桃园');
  await store.write(async (tx) => {
    const state = { mustChange: false, endedAt: null };
    const member = { passwordHash, role: 'manager', ...state } as const;
    await tx.staff.put({ ...member, id: 'chen', login: 'chen', name: '小陈', estates: [] });
    await tx.staff.put({ ...member, id: 'wang', login: 'wang', name: '小王', estates: ['peach'] });
    for (const { estate } of [plum, peach]) {
      const id = `clerk-of-${estate.id}`;
      await tx.staff.put({ ...member, id, login: id, name: id, estates: [estate.id] });
    }
    for (const role of STAFF_ROLES) {
      const one = { id: role, login: role, name: role, role, passwordHash, ...state };
      await tx.staff.put({ ...one, estates: ['peach'] });
    }
  });

  const listeners = new Set<(hint: Hint) => void>();
  const staff = {
    claim: sinon.stub<Parameters<StaffActs['claim']>, ReturnType<StaffActs['claim']>>(),
    takeOver: sinon.stub<Parameters<StaffActs['takeOver']>, ReturnType<StaffActs['takeOver']>>(),
    ask: sinon.stub<Parameters<StaffActs['ask']>, ReturnType<StaffActs['ask']>>(),
    reply: sinon.stub<Parameters<StaffActs['reply']>, ReturnType<StaffActs['reply']>>(),
    note: sinon.stub<Parameters<StaffActs['note']>, ReturnType<StaffActs['note']>>(),
    handBack: sinon.stub<Parameters<StaffActs['handBack']>, ReturnType<StaffActs['handBack']>>(),
    closeTask: sinon.stub<Parameters<StaffActs['closeTask']>, ReturnType<StaffActs['closeTask']>>(),
    resolve: sinon.stub<Parameters<StaffActs['resolve']>, ReturnType<StaffActs['resolve']>>(),
  };
  const identity = createIdentityActs({ store, clock, changed: () => undefined });
  const account = {
    releaseGap: sinon.stub<Parameters<ChannelActs['releaseGap']>, Promise<boolean>>(),
    releaseBreaker: sinon.stub<Parameters<ChannelActs['releaseBreaker']>, Promise<boolean>>(),
  };
  const phones = {
    say: sinon.stub<Parameters<Phones['say']>, ReturnType<Phones['say']>>().resolves(),
    sendMedia: sinon.stub<Parameters<Phones['sendMedia']>, Promise<void>>().resolves(),
    typeOnPhone: sinon.stub<Parameters<Phones['typeOnPhone']>, Promise<void>>().resolves(),
    addContact: sinon.stub<[string, string], void>(),
    addRoom: sinon.stub<[string], void>(),
    sayInRoom: sinon.stub<Parameters<Phones['sayInRoom']>, Promise<void>>().resolves(),
    roomHistory: sinon.stub<[string], ReturnType<Phones['roomHistory']>>().returns([]),
    history: sinon.stub<[string], ReturnType<Phones['history']>>().returns([]),
  };
  const nothing = { open: fen(0), households: 0 };
  const totals = importTotals(planOf([]), 'partial', [], nothing);
  const acts = {
    confirmPayment: sinon
      .stub<Parameters<Desk['confirmPayment']>, Promise<boolean>>()
      .resolves(true),
    planImport: sinon.stub<Parameters<Desk['planImport']>, ReturnType<Desk['planImport']>>(),
    bookImport: sinon
      .stub<Parameters<Desk['bookImport']>, ReturnType<Desk['bookImport']>>()
      .resolves({ done: true, importId: 'booked', totals, touched: [], estate: plum.estate }),
    undoImport: sinon
      .stub<Parameters<Desk['undoImport']>, ReturnType<Desk['undoImport']>>()
      .resolves({ done: false, why: 'undone' }),
    errorWorkbook: sinon
      .stub<Parameters<Desk['errorWorkbook']>, Promise<Buffer>>()
      .resolves(Buffer.from('PK')),
    stillOwes: sinon.stub<[string, string], Promise<boolean>>().resolves(true),
    sampleImport: sinon
      .stub<[], ReturnType<Desk['sampleImport']>>()
      .rejects(new Fault('INPUT_INVALID')),
    draftSummary: sinon.stub<[string], Promise<void>>().resolves(),
  };
  const simulator = openSimulator({ clock, contacts: [] });
  const channels = options.channels ?? [simulator.channel];
  const desk: Desk = {
    answerRequest: async (id, staffId, erase) =>
      store.write((tx) => answerRequest(tx, id, { staffId, erase }, clock.now())),
    store,
    clock,
    content,
    speaking: createSpeaking(content),
    notes: openScriptNotes(),
    perceive: createPerceive(loadPerception(join(ROOT, 'locales'))),
    changed(hint) {
      for (const listener of listeners) listener(hint);
    },
    papers: (tag) => readPaperWords(join(ROOT, 'locales'), tag),
    media,
    staff,
    identity,
    channels,
    waves: createWaveActs({
      store,
      clock,
      channels,
      speaking: createSpeaking(content),
      doorstep: new Doorstep(),
      changed: (hint) => listeners.forEach((listener) => listener(hint)),
    }),
    account,
    group: createGroupActs({ store, clock, words: readGroupWords(join(ROOT, 'locales')) }),
    ...acts,
    simulator: {
      channel: 'wechat',
      phones,
    },
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
  const reported: unknown[] = [];
  const pages = options.webRoot === undefined ? builtPages() : undefined;
  const webRoot = options.webRoot ?? pages ?? '';
  const secure = options.secure ?? false;
  const report = (error: unknown): void => void reported.push(error);
  const server = await createConsoleServer({ desk, webRoot, secure, report });
  return {
    server,
    store,
    media,
    clock,
    staff,
    account,
    phones,
    acts,
    plum,
    peach,
    reported,
    listeners,
    /** Another process over the same store. */
    restart: async () => createConsoleServer({ desk, webRoot, secure, report }),
    hint(hint: Hint): void {
      for (const listener of listeners) listener(hint);
    },
    signIn: async (login: string, password = PASSWORD) => signIn(server, login, password),
    tryIn: async (login: string, password: string) =>
      send(server, { method: 'POST', url: '/api/login', payload: { login, password } }),
    async close(): Promise<void> {
      await server.close();
      await store.close();
      if (pages !== undefined) rmSync(pages, { recursive: true });
    },
  };
}

export type Console = Awaited<ReturnType<typeof openConsole>>;

/** A folder as the build makes it. */
function builtPages(): string {
  const folder = mkdtempSync(join(tmpdir(), 'nuancui-pages-'));
  writeFileSync(join(folder, 'index.html'), '<title>console</title>');
  writeFileSync(join(folder, 'simulator.html'), '<title>simulator</title>');
  return folder;
}

/** A browser with a session. */
export interface Browser {
  readonly cookie: string;
  readonly csrf: string;
  get(url: string): ReturnType<typeof send>;
  post(url: string, body?: Record<string, unknown>): ReturnType<typeof send>;
}

async function send(server: FastifyInstance, request: InjectOptions) {
  const { statusCode, headers, body } = await server.inject(request);
  const isJson = String(headers['content-type']).startsWith('application/json');
  const json: unknown = isJson ? JSON.parse(body) : undefined;
  return { status: statusCode, headers, body, json };
}

async function signIn(server: FastifyInstance, login: string, password: string): Promise<Browser> {
  const payload = { login, password };
  const answer = await server.inject({ method: 'POST', url: '/api/login', payload });
  const [set = ''] = [answer.headers['set-cookie'] ?? ''].flat();
  const [cookie = ''] = set.split(';');
  const { csrf } = answer.json<{ csrf: string }>();
  const headers = { cookie, 'x-csrf-token': csrf };
  return {
    cookie,
    csrf,
    get: async (url) => send(server, { method: 'GET', url, headers: { cookie } }),
    post: async (url, body = {}) => send(server, { method: 'POST', url, headers, payload: body }),
  };
}

/** How a way answers, without waiting for a stream to end. */
export async function status(server: FastifyInstance, request: InjectOptions) {
  const answer = await server.inject({ ...request, payloadAsStream: true });
  const stream = answer.stream();
  const isLive = String(answer.headers['content-type']).startsWith('text/event-stream');
  const text = isLive ? '' : (await stream.toArray()).join('');
  stream.destroy();
  const code = /"code":"(\w+)"/u.exec(text)?.[1];
  return { status: answer.statusCode, code };
}

/** A request of nobody in particular. */
export async function ask(server: FastifyInstance, request: InjectOptions) {
  return send(server, request);
}
