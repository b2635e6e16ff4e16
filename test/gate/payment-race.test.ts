import assert from 'node:assert/strict';
import fc from 'fast-check';
import { before, describe, it } from 'mocha';
import type { CaseHouse } from '#commands/cases/case-stage.ts';
import { openHouse } from '#commands/open-house.ts';
import { fen } from '#domain/money.ts';
import type { OutboundMessage } from '#ports/channel.ts';
import type { Store } from '#ports/store/store.ts';
import { Life } from './life.ts';

const RUNS = Number(process.env['NUANCUI_SOAK'] ?? 30);

/** A store that gives way to everybody else before each piece of work and after it. */
function yielding(store: Store, pause: () => Promise<unknown>): Store {
  return {
    close: async () => store.close(),
    async read(work) {
      await pause();
      const value = await store.read(work);
      await pause();
      return value;
    },
    async write(work) {
      await pause();
      const value = await store.write(work);
      await pause();
      return value;
    },
  };
}

interface Race {
  readonly life: Life;
  /** Runs everything at once, in the order that chance decides; the deciding act comes in at any point of the others. */
  readonly together: (
    deciding: () => Promise<unknown>,
    ...acts: (() => Promise<unknown>)[]
  ) => Promise<void>;
}

describe('At every point between plan and send', function () {
  this.timeout(0);
  let house: CaseHouse;
  before(() => {
    house = { ...openHouse(), engine: 'plain' };
  });

  /** Plays a race many times; `over` tells whether the deciding act is in the books. */
  async function race(play: (race: Race) => Promise<void>, over: (life: Life) => Promise<boolean>) {
    await fc.assert(
      fc.asyncProperty(fc.scheduler(), fc.nat(40), async (scheduler, hesitation) => {
        let racing = false;
        const late: string[] = [];
        const pause = async () => {
          // Long enough that a commit of somebody else fits in.
          for (let turn = 0; racing && turn < 2; turn += 1) {
            await scheduler.schedule(Promise.resolve());
            await new Promise((resolve) => setImmediate(resolve));
            await new Promise((resolve) => setImmediate(resolve));
          }
        };
        const through = (store: Store) => yielding(store, pause);
        const seen = new Set<string>();
        const witness = (life: Life) => async (message: OutboundMessage) => {
          if (seen.has(message.idempotencyKey)) late.push('a message left twice');
          seen.add(message.idempotencyKey);
          if (await over(life)) late.push('a message left after the deciding act was in the books');
        };
        const life = await Life.begin(house, '2026-03-03T10:00:00+08:00', witness, {}, through);
        try {
          const together: Race['together'] = async (deciding, ...acts) => {
            racing = true;
            const all = acts.map(async (act) => act());
            const late = async () => {
              for (let step = 0; step < hesitation; step += 1) await pause();
              await deciding();
            };
            await scheduler.waitFor(Promise.all([late(), ...all]));
            racing = false;
          };
          await play({ life, together });
          await life.settle();
          assert.deepEqual(late, []);
          assert.deepEqual(life.faults, []);
        } finally {
          await life.end();
        }
      }),
      { numRuns: RUNS, endOnFailure: true },
    );
  }

  it('a payment that is in the books lets no reminder leave any more', async () => {
    await race(
      async ({ life, together }) => {
        const { id: householdId } = await life.home('2-201');
        const payment = {
          householdId,
          amount: fen(98_000),
          period: null,
          source: 'billing',
          externalId: 'p',
        };
        await together(
          async () => life.service.confirmPayment(payment),
          async () => {
            await life.service.orderReminder(householdId, 'chen');
            await life.service.pump.settle();
          },
          async () => life.service.pump.settle(),
        );
      },
      async (life) => {
        const { id } = await life.home('2-201');
        return (await life.store.read((tx) => tx.charges.open(id))).length === 0;
      },
    );
  });

  it('a colleague who holds the conversation is not talked over', async () => {
    await race(
      async ({ life, together }) => {
        const { id: householdId } = await life.home('2-201');
        await life.simulator.say('he', '你好');
        const talk = (await life.conversation('he'))?.id ?? '';
        await together(
          async () => life.service.staff.takeOver(talk, 'chen', '来电'),
          async () => {
            await life.service.orderReminder(householdId, 'chen');
            await life.service.pump.settle();
          },
          async () => life.service.pump.settle(),
        );
      },
      async (life) => (await life.conversation('he'))?.owner === 'staff',
    );
  });
});
