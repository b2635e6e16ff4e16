// Kills the gateway and the service without warning, freezes the gateway and cuts its stream of events while residents talk,
// and counts what was lost, sent twice or not heard in time: npm run fault-run -- [seconds]
import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout as pause } from 'node:timers/promises';
import { VirtualClock } from '#commands/cases/virtual-clock.ts';
import { openContent } from '#commands/open-house.ts';
import { WECHATY } from '#commands/open-wechat.ts';
import { fen } from '#domain/money.ts';
import { instant, localDate } from '#domain/time.ts';
import { openSqlite } from '#store/sqlite/open-sqlite.ts';
import { settleOrphans } from '#turn/sender.ts';
import { PhoneWorld } from '../channels/phone-world.ts';

const seconds = Number(process.argv[2] ?? '25');
const RESIDENTS = 12;
const WORDS = ['多少钱', '我下周五交', '怎么缴', '好的谢谢'];

/** What befalls them, in turn. */
const FAULTS = ['gateway-killed', 'gateway-frozen', 'service-killed', 'stream-cut'] as const;
type FaultName = (typeof FAULTS)[number];

/** A deafness beyond this after the gateway is there again, or after its stream was cut, is a failure. */
const MOST_DEAF_MS = 5000;

/** From the end of one fault to the next, and how long a gateway stands still, in milliseconds. */
const PAUSE_FROM = 2000;
const PAUSE_SPREAD = 5000;
const FROZEN_FROM = 2500;
const FROZEN_SPREAD = 4000;

const folder = mkdtempSync(join(tmpdir(), 'nuancui-fault-'));
const file = join(folder, 'nuancui.db');
const world = await PhoneWorld.open();
const heard = new Set<string>();
const deafness = new Map<FaultName, number[]>(FAULTS.map((name) => [name, []]));
/** What was written while the gateway stood still: its line holds, so none of it may be lost. */
const whileFrozen = new Set<string>();
let frozen = false;
let service: ChildProcess | undefined;
let gatewayPid: number | undefined;
/** Since when somebody ought to hear; undefined when something was heard since. */
let waiting: { readonly fault: FaultName; readonly since: number } | undefined;
/** How often the service has said since it was last killed that it listens. */
let starts = 0;
let over = false;
let asked = 0;

async function furnish(): Promise<void> {
  const store = await openSqlite({ file });
  const now = instant(Date.now());
  const policy = { liveBilling: true, burstQuietMs: 0 };
  await store.write(async (tx) => {
    await tx.estates.put(openContent().estate({ id: 'fault', name: '测试苑', policy }));
    for (let index = 0; index < RESIDENTS; index += 1) {
      const who = { owner: '王', phone: null, occupancy: 'occupied' } as const;
      const home = await tx.households.put({ estateId: 'fault', room: `1-1-${index}`, ...who });
      const due = localDate('2025-12-31');
      const sums = { amount: fen(98_000_00), paid: fen(0), asOf: due, importId: null };
      const period = { item: '物业费', from: '2025-07', to: '2025-12', due };
      await tx.charges.put({ householdId: home.id, ...period, ...sums });
      const contact = await tx.contacts.ensure(WECHATY, `wx-${index}`, '王', 'zh-CN', now);
      await tx.bindings.put(contact.id, home.id, 'owner', 'verified', now);
    }
  });
  await store.close();
}

function begin(): void {
  const program = join(import.meta.dirname, 'fault-service.ts');
  const child = spawn(process.execPath, [program, folder], {
    stdio: ['pipe', 'pipe', 'inherit'],
    env: { ...process.env, PHONE_WORLD: String(world.port), WECHATY_LOG: 'silent' },
  });
  service = child;
  createInterface({ input: child.stdout }).on('line', (line) => {
    const [what = '', value = ''] = line.split(' ');
    if (what === 'ready') gatewayPid = Number(value);
    if (what === 'started') starts += 1;
    world.changed();
    if (what !== 'heard') return;
    heard.add(value);
    // What was on its way when the stream was cut says nothing.
    const after = waiting?.fault !== 'stream-cut' || writtenAt(value) >= waiting.since;
    if (waiting && after) {
      deafness.get(waiting.fault)?.push(Date.now() - waiting.since);
      waiting = undefined;
    }
    world.changed();
  });
  child.once('exit', () => {
    if (!over) begin();
  });
}

/** Writes whether or not anybody hears, as residents do, and waits for an answer only so long. */
async function live(contact: string): Promise<void> {
  for (let turn = 0; !over; turn += 1) {
    asked += 1;
    const id = `${contact}-${turn}-${Date.now()}`;
    if (frozen) whileFrozen.add(id);
    world.say(contact, WORDS[turn % WORDS.length] ?? '', id);
    await pause(300 + Math.random() * 700);
  }
}

