import assert from 'node:assert/strict';
import { before, describe, it } from 'mocha';
import type { CaseHouse } from '#commands/cases/case-stage.ts';
import { openHouse } from '#commands/open-house.ts';
import { DAY_MS, HOUR_MS } from '#domain/time.ts';
import { FIRST, SECOND, WaveLife } from './wave-life.ts';

describe('A wave', function () {
  this.timeout(60_000);
  let house: CaseHouse;
  before(() => {
    house = { ...openHouse(), engine: 'plain' };
  });

  async function live(
    play: (office: WaveLife) => Promise<void>,
    policy: Record<string, unknown> = {},
  ): Promise<void> {
    const office = await WaveLife.begin(house, policy);
    try {
      await play(office);
      office.look();
    } finally {
      await office.life.end();
    }
  }

  /** Draws up a wave and starts it; not yet worked off. */
  async function started(office: WaveLife, rooms?: readonly string[]): Promise<string> {
    const id = (await office.draw(rooms)) ?? '';
    assert.equal((await office.act(id, 'start')).ok, true);
    return id;
  }

  it('that is drawn up sends nothing; started it writes to each household once and is finished', async () => {
    await live(async (office) => {
      const id = (await office.draw()) ?? '';
      await office.life.advance(HOUR_MS);
      assert.deepEqual(office.left, []);
      await office.act(id, 'start');
      await office.life.settle();
      assert.deepEqual(await office.stand(id), {
        '1-101': 'accepted',
        '1-102': 'accepted',
        '2-201': 'accepted',
      });
      assert.equal(await office.state(id), 'finished');
      assert.equal(office.left.length, 3);
    });
  });

  it('above the size of the estate waits for a second person, who is not its author', async () => {
    await live(
      async (office) => {
        const id = (await office.draw()) ?? '';
        await office.act(id, 'start');
        await office.life.settle();
        assert.equal(await office.state(id), 'waiting');
        const own = await office.act(id, 'approve', FIRST);
        assert.equal(own.ok || own.why, 'own');
        const two = await Promise.all([
          office.life.service.waves.approve(id, SECOND),
          office.life.service.waves.approve(id, 'lin'),
        ]);
        assert.equal(two.filter(({ ok }) => ok).length, 1);
        await office.act(id, 'stop');
      },
      { approveAbove: 2 },
    );
  });

  it('cannot be cut into parts to do without the second person', async () => {
    await live(
      async (office) => {
        await started(office, ['1-101', '1-102']);
        await office.life.settle();
        const id = (await office.draw(['2-201'])) ?? '';
        await office.act(id, 'start');
        assert.equal(await office.state(id), 'waiting');
      },
      { approveAbove: 2 },
    );
  });

  it('that is refused writes to nobody', async () => {
    await live(
      async (office) => {
        const id = (await office.draw()) ?? '';
        await office.act(id, 'start');
        await office.act(id, 'refuse');
        await office.life.advance(10 * DAY_MS);
        assert.deepEqual(office.left, []);
        const late = await office.act(id, 'approve');
        assert.equal(late.ok || late.state, 'refused');
      },
      { approveAbove: 0 },
    );
  });

  it('that is paused takes back what waits in the outbox, and makes it anew when it goes on', async () => {
    await live(async (office) => {
      const id = await started(office);
      await office.work();
      await office.work();
      await office.act(id, 'pause');
      await office.life.advance(DAY_MS);
      assert.deepEqual(office.left, []);
      assert.deepEqual(new Set(Object.values(await office.stand(id))), new Set(['waiting']));
      await office.pay('2-201', 980);
      await office.act(id, 'resume');
      await office.life.settle();
      assert.deepEqual(await office.stand(id), {
        '1-101': 'accepted',
        '1-102': 'accepted',
        '2-201': 'withheld paid',
      });
      assert.equal(await office.state(id), 'finished');
    });
  });

  it('that is stopped is over for good: whom it did not reach is not followed up', async () => {
    await live(async (office) => {
      const id = await started(office);
      await office.work();
      await office.work();
      await office.act(id, 'stop');
      await office.life.advance(30 * DAY_MS);
      assert.deepEqual(office.left, []);
      assert.deepEqual(new Set(Object.values(await office.stand(id))), new Set(['stopped']));
      const again = await office.act(id, 'resume');
      assert.equal(again.ok || again.state, 'stopped');
    });
  });

  it('that is stopped halfway leaves those it reached to the usual rhythm, the others in peace', async () => {
    await live(async (office) => {
      const first = await started(office, ['2-201']);
      await office.life.settle();
      assert.equal(await office.state(first), 'finished');
      await office.life.advance(3 * DAY_MS);
      const second = await started(office, ['1-101', '1-102', '2-201']);
      await office.act(second, 'stop');
      await office.life.advance(DAY_MS);
      assert.equal(office.left.length, 1);
      await office.life.advance(20 * DAY_MS);
      const he = (await office.life.home('2-201')).id;
      assert.ok(office.left.length > 1);
      assert.deepEqual(new Set(office.left.map(({ home }) => home)), new Set([he]));
    });
  });

  it('goes on where a killed service stood, and says nothing twice', async () => {
    await live(async (office) => {
      const id = await started(office);
      await office.work();
      await office.life.restart();
      await office.work();
      await office.life.restart();
      await office.send();
      await office.life.restart();
      await office.life.settle();
      assert.equal(office.left.length, 3);
      assert.equal(await office.state(id), 'finished');
    });
  });

  it('killed with a message on its way does not say it again, and tells that nobody knows', async () => {
    await live(async (office) => {
      const id = await started(office, ['2-201']);
      office.life.fault = 'die-after';
      await office.life.settle();
      await office.life.advance(2 * HOUR_MS);
      assert.deepEqual(await office.stand(id), { '2-201': 'unknown' });
      assert.equal(await office.state(id), 'finished');
    });
  });

  it('does not take a household that another wave has', async () => {
    await live(async (office) => {
      const first = (await office.draw(['2-201'])) ?? '';
      const second = (await office.draw(['2-201', '1-101'])) ?? '';
      await office.act(first, 'start');
      await office.work();
      await office.act(first, 'pause');
      await office.act(second, 'start');
      await office.life.settle();
      assert.deepEqual(await office.stand(second), {
        '1-101': 'accepted',
        '2-201': 'withheld in-wave',
      });
      assert.equal(await office.draw(['2-201']), undefined);
    });
  });

  it('of the evening waits for the morning, but not for the end of a promise', async () => {
    await live(async (office) => {
      await office.life.advance(11 * HOUR_MS);
      const id = await started(office, ['1-101', '2-201']);
      await office.life.settle();
      assert.deepEqual(await office.stand(id), {
        '1-101': 'ordered quiet-hours',
        '2-201': 'ordered quiet-hours',
      });
      await office.say('he', '我下周五交');
      await office.life.settle();
      assert.match((await office.stand(id))['2-201'] ?? '', /^withheld promise-pending/u);
      await office.life.advance(DAY_MS);
      assert.equal((await office.stand(id))['1-101'], 'accepted');
      assert.equal(await office.state(id), 'finished');
    });
  });

  it('whose channel refuses while it is paused tries again only when it goes on', async () => {
    await live(async (office) => {
      const id = await started(office, ['2-201']);
      office.life.fault = 'refuse';
      await office.life.settle();
      assert.deepEqual(await office.stand(id), { '2-201': 'ordered refused' });
      await office.act(id, 'pause');
      office.life.fault = 'none';
      await office.life.advance(3 * DAY_MS);
      assert.deepEqual(office.left, []);
      await office.act(id, 'resume');
      await office.life.settle();
      assert.deepEqual(await office.stand(id), { '2-201': 'accepted' });
    });
  });
});
