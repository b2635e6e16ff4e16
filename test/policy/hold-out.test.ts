import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { isHeldOut } from '#policy/hold-out.ts';
import { household, zhou } from './household.ts';

const ROOMS = Array.from({ length: 1000 }, (_, index) => `${(index % 20) + 1}-1-${index}`);

/** Rooms of the estate that a share of so many percent holds out. */
function heldOut(holdOutPercent: number): Set<string> {
  return new Set(
    ROOMS.filter((room) => {
      const { estate, home } = zhou({ home: household({ room }), policy: { holdOutPercent } });
      return home !== null && isHeldOut(estate, home.household);
    }),
  );
}

describe('the hold-out', () => {
  it('is nobody unless the estate asks for it', () => {
    assert.equal(zhou().estate.policy.holdOutPercent, 0);
    assert.equal(heldOut(0).size, 0);
  });

  it('is about the share that was asked for', () => {
    for (const percent of [5, 10, 50]) {
      const share = heldOut(percent).size / 10;
      assert.ok(Math.abs(share - percent) < 4, `${percent} %: ${share} %`);
    }
  });

  it('is the same households every time; a larger share only adds to them', () => {
    assert.deepEqual(heldOut(10), heldOut(10));
    const more = heldOut(20);
    assert.ok([...heldOut(10)].every((room) => more.has(room)));
  });
});