function writtenAt(id: string): number {
  return Number(id.split('-').at(-1));
}

async function befall(fault: FaultName, pid: number): Promise<void> {
  const ups = world.ups.length;
  switch (fault) {
    case 'gateway-killed':
      gatewayPid = undefined;
      process.kill(pid, 'SIGKILL');
      return world.until(() => world.ups.length > ups);
    case 'service-killed':
      gatewayPid = undefined;
      starts = 0;
      service?.kill('SIGKILL');
      return world.until(() => world.ups.length > ups && starts > 0);
    case 'gateway-frozen':
      process.kill(pid, 'SIGSTOP');
      frozen = true;
      await pause(FROZEN_FROM + Math.random() * FROZEN_SPREAD);
      frozen = false;
      process.kill(pid, 'SIGCONT');
      return undefined;
    case 'stream-cut':
      world.order({ do: 'deafen' });
  }
}

async function breakNowAndThen(until: number): Promise<void> {
  // A round that has begun is gone through, so that each fault is measured.
  for (let turn = 0; Date.now() < until || turn % FAULTS.length > 0; turn += 1) {
    const fault = FAULTS[turn % FAULTS.length] ?? 'service-killed';
    await pause(PAUSE_FROM + Math.random() * PAUSE_SPREAD);
    await world.until(() => gatewayPid !== undefined);
    await befall(fault, gatewayPid ?? 0);
    waiting = { fault, since: Date.now() };
    await world.until(() => waiting === undefined);
  }
}

async function judge(): Promise<string[]> {
  const store = await openSqlite({ file });
  await settleOrphans({ store, clock: new VirtualClock(instant(Date.now())) });
  const faults: string[] = [];
  const stored: string[] = [];
  const counts = { accepted: 0, unknown: 0, gaps: 0 };
  await store.read(async (tx) => {
    counts.gaps = (await tx.channels.gaps(WECHATY, 10_000)).length;
    for (const { id, contactId } of await tx.conversations.list('fault', null, 1000)) {
      const key = (await tx.contacts.byId(contactId))?.key ?? '';
      stored.push(...(await tx.inbox.of(id)).map(({ channelMessageId }) => channelMessageId));
      const rows = await tx.outbox.of(id);
      const onPhone = world.sent.filter(({ contact }) => contact === key);
      for (const text of new Set(onPhone.map((one) => one.text))) {
        const shown = onPhone.filter((one) => one.text === text).length;
        const asSent = rows.filter((row) => row.text === text && row.status === 'accepted').length;
        const perhaps = rows.filter((row) => row.text === text && row.status === 'unknown').length;
        if (shown > asSent + perhaps) faults.push(`${key} got ${shown} for ${asSent}+${perhaps}`);
      }
      counts.accepted += rows.filter(({ status }) => status === 'accepted').length;
      counts.unknown += rows.filter(({ status }) => status === 'unknown').length;
    }
  });
  await store.close();
  const lost = [...heard].filter((id) => !stored.includes(id));
  if (lost.length > 0) faults.push(`${lost.length} acknowledged messages are not in the store`);
  if (new Set(stored).size !== stored.length) faults.push('a message is stored twice');
  if (heard.size === 0 || world.sent.length === 0) faults.push('nobody talked');
  const missed = [...whileFrozen].filter((id) => !heard.has(id)).length;
  if (missed > 0) faults.push(`${missed} messages were lost while the gateway stood still`);
  const deafMs: Record<string, object> = {};
  for (const [fault, all] of deafness) {
    const sorted = all.toSorted((a, b) => a - b);
    const longest = sorted.at(-1) ?? 0;
    if (sorted.length === 0) faults.push(`no deafness could be measured after ${fault}`);
    if (longest > MOST_DEAF_MS) faults.push(`deaf for ${longest} ms after ${fault}`);
    deafMs[fault] = { times: sorted.length, median: sorted[sorted.length >> 1], longest };
  }
  const figures = { seconds, written: asked, acknowledged: heard.size, ...counts };
  const phones = { onPhones: world.sent.length, writtenWhileFrozen: whileFrozen.size };
  process.stdout.write(`${JSON.stringify({ ...figures, ...phones, deafMs })}\n`);
  return faults;
}

await furnish();
begin();
await world.until(() => world.ups.length > 0);
const residents = Array.from({ length: RESIDENTS }, async (_, index) => live(`wx-${index}`));
await breakNowAndThen(Date.now() + seconds * 1000);
over = true;
await Promise.all(residents);
const ended = new Promise((resolve) => service?.once('exit', resolve));
service?.kill('SIGTERM');
await ended;
const faults = await judge();
await world.close();
rmSync(folder, { recursive: true });
for (const fault of faults) process.stdout.write(`FAULT ${fault}\n`);
process.exitCode = faults.length > 0 ? 1 : 0;
