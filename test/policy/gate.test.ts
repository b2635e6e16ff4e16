import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { scriptId } from '#domain/category.ts';
import type { HouseholdFacts } from '#domain/facts.ts';
import { fen } from '#domain/money.ts';
import { localDate } from '#domain/time.ts';
import type { Purpose } from '#policy/gate-question.ts';
import { gate } from '#policy/gate.ts';
import { type Told, at, charge, household, read, touch, zhou } from './household.ts';

const TUESDAY = '2026-03-03T10:00';

/** The verdict as a steward would say it: `goes`, or the reasons and from when. */
function ask(told: Told, moment = TUESDAY, purpose: Purpose = 'reminder'): string {
  const verdict = gate({ facts: zhou(told), purpose, now: at(moment) });
  return verdict.allowed ? 'goes' : `${verdict.reasons.join('+')} until ${read(verdict.until)}`;
}

const promise = (due: string, status: 'open' | 'kept' | 'broken' | 'cancelled' = 'open') => ({
  id: `promise-${due}`,
  householdId: 'home',
  due: localDate(due),
  amount: null,
  madeAt: at('2026-03-01T10:00'),
  status,
});
const plan = (status: 'proposed' | 'agreed' | 'kept'): HouseholdFacts['plan'] => ({
  id: 'plan',
  householdId: 'home',
  status,
  total: fen(98_000),
  parts: [
    { n: 1, due: localDate('2026-03-10'), amount: fen(49_000) },
    { n: 2, due: localDate('2026-04-10'), amount: fen(49_000) },
  ],
});
const claim = (until: string): HouseholdFacts['claim'] => ({
  id: 'claim',
  householdId: 'home',
  claimedAt: at('2026-03-02T10:00'),
  until: at(until),
});
const dispute = {
  id: 'dispute',
  householdId: 'home',
  cause: 'quality-dispute' as const,
  openedAt: at('2026-02-01T10:00'),
};
const contact = { ...zhou().contact, optedOut: true };

