// Kills the gateway and the service without warning while residents talk, and counts what was lost, sent twice or not
// heard in time: npm run fault-run -- [seconds]
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

/** A deafness beyond this after the gateway is back is a failure. */
const MOST_DEAF_MS = 5000;

/** Between two kills, in milliseconds: long enough that most are survived before the next. */
const KILL_FROM = 4000;
const KILL_SPREAD = 6000;

const folder = mkdtempSync(join(tmpdir(), 'nuancui-fault-'));
const file = join(folder, 'nuancui.db');
const world = await PhoneWorld.open();
const heard = new Set<string>();
const deafness: number[] = [];
const kills = { gateway: 0, service: 0 };
let service: ChildProcess | undefined;
let gatewayPid: number | undefined;
/** When gateway and service were both there again; undefined when something was heard since. */
let backAt: number | undefined;
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
    if (what !== 'heard') return;
    heard.add(value);
    if (backAt !== undefined) deafness.push(Date.now() - backAt);
    backAt = undefined;
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
    world.say(contact, WORDS[turn % WORDS.length] ?? '', `${contact}-${turn}-${Date.now()}`);
    await pause(300 + Math.random() * 700);
  }
}

async function killNowAndThen(until: number): Promise<void> {
  while (Date.now() < until) {
    await pause(KILL_FROM + Math.random() * KILL_SPREAD);
    backAt = undefined;
    // Every third time it is the service.
    if ((kills.gateway + kills.service) % 3 !== 2 && gatewayPid !== undefined) {
      const pid = gatewayPid;
      gatewayPid = undefined;
      kills.gateway += 1;
      process.kill(pid, 'SIGKILL');
    } else {
      kills.service += 1;
      service?.kill('SIGKILL');
    }
    const ups = world.ups.length;
    await world.until(() => world.ups.length > ups);
    backAt = Date.now();
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
  const longest = Math.max(0, ...deafness);
  if (deafness.length === 0) faults.push('no deafness could be measured');
  if (longest > MOST_DEAF_MS) faults.push(`deaf for ${longest} ms after the gateway was back`);
  const figures = { seconds, kills, written: asked, acknowledged: heard.size, ...counts };
  const sorted = deafness.toSorted((a, b) => a - b);
  const deaf = { measured: sorted.length, median: sorted[Math.floor(sorted.length / 2)], longest };
  process.stdout.write(
    `${JSON.stringify({ ...figures, onPhones: world.sent.length, deafMs: deaf })}\n`,
  );
  return faults;
}

await furnish();
begin();
await world.until(() => world.ups.length > 0);
const residents = Array.from({ length: RESIDENTS }, async (_, index) => live(`wx-${index}`));
await killNowAndThen(Date.now() + seconds * 1000);
await world.until(() => backAt === undefined);
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
