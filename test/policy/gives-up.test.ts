import assert from 'node:assert/strict';
import { fileURLToPath } from 'node:url';
import { describe, it } from 'mocha';
import { loadContent } from '#content/load.ts';
import type { Action } from '#domain/action.ts';
import { scriptId } from '#domain/category.ts';
import { SOURCE_LOCALE } from '#domain/locale.ts';
import { DAY_MS, instant, later } from '#domain/time.ts';
import { leftToPerson } from '#policy/gives-up.ts';
import { selectionOf } from '../fixtures/selection.ts';

const folder = (name: string) => fileURLToPath(new URL(`../../${name}`, import.meta.url));
const { catalogue } = loadContent({ scripts: folder('scripts'), locales: folder('locales') });

const NOW = instant(Date.parse('2026-03-10T09:00:00+08:00'));
const daysAgo = (days: number) => later(NOW, -days * DAY_MS);

function saying(id: string): Action[] {
  const selection = selectionOf();
  const chosen = { script: scriptId(id), variant: 0, selection };
  return [
    { do: 'speak', speech: { ...chosen, locale: SOURCE_LOCALE, introduce: true, slots: {} } },
  ];
}

/** Who is left to a person when this was said so many days ago and counts from then on. */
function left(id: string, said: readonly number[], since: number): string | null {
  const heard = said.map((days) => ({ script: scriptId(id), variant: 0, at: daysAgo(days) }));
  return leftToPerson(catalogue, saying(id), { heard }, daysAgo(since));
}

describe('giving up', () => {
  it('leaves a household to a person once a script has had its tries', () => {
    assert.equal(left('hardship/still-here', [], 60), null);
    assert.equal(left('hardship/still-here', [7], 60), 'hardship/still-here');
    assert.equal(left('unknown/second-touch', [7], 60), null);
    assert.equal(left('unknown/second-touch', [14, 7], 60), 'unknown/second-touch');
  });

  it('counts no try before the resident last wrote', () => {
    assert.equal(left('hardship/still-here', [7], 3), null);
  });

  it('is nothing for a script that goes on, or gives its place to another', () => {
    assert.equal(left('unknown/friendly-note', [9, 8, 7], 60), null);
    assert.equal(left('unknown/amount', [3, 2, 1], 60), null);
  });
});
