import fc from 'fast-check';
import { before, describe, it } from 'mocha';
import type { CaseHouse } from '#commands/cases/case-stage.ts';
import { openHouse } from '#commands/open-house.ts';
import { HAPPENINGS, STARTS } from './happenings.ts';
import { Watch } from './watch.ts';

/** How many lives are played where the long soak is asked for (docs/policy.md). */
const SOAK = process.env['NUANCUI_SOAK'];
const LIVES = Number(SOAK ?? 30);
const SEED = process.env['NUANCUI_SEED'];

describe('Whatever happens in the life of an office', function () {
  this.timeout(0);
  let house: CaseHouse;

  before(() => {
    house = { ...openHouse(), engine: 'plain' };
  });

  it('nothing leaves that policy refuses, and no resident waits for an answer', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom(...STARTS),
        fc.commands(HAPPENINGS, { maxCommands: 40, size: 'max' }),
        async (from, happenings) => {
          const watch = await Watch.begin(house, from);
          try {
            await fc.asyncModelRun(() => ({ model: {}, real: watch }), happenings);
          } finally {
            await watch.life.end();
          }
        },
      ),
      {
        numRuns: LIVES,
        // A soak tells what it found at once; a short run takes its time to make it small.
        endOnFailure: SOAK !== undefined,
        ...(SEED !== undefined && { seed: Number(SEED) }),
      },
    );
  });
});
