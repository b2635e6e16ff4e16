import assert from 'node:assert/strict';
import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, it } from 'mocha';
import { z } from 'zod';
import { limitationFile } from '#commands/limitation/limitation-file.ts';
import { ROOT } from '#commands/open-house.ts';
import { localDate } from '#domain/time.ts';
import { givenDaysOff, stateDaysOff } from '#policy/limitation/day-off.ts';
import { limitationStandings } from '#policy/limitation/standings.ts';

const FOLDER = join(ROOT, 'test', 'fixtures', 'limitation');
const told = z.looseObject({ id: z.string(), article: z.string(), why: z.string() });

for (const name of readdirSync(FOLDER)) {
  describe(`Limitation, derived from the law by hand: ${name.replace('.json', '')}`, () => {
    const file: unknown = JSON.parse(readFileSync(join(FOLDER, name), 'utf8'));
    for (const row of limitationFile.parse(file)) {
      const { id, article, why } = told.parse(row);
      it(`${id} (${article}): ${why}`, () => {
        const isDayOff = givenDaysOff(row.holidays);
        const got = limitationStandings({ ...row, isDayOff }).map(({ period, expiry, status }) => {
          return { period, expiry, status };
        });
        assert.deepEqual(got, row.expect);
      });
    }
  });
}

describe('Limitation of a household', () => {
  const due = localDate('2022-06-30');
  const standing = (events: Parameters<typeof limitationStandings>[0]['events'], asOf: string) => {
    const [only] = limitationStandings({
      view: 'per-period',
      asOf: localDate(asOf),
      periods: [{ id: 'p', due }],
      events,
      isDayOff: stateDaysOff,
    });
    return only;
  };

  it('tells staff what interrupted it, in order', () => {
    const first = { date: localDate('2024-02-01'), type: 'demand-sms', delivered: true } as const;
    const second = { date: localDate('2024-08-01'), type: 'promise' } as const;
    const lost = { date: localDate('2024-09-01'), type: 'demand-letter' } as const;
    assert.deepEqual(standing([lost, second, first], '2025-01-01')?.interruptedBy, [
      { date: '2024-02-01', type: 'demand-sms' },
      { date: '2024-08-01', type: 'promise' },
    ]);
  });

  it('marks a part that was paid after the end: courts differ on the rest', () => {
    const paid = { date: localDate('2025-09-01'), type: 'partial-payment' } as const;
    assert.equal(standing([{ ...paid, periods: ['p'] }], '2026-01-05')?.contested, true);
    assert.equal(standing([], '2026-01-05')?.contested, false);
  });

  it('ends on the first working day after Spring Festival by the calendar of the State Council', () => {
    const reached = { date: localDate('2023-02-17'), type: 'demand-sms', delivered: true } as const;
    assert.equal(standing([reached], '2026-02-20')?.expiry, '2026-02-24');
  });
});
