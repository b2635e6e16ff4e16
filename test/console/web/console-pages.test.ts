import assert from 'node:assert/strict';
import fc from 'fast-check';
import { describe, it } from 'mocha';
import type { TranscriptEntry } from '#console/api.ts';
import { byDay, fateOf } from '#console/web/conversation/transcript.ts';
import { groupFindings, placeOf } from '#console/web/import/findings.ts';
import { drawBars } from '#console/web/part/bar-chart.ts';
import { matches } from '#console/web/part/matching.ts';
import { sends } from '#console/web/part/enter-key.ts';
import { initialOf, shadeOf } from '#console/web/part/initial.ts';
import { waitBefore } from '#console/web/service/retry.ts';
import { addressOf, PLACES, readRoute } from '#console/web/shell/route.ts';
import { withStamps } from '#console/web/simulator/timestamps.ts';
import { type WaveRow, addSums, isAmong, rowsByView } from '#console/web/wave/wave-rows.ts';

const SENDABLE: WaveRow = {
  householdId: '',
  room: '3-2-1101',
  owner: '李秀英',
  total: '1.00',
  stage: null,
  category: 'unknown',
  script: null,
  why: null,
  sample: '',
  reasons: [],
  until: null,
  sendable: true,
  heldOut: false,
  needsApproval: false,
  overdueDays: 40,
  way: 'open',
};

describe('A transcript', () => {
  const note = (id: string, at: number): TranscriptEntry => {
    return { kind: 'note', id, at, text: '', staffName: null };
  };

  it('is divided by days without losing or moving a line', () => {
    const at = fc.array(fc.integer({ min: 0, max: 50 }), { maxLength: 30 });
    fc.assert(
      fc.property(at, (moments) => {
        const entries = moments.toSorted((a, b) => a - b).map((when, n) => note(String(n), when));
        const days = byDay(entries, (when) => String(Math.floor(when / 10)));
        assert.deepEqual(
          days.flatMap((day) => day.entries),
          entries,
        );
        assert.equal(new Set(days.map(({ day }) => day)).size, days.length);
      }),
    );
  });

  it('tells what left from what is on its way, was stopped, or may have arrived', () => {
    assert.equal(fateOf('accepted'), 'sent');
    assert.equal(fateOf('queued'), 'leaving');
    assert.equal(fateOf('superseded'), 'stopped');
    assert.equal(fateOf('withheld'), 'stopped');
    assert.equal(fateOf('unknown'), 'doubtful');
  });
});

describe('The key that sends', () => {
  const enter = { key: 'Enter', shiftKey: false, isComposing: false, keyCode: 13 };

  it('is Enter alone', () => {
    assert.ok(sends(enter));
    assert.ok(!sends({ ...enter, shiftKey: true }));
    assert.ok(!sends({ ...enter, key: 'a' }));
  });

  it('is not the Enter that chooses a word of an input method', () => {
    assert.ok(!sends({ ...enter, isComposing: true }));
    assert.ok(!sends({ ...enter, keyCode: 229 }));
  });
});

describe('A wave', () => {
  const row = (householdId: string, change: Partial<WaveRow>): WaveRow => {
    return { ...SENDABLE, householdId, ...change };
  };

  it('keeps what a rule withholds apart, also where it would need approval', () => {
    const views = rowsByView([
      row('a', {}),
      row('b', { needsApproval: true }),
      row('c', { needsApproval: true, sendable: false, reasons: ['disputed'] }),
    ]);
    assert.deepEqual(
      [views.sending, views.approval, views.withheld].map((rows) => rows.length),
      [1, 1, 1],
    );
  });

  it('is narrowed by stage, category, age and sum, all of them at once', () => {
    const all = { stage: '', category: '', age: 0, least: '' };
    const one = row('a', { stage: 'resolve', category: 'forgetful', total: '900.00' });
    assert.ok(isAmong(one, all));
    assert.ok(isAmong(one, { stage: 'resolve', category: 'forgetful', age: 30, least: '900' }));
    for (const part of [
      { stage: 'courtesy' },
      { category: 'unknown' },
      { age: 60 },
      { least: '900.01' },
    ]) {
      assert.ok(!isAmong(one, { ...all, ...part }));
    }
  });

  it('adds sums to the fen', () => {
    assert.equal(addSums([]), '0.00');
    assert.equal(addSums(['0.10', '0.20']), '0.30');
    const sums = fc.array(fc.integer({ min: 0, max: 1_000_000_000 }));
    fc.assert(
      fc.property(sums, (fens) => {
        const written = fens.map(
          (each) => `${Math.floor(each / 100)}.${String(each % 100).padStart(2, '0')}`,
        );
        const total = fens.reduce((sum, each) => sum + each, 0);
        assert.equal(
          addSums(written).replace('.', '').padStart(3, '0'),
          String(total).padStart(3, '0'),
        );
      }),
    );
  });
});

