import assert from 'node:assert/strict';
import { before, describe, it } from 'mocha';
import type { CaseHouse } from '#commands/cases/case-stage.ts';
import { openHouse } from '#commands/open-house.ts';
import { HOUR_MS, MINUTE_MS, later } from '#domain/time.ts';
import { reminderDedup } from '#ports/reminder-job.ts';
import { sendRound } from '#turn/sender.ts';
import { workRound } from '#turn/worker.ts';
import { Watch } from './watch.ts';
import type { Person } from './life.ts';

const DAY = 24 * HOUR_MS;

describe('What lives once brought to light', function () {
  this.timeout(60_000);
  let house: CaseHouse;
  before(() => {
    house = { ...openHouse(), engine: 'plain' };
  });

  async function live(from: string, play: (watch: Watch) => Promise<void>, policy = {}) {
    const watch = await Watch.begin(house, from, policy);
    try {
      await play(watch);
      await watch.look();
    } finally {
      await watch.life.end();
    }
  }

  async function rows({ life }: Watch, who: Person) {
    const found = await life.conversation(who);
    return life.store.read((tx) => tx.outbox.of(found?.id ?? ''));
  }

  async function planned({ life }: Watch, room: string) {
    const { id } = await life.home(room);
    return life.store.read((tx) => tx.jobs.ready(reminderDedup(id)));
  }

  it('a reminder that a channel refuses is tried once a day, not again and again in the same minute', async () => {
    await live(
      '2026-03-03T10:00:00+08:00',
      async (watch) => {
        await watch.order(['2-201']);
        watch.life.fault = 'refuse';
        await watch.life.advance(8 * DAY);
        const refused = (await rows(watch, 'he')).filter(({ status }) => status === 'rejected');
        const days = refused.map(({ createdAt }) => new Date(createdAt).toISOString());
        assert.deepEqual(days, ['2026-03-10T01:00:00.000Z', '2026-03-11T01:00:00.000Z']);
      },
      { liveBilling: true },
    );
  });

  it('an ordered first reminder that the closing hour overtakes goes out the next morning', async () => {
    await live('2026-03-03T19:59:00+08:00', async (watch) => {
      const { id } = await watch.life.home('2-201');
      await watch.life.service.orderReminder(id, 'chen');
      await workRound(watch.life.service.world);
      watch.life.clock.moveTo(later(watch.life.clock.now(), 2 * MINUTE_MS));
      await sendRound(watch.life.service.world);
      assert.ok(await planned(watch, '2-201'), 'nothing planned');
      await watch.life.advance(DAY);
      assert.equal(
        (await rows(watch, 'he')).filter(({ status }) => status === 'accepted').length,
        1,
      );
    });
  });

  it('who says stop to a colleague is not reminded after the hand-back', async () => {
    await live(
      '2026-03-03T10:00:00+08:00',
      async (watch) => {
        await watch.order(['2-201']);
        await watch.say('he', 'person', false);
        await watch.staff('he', 'claim');
        await watch.say('he', 'stop', false);
        await watch.handBack('he', 'nothing-to-do');
        await watch.life.advance(30 * DAY);
      },
      { liveBilling: true },
    );
  });

  it('an owner of two homes is told of the one that a reminder is about, by its own books', async () => {
    await live('2026-03-03T10:00:00+08:00', async (watch) => {
      await watch.order(['1-101', '1-102']);
      const told = (await rows(watch, 'lin')).map(({ text }) => /1-10\d/u.exec(text)?.[0]);
      assert.deepEqual(told, ['1-101', '1-102']);
      await watch.pay('1-101', 1);
      await watch.life.advance(3 * DAY);
      await watch.order(['1-101', '1-102']);
      assert.equal((await rows(watch, 'lin')).length, 3);
    });
  });

  it('what a colleague writes unasked counts towards the caps of the home, an answer does not', async () => {
    await live('2026-03-03T10:00:00+08:00', async (watch) => {
      await watch.staff('lin-wife', 'note');
      await watch.life.simulator.typeOnPhone('lin-wife', '您好，快递放在前台了。');
      await watch.handBack('lin-wife', 'nothing-to-do');
      await watch.order(['1-101']);
      assert.deepEqual(await rows(watch, 'lin'), []);
      await watch.say('he', 'person', false);
      await watch.staff('he', 'claim');
      await watch.staff('he', 'reply');
      await watch.handBack('he', 'nothing-to-do');
      await watch.order(['2-201']);
      const proactive = (await rows(watch, 'he')).filter((row) => row.proactive);
      assert.deepEqual(
        proactive.map(({ author }) => author),
        ['bot'],
      );
    });
  });

  it('stop is heard beside a picture', async () => {
    await live(
      '2026-03-03T10:00:00+08:00',
      async (watch) => {
        await watch.life.simulator.say('he', '别再发了');
        await watch.life.simulator.sendMedia('he', 'image');
        await watch.life.advance(MINUTE_MS);
        const contact = await watch.life.store.read((tx) => tx.contacts.byKey('wechat', 'he'));
        assert.equal(contact?.optedOut, true);
      },
      { burstQuietMs: 6000 },
    );
  });

  async function handoffs({ life }: Watch) {
    const entries = await life.store.read((tx) => tx.ledger.after(life.estate.id, 0, 1000));
    return entries.filter(({ type }) => type === 'handoff').map(({ body }) => body);
  }

  it('a claim nobody checked calls a person once, also where the owner has another home', async () => {
    await live('2026-02-10T10:00:00+08:00', async (watch) => {
      await watch.say('tenant', 'wrong', false);
      await watch.workOff('paid-pending-check');
      await watch.order(['1-101', '1-102', '2-201']);
      await watch.life.advance(7 * DAY);
      const claims = (await handoffs(watch)).filter((body) => body.includes('paid-claim'));
      assert.equal(claims.length, 1);
      const { id } = await watch.life.home('1-101');
      assert.equal((await watch.life.conversation('lin'))?.householdId, id);
    });
  });

  it('a claim nobody checked interrupts no colleague who talks with the owner, and is looked at after the hand-back', async () => {
    await live('2026-02-10T10:00:00+08:00', async (watch) => {
      await watch.say('tenant', 'wrong', false);
      await watch.workOff('paid-pending-check');
      await watch.order(['1-101', '1-102', '2-201']);
      await watch.staff('lin', 'takeOver');
      await watch.life.advance(7 * DAY);
      assert.equal((await handoffs(watch)).filter((body) => body.includes('paid-claim')).length, 0);
      await watch.handBack('lin', 'nothing-to-do');
      await watch.life.advance(2 * DAY);
      assert.equal((await handoffs(watch)).filter((body) => body.includes('paid-claim')).length, 1);
    });
  });
});
