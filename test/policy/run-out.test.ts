import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import type { HouseholdFacts } from '#domain/facts.ts';
import { type LocalDate, localDate } from '#domain/time.ts';
import { gate } from '#policy/gate.ts';
import { nextReminderAt } from '#policy/next-reminder.ts';
import { presentStage } from '#policy/stage.ts';
import { at, charge, zhou } from './household.ts';

const NOW = at('2026-03-03T10:00');
const OLD = charge('2022-02-05');

function expired(chargeId: string): HouseholdFacts['limitation'][number] {
  const never = { interruptedBy: [], contested: false, other: null } as const;
  return { chargeId, expiry: localDate('2025-02-05'), status: 'expired', ...never };
}

/** Zhou with an old bill that has run out of time, beside these others. */
const withOld = (...others: ReturnType<typeof charge>[]) =>
  zhou({ home: { charges: [OLD, ...others], limitation: [expired(OLD.id)] } });
const TODAY: LocalDate = localDate('2026-03-03');

describe('A period that has run out of time', () => {
  it('is reminded of by nobody, and not planned, where nothing else is due', () => {
    const facts = withOld();
    assert.deepEqual(gate({ facts, purpose: 'reminder', now: NOW }), {
      allowed: false,
      reasons: ['limitation'],
      until: null,
    });
    assert.equal(nextReminderAt(facts, NOW), null);
    assert.equal(presentStage(facts, TODAY), null);
  });

  it('keeps no reminder of the other periods back, and does not make it sterner', () => {
    const facts = withOld(charge('2026-02-20'));
    assert.deepEqual(gate({ facts, purpose: 'reminder', now: NOW }), { allowed: true });
    assert.equal(presentStage(facts, TODAY), 'courtesy');
  });

  it('leaves the note before the next due day as it is', () => {
    const facts = withOld(charge('2026-03-05'));
    assert.deepEqual(gate({ facts, purpose: 'pre-due', now: NOW }), { allowed: true });
    assert.equal(presentStage(facts, TODAY), 'pre-due');
  });
});
