import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { caseFile } from '#commands/cases/case-file.ts';
import { openStage } from '#commands/cases/case-stage.ts';
import { openHouse } from '#commands/open-house.ts';
import { readLimitation } from '#accounts/limitation.ts';

const house = { ...openHouse(), engine: 'plain' } as const;

const OLD = { period: '2021-07/2021-12', due: '2021-12-31', amount: '860.00' };
const NEXT = { period: '2022-01/2022-06', due: '2022-06-30', amount: '870.00' };

interface Past {
  readonly at: string;
  readonly type: string;
  readonly [field: string]: unknown;
}

/** How the periods of a household stand on 3 March 2026, as `2021-12 2024-12-31 expired`. */
async function stand(charges: readonly object[], history: readonly Past[] = []): Promise<string[]> {
  const file = caseFile.parse({
    version: 1,
    case: 'limitation of a household',
    now: '2026-03-03T10:00:00+08:00',
    accounts: [{ account: '1-1-1', owner: '何芳', charges }],
    contacts: [{ wechat: 'wx', account: '1-1-1', role: 'owner' }],
    history: history.map((past) => ({ account: '1-1-1', ...past })),
    steps: [{ restart: true }],
  });
  const stage = await openStage(house, file);
  const { id } = await stage.household('1-1-1');
  const told = await stage.store.read(async (tx) => {
    const all = await tx.charges.all(id);
    const standings = await readLimitation(tx, id, all, stage.estate, stage.clock.now());
    return standings.map(({ chargeId, expiry, status, interruptedBy }) => {
      const to = all.find((charge) => charge.id === chargeId)?.to;
      const by = interruptedBy.map(({ date, type }) => ` ${type} ${date}`);
      return `${to} ${expiry} ${status}${by.join('')}`;
    });
  });
  await stage.close();
  return told;
}

describe('What the ledger of a household says of limitation', () => {
  it('nothing happened: three years from the due day', async () => {
    assert.deepEqual(await stand([OLD, NEXT]), [
      '2021-12 2024-12-31 expired',
      '2022-06 2025-06-30 expired',
    ]);
  });

  it('a reminder that arrived at the owner interrupts every period that was due', async () => {
    const history = [{ at: '2024-05-10', type: 'demand', delivered: true }];
    assert.deepEqual(await stand([OLD, NEXT], history), [
      '2021-12 2027-05-10 running demand-wechat 2024-05-10',
      '2022-06 2027-05-10 running demand-wechat 2024-05-10',
    ]);
  });

  it('one that named a period, only that one', async () => {
    const history = [
      { at: '2024-05-10', type: 'demand', delivered: true, periods: ['2021-07/2021-12'] },
    ];
    assert.deepEqual(await stand([OLD, NEXT], history), [
      '2021-12 2027-05-10 running demand-wechat 2024-05-10',
      '2022-06 2025-06-30 expired',
    ]);
  });

  it('one of which nobody knows whether it arrived, or that a tenant read, counts for nothing', async () => {
    const history = [
      { at: '2024-05-10', type: 'demand' },
      { at: '2024-05-12', type: 'demand', delivered: false },
      { at: '2024-05-14', type: 'demand', delivered: true, to: 'tenant' },
    ];
    assert.deepEqual(await stand([OLD], history), ['2021-12 2024-12-31 expired']);
  });

  it('a promise interrupts; after the end it revives', async () => {
    const promise = { type: 'promise', due: '2025-03-14' };
    assert.deepEqual(await stand([OLD, NEXT], [{ at: '2025-03-10', ...promise }]), [
      '2021-12 2028-03-10 revived promise 2025-03-10',
      '2022-06 2028-03-10 running promise 2025-03-10',
    ]);
  });

  it("a promise of a sum, or a payment, that names no period is no period's of several", async () => {
    const history = [
      { at: '2024-03-11', type: 'promise', due: '2024-03-14', amount: '100.00' },
      { at: '2024-03-14', type: 'payment', amount: '100.00' },
    ];
    assert.deepEqual(await stand([OLD, NEXT], history), [
      '2021-12 2024-12-31 expired',
      '2022-06 2025-06-30 expired',
    ]);
    assert.deepEqual(await stand([OLD], history), [
      '2021-12 2027-03-15 running promise 2024-03-11 partial-payment 2024-03-14',
    ]);
  });

  it('a payment that names its period interrupts that one', async () => {
    const history = [
      { at: '2024-03-14', type: 'payment', amount: '100.00', period: '2022-01/2022-06' },
    ];
    assert.deepEqual(await stand([OLD, NEXT], history), [
      '2021-12 2024-12-31 expired',
      '2022-06 2027-03-15 running partial-payment 2024-03-14',
    ]);
  });

  it('to have taken note agrees to nothing; a new day that was agreed does', async () => {
    const noted = [{ at: '2025-03-10', type: 'acknowledgement' }];
    assert.deepEqual(await stand([OLD], noted), ['2021-12 2024-12-31 expired']);
    const agreed = [{ at: '2025-03-10', type: 'acknowledgement', newDue: '2025-09-30' }];
    assert.deepEqual(await stand([OLD], agreed), [
      '2021-12 2028-10-04 revived new-agreement 2025-03-10',
    ]);
  });
});
