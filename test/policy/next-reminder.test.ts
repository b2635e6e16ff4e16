import assert from 'node:assert/strict';
import fc from 'fast-check';
import { describe, it } from 'mocha';
import { fen } from '#domain/money.ts';
import { instant, localDate } from '#domain/time.ts';
import { gate } from '#policy/gate.ts';
import { nextReminderAt } from '#policy/next-reminder.ts';
import { type Told, at, charge, read, touch, zhou } from './household.ts';

/** When the next reminder of a household with live billing is tried. */
function next(home: Told['home'], moment = '2026-03-03T10:00', told: Told = {}): string {
  const facts = zhou({
    ...told,
    home: home ?? null,
    policy: { liveBilling: true, ...told.policy },
  });
  return read(nextReminderAt(facts, at(moment)));
}

const promise = {
  id: 'p',
  householdId: 'home',
  due: localDate('2026-03-06'),
  amount: null,
  madeAt: at('2026-03-03T10:00'),
  status: 'open' as const,
};
const plan = {
  id: 'plan',
  householdId: 'home',
  status: 'agreed' as const,
  total: fen(98_000),
  parts: [
    { n: 1, due: localDate('2026-03-10'), amount: fen(49_000) },
    { n: 2, due: localDate('2026-04-10'), amount: fen(49_000) },
  ],
};

describe('the next reminder', () => {
  it('is due at once where nobody was reminded yet', () => {
    assert.equal(next({}), '2026-03-03T10:00');
  });

  it('waits for the morning', () => {
    assert.equal(next({}, '2026-03-03T21:30'), '2026-03-04T09:00');
  });

  it('comes a week after the last, in the morning', () => {
    assert.equal(next({ touches: [touch('2026-03-02T15:00')] }), '2026-03-09T09:00');
  });

  it('does not fall on a holiday', () => {
    const touches = [touch('2026-02-10T10:00')];
    assert.equal(next({ touches }, '2026-02-11T10:00'), '2026-02-24T09:00');
  });

  it('comes the morning after a promised day', () => {
    assert.equal(next({ promises: [promise] }), '2026-03-07T09:00');
    const spoken = { promises: [promise], touches: [touch('2026-03-03T09:30')] };
    assert.equal(next(spoken), '2026-03-07T09:00');
  });

  it('comes the morning before each part of an agreed plan', () => {
    assert.equal(next({ plan }), '2026-03-09T09:00');
    const noted = { plan, touches: [touch('2026-03-09T09:00')] };
    assert.equal(next(noted, '2026-03-09T09:05'), '2026-04-09T09:00');
    assert.equal(next({ plan }, '2026-03-10T12:00'), '2026-04-09T09:00');
    assert.equal(next({ plan }, '2026-04-10T12:00'), 'never');
  });

  it('is one note before the due day, and then the day after it', () => {
    const charges = [charge('2026-03-20')];
    assert.equal(next({ charges }), '2026-03-17T09:00');
    const noted = { charges, touches: [touch('2026-03-17T09:00', 'pre-due')] };
    assert.equal(next(noted, '2026-03-17T09:05'), '2026-03-21T09:00');
  });

  it('is none where nothing is outstanding', () => {
    assert.equal(next({ charges: [] }), 'never');
    assert.equal(next(null), 'never');
  });

  it('stays on the record where no end of the refusal is known', () => {
    const contact = { ...zhou().contact, optedOut: true };
    assert.equal(next({}, '2026-03-03T10:00', { facts: { contact } }), '2026-03-03T10:00');
  });

  it('counts a wave only from where it began', () => {
    const touches = ['2026-02-24', '2026-02-12', '2026-02-05'].map((day) => touch(`${day}T10:00`));
    const facts = zhou({ home: { touches }, policy: { liveBilling: true } });
    const evening = at('2026-03-03T21:00');
    assert.equal(read(nextReminderAt(facts, evening)), '2026-03-03T21:00');
    assert.equal(read(nextReminderAt(facts, evening, at('2026-02-20T10:00'))), '2026-03-04T09:00');
  });

  it('is never in the past, and the gate is open then unless it knows of no end', () => {
    const start = at('2026-01-01T00:00');
    const moment = fc
      .integer({ min: 0, max: 300 * 24 * 60 })
      .map((minutes) => instant(start + minutes * 60_000));
    const due = fc.constantFrom('2025-12-31', '2026-03-31', '2026-07-01');
    fc.assert(
      fc.property(moment, moment, due, fc.boolean(), (now, last, day, promised) => {
        const facts = zhou({
          policy: { liveBilling: true },
          home: {
            charges: [charge(day)],
            touches: last < now ? [{ at: last, stage: null, script: null, delivered: true }] : [],
            promises: promised ? [promise] : [],
          },
        });
        const when = nextReminderAt(facts, now);
        if (when === null) return;
        assert.ok(when >= now);
        const verdict = ['reminder', 'pre-due'] as const;
        const verdicts = verdict.map((purpose) => gate({ facts, purpose, now: when }));
        assert.ok(verdicts.some((one) => one.allowed || one.until === null));
      }),
    );
  });
});