describe('the send gate', () => {
  it('lets an ordinary reminder go on a working day', () => {
    assert.equal(ask({}), 'goes');
  });

  describe('withholds, and knows until when:', () => {
    const never: Record<string, [Told, string]> = {
      'somebody who said stop': [{ facts: { contact } }, 'opted-out'],
      'a conversation that staff hold': [
        { facts: { ownership: { owner: 'staff', staffId: 's', epoch: 2 } } },
        'handed-off',
      ],
      'a household of which another conversation is with staff': [
        { home: { withStaff: true } },
        'handed-off',
      ],
      'a household marked vulnerable': [{ home: household({ vulnerable: true }) }, 'vulnerable'],
      'a contact who is only claimed': [
        {
          facts: {
            binding: { contactId: 'c', householdId: 'home', role: 'owner', level: 'claimed' },
          },
        },
        'unverified',
      ],
      'a contact of no household': [{ facts: { binding: null }, home: null }, 'unverified'],
      'a room that vanished from the books': [
        { home: household({ suspended: true }) },
        'unverified',
      ],
      'a household that owes nothing': [{ home: { charges: [] } }, 'paid'],
      'a household whose fee is not due yet': [
        { home: { charges: [charge('2026-06-30')] } },
        'paid',
      ],
      'a claimed payment that nobody checked in time': [
        { home: { claim: claim('2026-03-03T09:00') } },
        'paid',
      ],
      'an open dispute': [{ home: { disputes: [dispute] } }, 'disputed'],
      'a kept plan': [{ home: { plan: plan('agreed') } }, 'plan-current'],
      'old figures': [{ home: { charges: [charge('2025-12-31', '2026-02-27')] } }, 'stale-ledger'],
      'a fourth touch of one wave': [
        {
          home: {
            touches: [
              touch('2026-02-24T10:00'),
              touch('2026-02-12T10:00'),
              touch('2026-02-05T10:00'),
            ],
          },
        },
        'frequency-cap',
      ],
    };
    for (const [name, [told, reason]] of Object.entries(never)) {
      it(`${name}: ${reason}, no moment known`, () => {
        assert.equal(ask(told), `${reason} until never`);
      });
    }

    const later: Record<string, [Told, string, string]> = {
      'a promise, until the morning after its day': [
        { home: { promises: [promise('2026-03-06')] } },
        TUESDAY,
        'promise-pending until 2026-03-07T09:00',
      ],
      'a promise due today': [
        { home: { promises: [promise('2026-03-03')] } },
        TUESDAY,
        'promise-pending until 2026-03-04T09:00',
      ],
      'the later of two promises': [
        { home: { promises: [promise('2026-03-06'), promise('2026-03-20')] } },
        TUESDAY,
        'promise-pending until 2026-03-21T09:00',
      ],
      'the hours before the window': [{}, '2026-03-03T07:59', 'quiet-hours until 2026-03-03T09:00'],
      'the evening': [{}, '2026-03-03T20:00', 'quiet-hours until 2026-03-04T09:00'],
      'a window set wider than the law of the house': [
        { policy: { windowFrom: 0, windowTo: 1440 } },
        '2026-03-03T22:00',
        'quiet-hours until 2026-03-04T08:00',
      ],
      'the day of a touch': [
        { home: { touches: [touch('2026-03-03T09:00')] }, policy: { gapHours: 0 } },
        TUESDAY,
        'frequency-cap until 2026-03-04T09:00',
      ],
      'the 48 hours after a touch': [
        { home: { touches: [touch('2026-03-02T15:00')] } },
        TUESDAY,
        'frequency-cap until 2026-03-04T15:00',
      ],
      'a third touch within seven days': [
        { home: { touches: [touch('2026-03-01T10:00'), touch('2026-02-26T11:00')] } },
        TUESDAY,
        'frequency-cap until 2026-03-05T11:00',
      ],
      'a touch that a wrong clock dates ahead': [
        { home: { touches: [touch('2026-03-03T12:00')] } },
        TUESDAY,
        'frequency-cap until 2026-03-05T12:00',
      ],
    };
    for (const [name, [told, moment, verdict]] of Object.entries(later)) {
      it(name, () => {
        assert.equal(ask(told, moment), verdict);
      });
    }
  });

  it('rests while a claimed payment is checked, and leaves it to a person after that', () => {
    const told = { home: { claim: claim('2026-03-05T10:00') } };
    assert.equal(ask(told, '2026-03-03T10:00'), 'paid until never');
    assert.equal(ask(told, '2026-03-06T10:00'), 'paid until never');
  });

  it('names every reason, the first in the order of policy first', () => {
    const told: Told = {
      facts: { contact },
      home: { disputes: [dispute], promises: [promise('2026-03-06')] },
    };
    assert.equal(
      ask(told, '2026-03-03T21:30'),
      'opted-out+disputed+promise-pending+quiet-hours until never',
    );
  });

  it('lets nothing of the past stand in the way', () => {
    const home = {
      promises: [
        promise('2026-03-02'),
        promise('2026-03-20', 'kept'),
        promise('2026-03-21', 'cancelled'),
      ],
      plan: plan('proposed'),
      touches: [touch('2026-02-27T10:00')],
    };
    assert.equal(ask({ home }), 'goes');
    assert.equal(ask({ home: { plan: plan('kept') } }), 'goes');
  });

  it('reads the clock of the estate, not of the machine', () => {
    const told = { timezone: 'Asia/Urumqi' };
    assert.equal(ask(told, '2026-03-03T10:30'), 'quiet-hours until 2026-03-03T11:00');
    assert.equal(ask(told, '2026-03-03T21:30'), 'goes');
  });

  it('says amounts of a live billing system whatever day the figures carry', () => {
    const home = { charges: [charge('2025-12-31', '2026-01-01')] };
    assert.equal(ask({ home, policy: { liveBilling: true } }), 'goes');
  });

  it('trusts no figures longer than a week, whatever an estate sets', () => {
    const home = { charges: [charge('2025-12-31', '2026-02-23')] };
    assert.equal(ask({ home, policy: { staleDays: 30 } }), 'stale-ledger until never');
  });

  it('expects figures that grow old meanwhile to be fresh again', () => {
    const told = { home: { promises: [promise('2026-03-20')] } };
    assert.equal(ask(told), 'promise-pending until 2026-03-21T09:00');
    assert.equal(ask(told, '2026-03-21T09:00'), 'stale-ledger until never');
  });

  it('takes a cap of none for a no', () => {
    assert.equal(ask({ policy: { perDay: 0 } }), 'frequency-cap until never');
    assert.equal(ask({ policy: { perWeek: 0 } }), 'frequency-cap until never');
  });

  it('counts a wave from where it began', () => {
    const touches = ['2026-02-24', '2026-02-12', '2026-02-05'].map((day) => touch(`${day}T10:00`));
    const waveStart = at('2026-02-10T00:00');
    const verdict = gate({
      facts: zhou({ home: { touches } }),
      purpose: 'reminder',
      now: at(TUESDAY),
      waveStart,
    });
    assert.deepEqual(verdict, { allowed: true });
  });

  it('skips the whole of a holiday, and works the weekend that makes up for it', () => {
    const live = { policy: { liveBilling: true } };
    assert.equal(ask(live, '2026-02-14T10:00'), 'goes');
    assert.equal(ask(live, '2026-02-16T10:00'), 'holiday until 2026-02-24T09:00');
    assert.equal(ask(live, '2026-02-14T21:00'), 'quiet-hours until 2026-02-24T09:00');
    assert.equal(ask(live, '2026-10-10T10:00'), 'goes');
  });

  describe('before an instalment', () => {
    const told = { home: { plan: plan('agreed') } };

    it('lets the note go on the day before, and on no other', () => {
      const fresh = {
        home: { plan: plan('agreed'), charges: [charge('2025-12-31', '2026-03-09')] },
      };
      assert.equal(ask(fresh, '2026-03-09T10:00', 'instalment'), 'goes');
      assert.equal(ask(told, TUESDAY, 'instalment'), 'plan-current until 2026-03-09T09:00');
      assert.equal(
        ask(fresh, '2026-03-10T10:00', 'instalment'),
        'plan-current until 2026-04-09T09:00',
      );
      assert.equal(ask(fresh, '2026-03-09T10:00'), 'plan-current until never');
    });

    it('sends no note where no plan was agreed', () => {
      assert.equal(
        ask({ home: { plan: plan('proposed') } }, TUESDAY, 'instalment'),
        'plan-current until never',
      );
    });
  });

  describe('an invitation', () => {
    const stranger = { facts: { binding: null }, home: null };

    it('goes to an unknown contact once', () => {
      assert.equal(ask(stranger, TUESDAY, 'invite'), 'goes');
      const heard = [
        { script: scriptId('unknown/invite'), variant: 0, at: at('2026-01-05T10:00') },
      ];
      const again = { facts: { binding: null, heard }, home: null };
      assert.equal(ask(again, TUESDAY, 'invite'), 'unverified until never');
    });

    it('goes to no tenant and no relative', () => {
      for (const role of ['tenant', 'family'] as const) {
        const binding = { contactId: 'c', householdId: 'home', role, level: 'claimed' as const };
        assert.equal(ask({ facts: { binding } }, TUESDAY, 'invite'), 'unverified until never');
      }
    });

    it('keeps quiet hours like everything else', () => {
      assert.equal(
        ask(stranger, '2026-03-03T22:30', 'invite'),
        'quiet-hours until 2026-03-04T09:00',
      );
    });
  });
});
