import fc from 'fast-check';
import { before, describe, it } from 'mocha';
import type { CaseHouse } from '#commands/cases/case-stage.ts';
import { openHouse } from '#commands/open-house.ts';
import { HOUR_MS } from '#domain/time.ts';
import { HOMES, PEOPLE } from '../gate/life.ts';
import { WaveLife } from './wave-life.ts';

const RUNS = Number(process.env['NUANCUI_SOAK'] ?? 25);
const SEED = process.env['NUANCUI_SEED'];

/** One thing that happens in an office with waves. */
class Happening implements fc.AsyncCommand<object, WaveLife> {
  readonly #name: string;
  readonly #does: (office: WaveLife) => Promise<unknown>;

  constructor(name: string, does: (office: WaveLife) => Promise<unknown>) {
    this.#name = name;
    this.#does = does;
  }

  check(): boolean {
    return true;
  }

  async run(_model: object, office: WaveLife): Promise<void> {
    await this.#does(office);
    office.look();
  }

  toString(): string {
    return this.#name;
  }
}

function happens<T>(
  name: string,
  told: fc.Arbitrary<T>,
  does: (office: WaveLife, told: T) => Promise<unknown>,
): fc.Arbitrary<Happening> {
  return told.map(
    (one) => new Happening(`${name} ${JSON.stringify(one)}`, async (office) => does(office, one)),
  );
}

const ACTS = ['start', 'start', 'approve', 'refuse', 'pause', 'pause', 'resume', 'stop'] as const;
const WORDS = ['我明天交', '已经交过了', '别再发了', '好的', '转人工', '我下周五交'] as const;

const HAPPENINGS: fc.Arbitrary<Happening>[] = [
  happens('draw', fc.subarray([...HOMES], { minLength: 1 }), (office, rooms) => office.draw(rooms)),
  happens(
    'act',
    fc.record({ which: fc.nat(3), act: fc.constantFrom(...ACTS) }),
    async (office, { which, act }) => {
      const wave = office.waves.at(-1 - which);
      if (wave) await office.act(wave.id, act);
    },
  ),
  happens('pause and go on', fc.nat(1), async (office, which) => {
    const wave = office.waves.at(-1 - which);
    if (!wave) return;
    await office.act(wave.id, 'pause');
    await office.act(wave.id, 'resume');
  }),
  // An act in the middle of the service's own work.
  happens(
    'act beside work',
    fc.record({ which: fc.nat(1), act: fc.constantFrom('pause', 'stop') }),
    async (office, { which, act }) => {
      const wave = office.waves.at(-1 - which);
      const acting = wave ? office.act(wave.id, act) : undefined;
      await Promise.all([office.work(), acting, office.send()]);
    },
  ),
  happens('work', fc.constant(0), (office) => office.work()),
  happens('send', fc.constant(0), (office) => office.send()),
  happens('settle', fc.constant(0), (office) => office.life.settle()),
  happens('clock', fc.constantFrom(1, 11, 24, 49, 8 * 24), (office, hours) =>
    office.life.advance(hours * HOUR_MS),
  ),
  happens('restart', fc.constant(0), (office) => office.life.restart()),
  happens(
    'payment',
    fc.record({ room: fc.constantFrom(...HOMES), yuan: fc.constantFrom(100, 980) }),
    (office, { room, yuan }) => office.pay(room, yuan),
  ),
  happens(
    'say',
    fc.record({ who: fc.constantFrom(...PEOPLE), words: fc.constantFrom(...WORDS) }),
    (office, { who, words }) => office.say(who, words),
  ),
  happens(
    'channel',
    fc.constantFrom('refuse', 'lose-answer', 'die-before', 'die-after', 'none', 'none'),
    async (office, fault) => {
      office.life.fault = fault;
    },
  ),
];

describe('Whatever is done with waves, in whatever order', function () {
  this.timeout(process.env['NUANCUI_SOAK'] === undefined ? 600_000 : 0);
  let house: CaseHouse;
  before(() => {
    house = { ...openHouse(), engine: 'plain' };
  });

  it('a paused or stopped one lets nothing out, nothing is said twice, and none is left hanging', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom(1, 50),
        fc.commands(HAPPENINGS, { maxCommands: 40, size: 'max' }),
        async (approveAbove, happenings) => {
          const office = await WaveLife.begin(house, { approveAbove });
          try {
            await fc.asyncModelRun(() => ({ model: {}, real: office }), happenings);
            await office.end();
            office.look();
          } finally {
            await office.life.end();
          }
        },
      ),
      {
        numRuns: RUNS,
        endOnFailure: process.env['NUANCUI_SOAK'] !== undefined,
        ...(SEED !== undefined && { seed: Number(SEED) }),
      },
    );
  });
});
