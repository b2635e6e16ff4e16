import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { caseFile } from '#commands/cases/case-file.ts';
import { type CaseStage, openStage } from '#commands/cases/case-stage.ts';
import { openHouse } from '#commands/open-house.ts';
import { fen } from '#domain/money.ts';
import { DAY_MS } from '#domain/time.ts';
import { dateAt } from '#domain/zone.ts';

const house = { ...openHouse(), engine: 'plain' } as const;

/** A home with a bill of spring 2023, whose three years end on Monday, 20 April 2026. */
async function opened(change: Record<string, unknown> = {}): Promise<CaseStage> {
  const file = caseFile.parse({
    version: 1,
    case: 'the watch',
    now: '2026-01-05T10:00:00+08:00',
    accounts: [
      {
        account: '1-1-9',
        owner: '鲁青',
        charges: [{ period: '2022-07/2022-12', due: '2023-04-20', amount: '860.00' }],
      },
    ],
    contacts: [{ wechat: 'wx', account: '1-1-9', role: 'owner' }],
    steps: [{ restart: true }],
    ...change,
  });
  const stage = await openStage(house, file);
  await stage.settle();
  return stage;
}

const openTasks = async ({ store, estate }: CaseStage) => {
  const tasks = await store.read((tx) => tx.tasks.open(estate.id));
  return tasks.map(({ queue, dueOn, notice, openedAt }) => {
    return `${queue} ${dueOn} ${notice} since ${dateAt(openedAt, estate.timezone)}`;
  });
};

describe('The office is told of a period that is about to run out', function () {
  this.timeout(20_000);

  it('ninety days and thirty days before, the nearer in place of the further', async () => {
    const stage = await opened();
    await stage.advance(14 * DAY_MS);
    assert.deepEqual(await openTasks(stage), []);
    await stage.advance(DAY_MS);
    assert.deepEqual(await openTasks(stage), ['legal 2026-04-20 90 since 2026-01-20']);
    await stage.advance(60 * DAY_MS);
    assert.deepEqual(await openTasks(stage), ['legal 2026-04-20 30 since 2026-03-21']);
    await stage.close();
  });

  it('once each: not again on another day, nor after a restart, nor once it was seen to', async () => {
    const stage = await opened();
    await stage.advance(16 * DAY_MS);
    const [task] = await stage.store.read((tx) => tx.tasks.open(stage.estate.id));
    assert.ok(task);
    assert.equal(await stage.service.staff.closeTask(task.id, 'law'), true);
    assert.equal(await stage.service.staff.closeTask(task.id, 'law'), false);
    await stage.restart();
    await stage.restart();
    await stage.advance(10 * DAY_MS);
    assert.deepEqual(await openTasks(stage), []);
    await stage.close();
  });

  it('at once where the period is near its end when the service starts', async () => {
    const stage = await opened({ now: '2026-04-10T10:00:00+08:00' });
    assert.deepEqual(await openTasks(stage), ['legal 2026-04-20 30 since 2026-04-10']);
    await stage.close();
  });

  it('and no longer once it was paid, or a demand that arrived has kept it alive', async () => {
    const paid = await opened({ now: '2026-04-10T10:00:00+08:00' });
    const { id } = await paid.household('1-1-9');
    const payment = { amount: fen(86_000), period: null, source: 'billing', externalId: null };
    await paid.service.confirmPayment({ householdId: id, ...payment });
    await paid.advance(DAY_MS);
    assert.deepEqual(await openTasks(paid), []);
    await paid.close();

    const demanded = await opened({ now: '2026-04-10T10:00:00+08:00' });
    const home = await demanded.household('1-1-9');
    await demanded.service.orderReminder(home.id, 'law');
    await demanded.advance(DAY_MS);
    assert.deepEqual(await openTasks(demanded), []);
    await demanded.close();
  });

  it('by the view that ends sooner, whichever the estate holds', async () => {
    const charges = [
      { period: '2022-07/2022-12', due: '2023-04-20', amount: '860.00' },
      { period: '2025-07/2025-12', due: '2025-12-31', amount: '980.00' },
    ];
    const stage = await opened({
      now: '2026-04-10T10:00:00+08:00',
      estate: { limitationView: 'instalment' },
      accounts: [{ account: '1-1-9', owner: '鲁青', charges }],
    });
    assert.deepEqual(await openTasks(stage), ['legal 2026-04-20 30 since 2026-04-10']);
    await stage.close();
  });

  it('of one that has run out it goes on until a person has seen to it', async () => {
    const stage = await opened({ now: '2026-04-10T10:00:00+08:00' });
    await stage.advance(20 * DAY_MS);
    assert.deepEqual(await openTasks(stage), ['legal 2026-04-20 30 since 2026-04-10']);
    await stage.close();
  });
});