describe('Findings of an import', () => {
  it('are grouped by code, errors first, then what occurs most', () => {
    const of = (code: string, severity: 'error' | 'warning', row: number) => {
      return { sheet: '欠费', row, column: 'C', code, severity, message: code };
    };
    const groups = groupFindings([
      of('W_A', 'warning', 1),
      of('E_A', 'error', 2),
      of('E_B', 'error', 3),
      of('E_B', 'error', 4),
    ]);
    assert.deepEqual(
      groups.map(({ code, findings }) => [code, findings.length]),
      [
        ['E_B', 2],
        ['E_A', 1],
        ['W_A', 1],
      ],
    );
    assert.equal(placeOf(of('E_A', 'error', 2)), '欠费 · 2 · C');
    assert.equal(placeOf({ ...of('E_A', 'error', 0), column: '' }), '欠费');
  });
});

describe('Addresses of the console', () => {
  it('lead back to where they came from, whatever the id', () => {
    fc.assert(
      fc.property(fc.constantFrom(...PLACES), fc.string({ minLength: 1 }), (place, id) => {
        assert.deepEqual(readRoute(addressOf(place, id, 'card')), { place, id, detail: 'card' });
      }),
    );
  });

  it('lead to the conversations when nothing is known of them', () => {
    assert.deepEqual(readRoute(''), { place: 'conversations', id: null, detail: null });
    assert.deepEqual(readRoute('#/nowhere'), { place: 'conversations', id: null, detail: null });
  });
});

describe('Small things of the pages', () => {
  it('finds by room and name, whatever the width or case of what was typed', () => {
    const wang = { room: '5-1-203', name: 'Wang Fang' };
    assert.ok(matches(wang, '５－１－203'.normalize('NFKC')));
    assert.ok(matches(wang, 'ＷＡＮＧ f'));
    assert.ok(!matches(wang, '3-2'));
  });

  it('draws the largest bar whole and none that is there invisibly', () => {
    const bars = drawBars([
      { label: 'a', value: 400, text: '' },
      { label: 'b', value: 1, text: '' },
      { label: 'c', value: 0, text: '' },
    ]);
    assert.deepEqual(
      bars.map(({ length }) => length),
      [100, 1, 0],
    );
  });

  it('gives one person the same sign and shade everywhere', () => {
    assert.equal(initialOf(' 李秀英'), '李');
    assert.equal(initialOf('wang'), 'W');
    assert.equal(initialOf(''), '·');
    assert.equal(shadeOf('李秀英'), shadeOf('李秀英'));
  });

  it('waits longer after each failure, but never more than half a minute', () => {
    assert.deepEqual([0, 1, 2, 99].map(waitBefore), [1_000, 2_000, 4_000, 30_000]);
  });

  it('puts the time above a message after five quiet minutes', () => {
    const line = (id: string, minute: number) => {
      return { id, from: 'us' as const, kind: 'text', text: '', at: minute * 60_000 };
    };
    const lines = withStamps([line('a', 0), line('b', 5), line('c', 11)]);
    assert.deepEqual(
      lines.map(({ stamp }) => stamp),
      [true, false, true],
    );
  });
});
