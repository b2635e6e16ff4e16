import assert from 'node:assert/strict';
import { afterEach, beforeEach, describe, it } from 'mocha';
import { Lifeline } from '#channels/wechaty/lifeline.ts';
import { instant } from '#domain/time.ts';
import { HandClock } from '../fixtures/hand-clock.ts';

/** What the far end does with a question: answers it and tells something, only answers, or stands still. */
type FarEnd = 'well' | 'deafening' | 'frozen';

const turn = async () => new Promise((resolve) => setImmediate(resolve));

describe('The line to a gateway', () => {
  let clock: HandClock;
  let line: Lifeline;
  let farEnd: FarEnd;
  let told: string[];
  let kept: (() => void)[];

  beforeEach(async () => {
    clock = new HandClock(instant(1_772_503_200_000));
    farEnd = 'well';
    told = [];
    kept = [];
    line = new Lifeline({
      clock,
      reachable: async () => true,
      connect: async () => {
        told.push('connect');
        if (farEnd === 'deafening') farEnd = 'well';
        if (farEnd === 'well') line.heard();
      },
      ask: async () => {
        if (farEnd === 'well') line.heard();
        if (farEnd === 'frozen') await new Promise<void>((resolve) => kept.push(resolve));
        return true;
      },
      quiet: () => told.push('quiet'),
      revived: () => told.push('revived'),
      lost: (_since, why) => told.push(`lost: ${why}`),
      alive: () => told.push('alive'),
    });
    line.begin();
    await pass(1);
    told.length = 0;
  });
  afterEach(() => line.end());

  /** Lets seconds pass as they pass in life: bit by bit. */
  async function pass(seconds: number): Promise<void> {
    for (let part = 0; part < seconds * 10; part += 1) {
      clock.pass(100);
      await turn();
    }
  }

  /** The gateway goes on where it stopped. */
  function thaw(): void {
    farEnd = 'well';
    for (const answer of kept.splice(0)) answer();
    line.heard();
  }

  it('says now and then that all is well', async () => {
    await pass(25);
    assert.deepEqual(told, ['alive', 'alive']);
  });

  it('is noticed within three seconds where it is open, answers, and tells nothing, and made anew at once', async () => {
    farEnd = 'deafening';
    await pass(3);
    assert.ok(told.includes('lost: silence'));
    await pass(1);
    assert.deepEqual(told, ['lost: silence', 'connect']);
  });

  it('is kept while the gateway stands still, because nothing is lost when it goes on', async () => {
    farEnd = 'frozen';
    await pass(8);
    assert.deepEqual(told, ['quiet']);
    thaw();
    await pass(1);
    assert.deepEqual(told, ['quiet', 'revived']);
  });

  it('is given up when nothing at all has come for ten seconds', async () => {
    farEnd = 'frozen';
    await pass(11);
    assert.deepEqual(told.slice(0, 3), ['quiet', 'lost: silence', 'connect']);
  });

  it('is not suspected where this process itself stood still', async () => {
    clock.pass(60_000);
    await turn();
    await pass(3);
    assert.deepEqual(told.slice(0, 1), ['alive']);
    assert.ok(!told.includes('quiet'));
  });

  it('is left alone when it was ended', async () => {
    line.end();
    farEnd = 'deafening';
    await pass(30);
    line.broke();
    assert.deepEqual(told, []);
  });
});
