import assert from 'node:assert/strict';
import fc from 'fast-check';
import { describe, it } from 'mocha';
import { stageRank } from '#domain/stage.ts';
import { addDays, localDate } from '#domain/time.ts';
import { ageStage, presentStage } from '#policy/stage.ts';
import { type Told, at, charge, touch, zhou } from './household.ts';

const TODAY = localDate('2026-03-03');
const stage = (home: Told['home']) => presentStage(zhou({ home: home ?? {} }), TODAY);

describe('the stage of a household', () => {
  it('follows the age of the oldest debt', () => {
    const ages = [-3, 0, 1, 30, 31, 60, 61, 900].map(ageStage);
    assert.deepEqual(ages, [
      'pre-due',
      'pre-due',
      'courtesy',
      'courtesy',
      'resolve',
      'resolve',
      'formal',
      'formal',
    ]);
  });

  it('begins with courtesy, however old the debt', () => {
    assert.equal(stage({}), 'courtesy');
    assert.equal(stage({ charges: [charge('2023-12-31')] }), 'courtesy');
  });

  it('climbs one step above what was proved delivered', () => {
    assert.equal(stage({ touches: [touch('2026-01-05T10:00')] }), 'resolve');
    assert.equal(
      stage({ touches: [touch('2026-02-10T10:00', 'resolve'), touch('2026-01-05T10:00')] }),
      'formal',
    );
  });

  it('does not climb over silence that nobody proved to be heard', () => {
    assert.equal(stage({ touches: [touch('2026-01-05T10:00', 'courtesy', false)] }), 'courtesy');
  });

  it('does not climb on messages about a debt that was settled', () => {
    const touches = [touch('2025-12-01T10:00', 'resolve')];
    assert.equal(stage({ touches }), 'courtesy');
  });

  it('stays where it is while something is disputed or claimed', () => {
    const touches = [touch('2026-01-05T10:00')];
    const disputes = [
      {
        id: 'd',
        householdId: 'home',
        cause: 'quality-dispute' as const,
        openedAt: at('2026-02-01T10:00'),
      },
    ];
    assert.equal(stage({ touches, disputes }), 'courtesy');
    const claim = {
      id: 'c',
      householdId: 'home',
      claimedAt: at('2026-02-01T10:00'),
      until: at('2026-02-04T10:00'),
    };
    assert.equal(stage({ touches, claim }), 'courtesy');
  });

  it('is the note before the due day, and nothing before that', () => {
    assert.equal(stage({ charges: [charge('2026-03-06')] }), 'pre-due');
    assert.equal(stage({ charges: [charge('2026-03-03')] }), 'pre-due');
    assert.equal(stage({ charges: [charge('2026-03-07')] }), null);
    assert.equal(stage({ charges: [] }), null);
  });

  it('is never legal by itself, and never skips a step', () => {
    const touches = fc.array(
      fc.record({
        stage: fc.constantFrom('pre-due', 'courtesy', 'resolve', 'formal', null),
        delivered: fc.boolean(),
      }),
    );
    fc.assert(
      fc.property(touches, fc.integer({ min: 1, max: 1000 }), (said, days) => {
        const due = addDays(TODAY, -days);
        const moment = at('2026-03-02T10:00');
        const now = presentStage(
          zhou({
            home: {
              charges: [charge(due)],
              touches: said.map((one) => ({ ...one, at: moment, script: null })),
            },
          }),
          TODAY,
        );
        assert.ok(now && now !== 'legal' && now !== 'pre-due');
        const heard = said.filter(({ delivered }) => delivered);
        const reached = heard.map((one) => (one.stage ? stageRank(one.stage) : 0));
        assert.ok(stageRank(now) <= Math.max(0, ...reached) + 1);
      }),
    );
  });
});
