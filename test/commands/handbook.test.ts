import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, it } from 'mocha';
import { handbook, handbookPath } from '#commands/handbook.ts';
import { ROOT, openContent } from '#commands/open-house.ts';
import { SOURCE_LOCALE } from '#domain/locale.ts';
import { Fault } from '#errors';

const { catalogue } = openContent();
const pages = new Map(catalogue.locales.map((locale) => [locale, handbook(locale)]));
const source = pages.get(SOURCE_LOCALE) ?? '';

/** What a page has of one script, up to the next heading. */
function partOf(page: string, id: string): string {
  return page.split(`#### \`${id}\`\n`)[1]?.split('\n#')[0] ?? '';
}

describe('The handbook of scripts', () => {
  it('in the repository is what the scripts say today', () => {
    const path = handbookPath(SOURCE_LOCALE);
    const again = `npm run -s nuancui -- handbook --out ${path}`;
    assert.ok(
      readFileSync(join(ROOT, path), 'utf8') === source,
      `${path} is not what the scripts, words and evidence give now. Make it again with: ${again}`,
    );
  });

  for (const [locale, page] of pages) {
    it(`has every category, and every script once with its words (${locale})`, () => {
      for (const id of catalogue.categories.keys()) assert.ok(page.includes(`\`${id}\`\n`), id);
      for (const id of catalogue.scripts.keys()) {
        assert.equal(page.split(`#### \`${id}\`\n`).length, 2, id);
        assert.match(partOf(page, id), /^> \S/mu, id);
      }
    });

    it(`leaves no gap unfilled and no strategy without a name (${locale})`, () => {
      assert.doesNotMatch(page, /\{\w+\}|undefined|NaN/u);
      assert.doesNotMatch(page, /^- [^:：]*[:：]\s*$/mu);
      for (const { id, strategy } of catalogue.scripts.values()) {
        assert.doesNotMatch(partOf(page, id), new RegExp(`[:：] ?${strategy}$`, 'mu'), strategy);
      }
    });

    it(`is the same page every time (${locale})`, () => {
      assert.equal(handbook(locale), page);
    });
  }

  it('says of a script without a measurement that nothing was measured', () => {
    const bare = [...catalogue.scripts.values()].filter(({ evidence }) => evidence.length === 0);
    assert.ok(bare.length > 0);
    for (const { id } of bare) assert.match(partOf(source, id), /依据：.*没有实测/u, id);
  });

  it('tells whose matter a cause is, and when the bot stops', () => {
    const disputes = source.split('`quality-dispute`\n')[1]?.split('\n## ')[0] ?? '';
    assert.match(disputes, /转给谁：客服/u);
    assert.match(disputes, /什么时候停：当场停/u);
    assert.match(source, /连续 3 次没有回音/u);
  });

  it('does not say of who asked to stop that reminders go on', () => {
    assert.match(partOf(source, 'unknown/opt-out'), /之后：马上停止/u);
  });

  it('is refused for a language there is none of', () => {
    assert.throws(
      () => handbook('fr'),
      (error) =>
        error instanceof Fault && error.code === 'INPUT_INVALID' && error.message.includes('zh-CN'),
    );
  });
});
