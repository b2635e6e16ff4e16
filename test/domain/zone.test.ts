import assert from 'node:assert/strict';
import fc from 'fast-check';
import { describe, it } from 'mocha';
import { instant, localDate } from '#domain/time.ts';
import { instantAt, wallClock } from '#domain/zone.ts';

const ZONES = ['Asia/Shanghai', 'Asia/Kolkata', 'Europe/Berlin', 'America/St_Johns'];
const moment = fc.integer({ min: Date.UTC(2020, 0, 1), max: Date.UTC(2035, 0, 1) });

describe('The clock of an estate', () => {
  it('shows what the runtime shows, in every zone at every moment', () => {
    fc.assert(
      fc.property(moment, fc.constantFrom(...ZONES), (at, timeZone) => {
        const shown = new Intl.DateTimeFormat('sv-SE', {
          timeZone,
          dateStyle: 'short',
          timeStyle: 'short',
        }).format(at);
        const { date, minutes } = wallClock(instant(at), timeZone);
        const pad = (value: number) => String(value).padStart(2, '0');
        assert.equal(`${date} ${pad(Math.floor(minutes / 60))}:${pad(minutes % 60)}`, shown);
      }),
    );
  });

  it('finds the moment again at which it shows a day and a time', () => {
    fc.assert(
      fc.property(moment, (at) => {
        const minute = instant(Math.floor(at / 60_000) * 60_000);
        const { date, minutes } = wallClock(minute, 'Asia/Shanghai');
        assert.equal(instantAt(date, minutes, 'Asia/Shanghai'), minute);
      }),
    );
  });

  it('goes through a changing of the clocks', () => {
    const morning = instantAt(localDate('2026-03-29'), 9 * 60, 'Europe/Berlin');
    assert.equal(new Date(morning).toISOString(), '2026-03-29T07:00:00.000Z');
  });
});
