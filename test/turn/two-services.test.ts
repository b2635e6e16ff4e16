import assert from 'node:assert/strict';
import { fork } from 'node:child_process';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, it } from 'mocha';
import { fen } from '#domain/money.ts';
import { MINUTE_MS, later } from '#domain/time.ts';
import { verifyLedger } from '#ledger/verify.ts';
import type { OutboundMessage, SendOutcome } from '#ports/channel.ts';
import type { Store } from '#ports/store/store.ts';
import { openPostgres } from '#store/postgres/open-postgres.ts';
import type { Hint } from '#turn/world.ts';
import { VirtualClock } from '#commands/cases/virtual-clock.ts';
import { findServer, openEmpty, sql } from '../store/postgres-server.ts';
import {
  CHANNEL,
  ESTATE,
  type Process,
  TEN,
  furnish,
  furnished,
  openProcess,
  words,
} from './shared-house.ts';

const server = await findServer();
const HOMES = 6;

if (server === undefined) {
  describe('Two services on one database', () => {
    it('were NOT tested: no PostgreSQL server answers', function skip() {
      assert.notEqual(process.env['NUANCUI_NO_SKIP'], '1', 'a PostgreSQL server is demanded here');
      this.skip();
    });
  });
} else {
  twoServices(server);
}

function twoServices(url: string): void {
  describe('Two services on one database', function () {
    this.timeout(120_000);
    let dispose: () => Promise<void>;
    let schema: string;
    let stores: [Store, Store];
    let clock: VirtualClock;
    let both: [Process, Process];
    let sent: OutboundMessage[];
    let faults: unknown[];
    let afterWrite: () => Promise<void>;
    let answer: (message: OutboundMessage) => Promise<SendOutcome>;

    beforeEach(async () => {
      const opened = await openEmpty(url);
      ({ schema } = opened);
      const second = await openPostgres({ url, schema });
      stores = [opened.store, second];
      dispose = async () => {
        await second.close();
        await opened.dispose();
      };
      [clock, sent, faults] = [new VirtualClock(TEN), [], []];
      answer = async () => ({ outcome: 'accepted', messageId: null });
      afterWrite = async () => undefined;
      await furnish(stores[0], HOMES);
      const open = (store: Store) =>
        openProcess(
          hesitating(store, async () => afterWrite()),
          clock,
          async (message) => {
            sent.push(message);
            return answer(message);
          },
          (error) => faults.push(error),
        );
      both = [open(stores[0]), open(stores[1])];
      for (const { service } of both) await service.listen();
    });
    afterEach(async () => {
      for (const { service } of both) await service.stop();
      await dispose();
      assert.deepEqual(faults, []);
    });

    const settle = async () => Promise.all(both.map(async ({ service }) => service.pump.settle()));
    const conversation = async (key: string) =>
      stores[0].read(async (tx) => {
        const contact = await tx.contacts.byKey(CHANNEL, key);
        return (await tx.conversations.byContact(contact?.id ?? '')) ?? assert.fail(key);
      });
    const home = async (n: number) => furnished(stores[0], n);

    it('handle a message once that the channel tells both of, and answer it once', async () => {
      for (const text of ['多少钱', '我下周五交', '怎么缴']) {
        const told = Array.from({ length: HOMES }, (_, n) =>
          words(`wx-${n}`, `${n}-${text}`, text),
        );
        await Promise.all(told.flatMap((event) => both.map(async ({ hear }) => hear(event))));
        await settle();
      }
      assert.equal(new Set(sent.map(({ idempotencyKey }) => idempotencyKey)).size, sent.length);
      for (let n = 0; n < HOMES; n += 1) {
        const { id } = await conversation(`wx-${n}`);
        const [inbound, outbound] = await stores[0].read(async (tx) => [
          await tx.inbox.of(id),
          await tx.outbox.of(id),
        ]);
        assert.equal(inbound.length, 3);
        assert.ok(inbound.every(({ status }) => status === 'handled'));
        const left = outbound.filter(({ status }) => status === 'accepted').length;
        assert.equal(sent.filter(({ contact }) => contact === `wx-${n}`).length, left);
      }
      const first = await home(0);
      const promises = await stores[0].read((tx) => tx.promises.of(first));
      assert.equal(promises.length, 1);
      const chains = await verifyLedger(stores[1]);
      assert.deepEqual(
        chains.map(({ broken }) => broken),
        [null],
      );
    });

    it('send a reminder once that both find due', async () => {
      for (let n = 0; n < HOMES; n += 1)
        await both[n % 2]?.service.orderReminder(await home(n), 'chen');
      await settle();
      assert.deepEqual(
        sent.map(({ contact }) => contact).toSorted(),
        Array.from({ length: HOMES }, (_, n) => `wx-${n}`),
      );
    });

    it('give a conversation to one of two colleagues, and tell the other who has it', async () => {
      await both[0].hear(words('wx-0', 'm', '转人工'));
      await settle();
      const { id } = await conversation('wx-0');
      const claims = await Promise.all([
        both[0].service.staff.claim(id, 'chen'),
        both[1].service.staff.claim(id, 'li'),
      ]);
      assert.equal(claims.filter(({ ok }) => ok).length, 1);
      const holder = claims[0].ok ? 'chen' : 'li';
      assert.equal((await conversation('wx-0')).staffId, holder);
      const refused = await both[0].service.staff.reply(
        id,
        holder === 'chen' ? 'li' : 'chen',
        '您好。',
      );
      assert.deepEqual(refused, { ok: false, why: 'not-owner' });
    });

    it('let no reminder leave after a payment that the other one booked', async () => {
      const householdId = await home(0);
      const bill = { householdId, amount: fen(98_000), period: null, source: 'billing' };
      const open = async () => stores[1].read((tx) => tx.charges.open(householdId));
      let paying: Promise<unknown> | undefined;
      // Between the commit that lets the reminder out and the hand-over to the channel the other one is told of a payment.
      afterWrite = async () => {
        const handed = await stores[1].read((tx) => tx.outbox.sending());
        if (handed.length === 0 || paying) return;
        paying = both[1].service.confirmPayment({ ...bill, externalId: 'p' });
        while ((await open()).length > 0 && !(await somebodyWaits(url)));
      };
      const late: string[] = [];
      answer = async ({ contact }) => {
        if ((await open()).length === 0) late.push(contact);
        return { outcome: 'accepted', messageId: null };
      };
      await both[0].service.orderReminder(householdId, 'chen');
      await both[0].service.pump.settle();
      await paying;
      await settle();
      assert.deepEqual([late, await open()], [[], []]);
      assert.equal(sent[0]?.contact, 'wx-0');
    });

    it('hear of each other’s changes', async () => {
      const heard = new Promise<Hint>((resolve) => {
        both[1].service.subscribe((hint) => hint.topic === 'queue' && resolve(hint));
      });
      await both[0].hear(words('wx-1', 'm', '转人工'));
      await both[0].service.pump.settle();
      assert.deepEqual(await heard, { topic: 'queue', id: ESTATE });
    });

    it('leave each other’s work alone when one begins, and take up what is nobody’s', async () => {
      let arrived: () => void = () => undefined;
      const handed = new Promise<void>((resolve) => (arrived = resolve));
      let accept: (outcome: SendOutcome) => void = () => undefined;
      answer = async () => {
        arrived();
        return new Promise((resolve) => (accept = resolve));
      };
      await both[0].service.orderReminder(await home(0), 'chen');
      const sending = both[0].service.pump.settle();
      await handed;
      await both[1].service.pump.takeUp();
      const { id } = await conversation('wx-0');
      const rows = async () => stores[1].read((tx) => tx.outbox.of(id));
      assert.deepEqual(
        (await rows()).map(({ status }) => status),
        ['sending'],
      );
      accept({ outcome: 'accepted', messageId: 'm-1' });
      await sending;
      assert.deepEqual(
        (await rows()).map(({ status }) => status),
        ['accepted'],
      );
    });

    it('call it unknown what is in hand for too long, and a late answer changes nothing', async () => {
      let arrived: () => void = () => undefined;
      const handed = new Promise<void>((resolve) => (arrived = resolve));
      let accept: (outcome: SendOutcome) => void = () => undefined;
      answer = async () => {
        arrived();
        return new Promise((resolve) => (accept = resolve));
      };
      await both[0].service.orderReminder(await home(0), 'chen');
      const sending = both[0].service.pump.settle();
      await handed;
      clock.moveTo(later(clock.now(), 6 * MINUTE_MS));
      await both[1].service.pump.takeUp();
      accept({ outcome: 'accepted', messageId: 'm-1' });
      await sending;
      const { id } = await conversation('wx-0');
      const [rows, entries] = await stores[0].read(async (tx) => [
        await tx.outbox.of(id),
        await tx.ledger.after(ESTATE, 0, 100),
      ]);
      assert.deepEqual(
        rows.map(({ status }) => status),
        ['unknown'],
      );
      assert.equal(entries.filter(({ type }) => type === 'demand').length, 1);
      assert.equal(sent.length, 1);
    });

    it('take over what a killed one had in hand: its turn is done, its message never sent again', async () => {
      const child = fork(join(import.meta.dirname, 'shared-service.ts'), [url, schema]);
      const held = new Promise((resolve) => child.once('message', resolve));
      const gone = new Promise((resolve) => child.once('exit', resolve));
      await held;
      child.kill('SIGKILL');
      await gone;
      assert.deepEqual(sent, []);
      const answered = new Promise<string>((resolve) => {
        answer = async ({ contact }) => {
          resolve(contact);
          return { outcome: 'accepted', messageId: null };
        };
      });
      clock.moveTo(later(clock.now(), 6 * MINUTE_MS));
      both[1].service.pump.start();
      assert.equal(await answered, 'wx-1');
      await both[1].service.pump.stop();
      const { id } = await conversation('wx-0');
      const rows = await stores[1].read((tx) => tx.outbox.of(id));
      assert.deepEqual(
        rows.map(({ status, reasons }) => [status, reasons]),
        [['unknown', ['process-ended']]],
      );
      assert.deepEqual(
        sent.map(({ contact }) => contact),
        ['wx-1'],
      );
    });
  });
}

/** Whether a process stands at a door behind which another one is. */
async function somebodyWaits(url: string): Promise<boolean> {
  const waiting = `select 1 from pg_stat_activity
    where wait_event = 'advisory' and query like 'select pg_advisory_lock(%'`;
  return (await sql(url, waiting)).rows.length > 0;
}

/** A store after whose commits something else may happen before its process goes on. */
function hesitating(store: Store, after: () => Promise<void>): Store {
  return {
    ...store,
    async write(work) {
      const value = await store.write(work);
      await after();
      return value;
    },
  };
}
