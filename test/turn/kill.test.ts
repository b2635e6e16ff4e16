import assert from 'node:assert/strict';
import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { after, before, describe, it } from 'mocha';
import { z } from 'zod';
import { verifyLedger } from '#ledger/verify.ts';
import { fen } from '#domain/money.ts';
import { instant, localDate } from '#domain/time.ts';
import type { Store } from '#ports/store/store.ts';
import { settleOrphans } from '#turn/sender.ts';
import { openSqlite } from '#store/sqlite/open-sqlite.ts';
import { openContent } from '#commands/open-house.ts';
import { VirtualClock } from '#commands/cases/virtual-clock.ts';

/** How often the service is killed, and after how many acknowledgements each time. */
const KILLS = 20;
const ACKNOWLEDGED = [5, 60, 30, 90, 120];

const shown = z.object({ from: z.enum(['us', 'resident']), contact: z.string(), text: z.string() });

/** Starts the service, lets it acknowledge `count` things under load, and kills it without warning. */
async function liveAndDie(folder: string, run: number, count: number): Promise<string[]> {
  const program = join(import.meta.dirname, 'killed-service.ts');
  const child: ChildProcess = spawn(process.execPath, [program, folder, String(run)], {
    stdio: ['ignore', 'pipe', 'inherit'],
    env: { ...process.env, WECHATY_LOG: 'error' },
  });
  const acknowledged: string[] = [];
  assert.ok(child.stdout);
  const ended = new Promise((resolve) => child.once('exit', resolve));
  for await (const line of createInterface({ input: child.stdout })) {
    if (line !== 'ready') acknowledged.push(line);
    // Lines that were written before the kill are still read: they were acknowledged too.
    if (acknowledged.length === count) child.kill('SIGKILL');
  }
  await ended;
  return acknowledged;
}

async function furnish(folder: string): Promise<void> {
  const store = await openSqlite({ file: join(folder, 'nuancui.db') });
  const policy = { liveBilling: true, burstQuietMs: 0 };
  const now = instant(Date.parse('2026-03-03T10:00:00+08:00'));
  await store.write(async (tx) => {
    await tx.estates.put(openContent().estate({ id: 'kill', name: '测试苑', policy }));
    for (let index = 0; index < 12; index += 1) {
      const who = { owner: '王', phone: null, occupancy: 'occupied' } as const;
      const home = await tx.households.put({ estateId: 'kill', room: `1-1-${index}`, ...who });
      const due = localDate('2025-12-31');
      const sums = { amount: fen(98_000_00), paid: fen(0), asOf: due, importId: null };
      const period = { item: '物业费', from: '2025-07', to: '2025-12', due };
      await tx.charges.put({ householdId: home.id, ...period, ...sums });
      const key = `wx-${index}`;
      const contact = await tx.contacts.ensure('wechat', key, key, 'zh-CN', now);
      await tx.bindings.put(contact.id, home.id, 'owner', 'verified', now);
    }
  });
  await store.close();
}

describe(`A service that is killed ${KILLS} times while residents talk`, function () {
  this.timeout(600_000);
  const folder = mkdtempSync(join(tmpdir(), 'nuancui-kill-'));
  const acknowledged: string[] = [];
  let store: Store;

  before(async () => {
    await furnish(folder);
    for (let run = 0; run < KILLS; run += 1) {
      const count = ACKNOWLEDGED[run % ACKNOWLEDGED.length] ?? 1;
      acknowledged.push(...(await liveAndDie(folder, run, count)));
    }
    store = await openSqlite({ file: join(folder, 'nuancui.db') });
  });

  after(async () => {
    await store.close();
    rmSync(folder, { recursive: true });
  });

  async function conversations() {
    return store.read(async (tx) => {
      const all = await tx.conversations.list('kill', null, 100);
      return Promise.all(
        all.map(async ({ id, contactId }) => ({
          contact: (await tx.contacts.byId(contactId))?.key ?? '',
          inbound: await tx.inbox.of(id),
          outbound: await tx.outbox.of(id),
        })),
      );
    });
  }

  it('has every message it acknowledged, once', async () => {
    const heard = acknowledged.flatMap((line) => /^heard (.+)$/u.exec(line)?.[1] ?? []);
    const stored = (await conversations()).flatMap(({ inbound }) =>
      inbound.map(({ channelMessageId }) => channelMessageId),
    );
    assert.ok(heard.length > KILLS);
    assert.deepEqual(
      heard.filter((id) => !stored.includes(id)),
      [],
    );
    assert.equal(new Set(stored).size, stored.length);
  });

  it('has every payment it acknowledged, once', async () => {
    const paid = acknowledged.flatMap((line) => /^paid (.+)$/u.exec(line)?.[1] ?? []);
    const booked = await store.read(async (tx) => {
      const homes = await tx.households.list('kill');
      const lists = await Promise.all(homes.map(async ({ id }) => tx.payments.of(id)));
      return lists.flat().map(({ externalId }) => externalId);
    });
    assert.ok(paid.length > KILLS);
    assert.deepEqual(
      paid.filter((id) => !booked.includes(id)),
      [],
    );
    assert.equal(new Set(booked).size, booked.length);
  });

  it('sent nothing twice, and every message that it calls sent is on a phone', async () => {
    await settleOrphans({ store, clock: new VirtualClock(instant(Date.now())) });
    const phones = readFileSync(join(folder, 'phones.jsonl'), 'utf8').trim().split('\n');
    const ours = phones
      .map((line) => shown.parse(JSON.parse(line)))
      .filter(({ from }) => from === 'us');
    assert.ok(ours.length > KILLS);
    for (const { contact, outbound } of await conversations()) {
      const onPhone = ours.filter((one) => one.contact === contact).length;
      const sent = outbound.filter(({ status }) => status === 'accepted').length;
      const perhaps = outbound.filter(({ status }) => status === 'unknown').length;
      assert.ok(onPhone >= sent, `${contact}: ${sent} called sent, ${onPhone} on the phone`);
      assert.ok(
        onPhone <= sent + perhaps,
        `${contact}: ${onPhone} on the phone, ${sent} + ${perhaps}`,
      );
    }
  });

  it('keeps every promise a resident was told of, and its ledger holds', async () => {
    const phones = readFileSync(join(folder, 'phones.jsonl'), 'utf8').trim().split('\n');
    const told = phones
      .map((line) => shown.parse(JSON.parse(line)))
      .filter(({ from, text }) => from === 'us' && /记下|改成|改到/u.test(text));
    assert.ok(told.length > 0);
    const promised = await store.read(async (tx) => {
      const homes = await tx.households.list('kill');
      return (await Promise.all(homes.map(async ({ id }) => tx.promises.of(id)))).flat();
    });
    assert.ok(promised.length >= told.length, `${told.length} told, ${promised.length} kept`);
    const chains = await verifyLedger(store);
    assert.deepEqual(
      chains.map(({ broken }) => broken),
      [null],
    );
  });
});
