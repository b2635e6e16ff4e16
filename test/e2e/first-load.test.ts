import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { describe, it } from 'mocha';

const DIST = join(import.meta.dirname, '..', '..', 'bot', 'console', 'web', 'dist');
const MOST_BYTES = 400 * 1024;

/** Files a page names: in its tags, and as static imports of its scripts; what is fetched later is not among them. */
const NAMED = /(?:src|href)="(\/[^"]+)"|(?:from|import)\s*["'](\.\/[^"']+)["']/gu;

/** Everything a browser fetches before the page is there, by its path in the built folder. */
function firstLoad(path: string, seen = new Set<string>()): Set<string> {
  if (seen.has(path)) return seen;
  seen.add(path);
  if (!/\.(?:html|js)$/u.test(path)) return seen;
  for (const [, tag, beside] of readFileSync(join(DIST, path), 'utf8').matchAll(NAMED)) {
    firstLoad(tag?.slice(1) ?? join('assets', beside ?? ''), seen);
  }
  return seen;
}

describe('The first load of a page', () => {
  for (const page of ['index.html', 'simulator.html']) {
    it(`of ${page} stays under 400 KB compressed, so that a phone on a slow line opens it`, () => {
      assert.ok(existsSync(join(DIST, page)), 'the pages are not built: npm run build');
      const files = [...firstLoad(page)];
      const scripts = files.filter((path) => path.endsWith('.js'));
      assert.ok(scripts.length > 1, 'the scripts of the page were not found');
      const bytes = files
        .map((path) => gzipSync(readFileSync(join(DIST, path))).length)
        .reduce((sum, size) => sum + size, 0);
      assert.ok(bytes < MOST_BYTES, `${Math.round(bytes / 1024)} KB`);
    });
  }
});
