import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, it } from 'mocha';
import { z } from 'zod';
import { loadContent } from '#content/load.ts';
import { isQuotable } from '#domain/quotable.ts';
import { localDate } from '#domain/time.ts';
import { SHIPPED } from './folder.ts';

/** Beside the project where it is worked on: the articles as they were read. */
const READ = join(SHIPPED.scripts, '..', '..', 'shared', 'data', 'statutes.json');

const articles = z.array(
  z.object({
    id: z.string(),
    title: z.string(),
    article: z.string(),
    text: z.string().nullable(),
    effectiveFrom: z.string(),
    versionFrom: z.string().optional(),
    repealedOn: z.string().nullable(),
    replacedBy: z.string().nullable(),
    quotable: z.boolean(),
  }),
);

const { catalogue } = loadContent(SHIPPED);
const registry = new Map([...catalogue.statutes].map(([id, statute]) => [String(id), statute]));

describe('The registry of law', () => {
  it('has every article that was read, word for word, with the days it is in force', function () {
    if (!existsSync(READ)) this.skip();
    const read = articles.parse(JSON.parse(readFileSync(READ, 'utf8')));
    assert.ok(read.length > 300);
    assert.deepEqual([...registry.keys()].toSorted(), read.map(({ id }) => id).toSorted());
    for (const one of read) {
      const { id, title, article, repealedOn, replacedBy, quotable } = one;
      const effectiveFrom = one.versionFrom ?? one.effectiveFrom;
      const text = one.text ?? '';
      assert.deepEqual(
        registry.get(id),
        { id, title, article, text, effectiveFrom, repealedOn, replacedBy, quotable },
        id,
      );
    }
  });

  it('quotes no old law, and knows what took its place', () => {
    const today = localDate('2026-11-24');
    const old = [...registry.values()].filter(({ repealedOn }) => repealedOn !== null);
    assert.ok(old.length >= 16);
    for (const statute of old) {
      assert.equal(isQuotable(statute, today), false, statute.id);
      const successor = registry.get(statute.replacedBy ?? '');
      assert.equal(successor?.repealedOn, null, statute.id);
    }
    assert.equal(registry.get('HTF-107')?.replacedBy, 'MFD-577');
    assert.equal(registry.get('WYGLTL2007-67')?.replacedBy, 'WYGLTL-64');
  });

  it('quotes a wording only from the day it reads so', () => {
    const amended = registry.get('WYJS-2');
    assert.ok(amended);
    assert.equal(isQuotable(amended, localDate('2020-12-31')), false);
    assert.equal(isQuotable(amended, localDate('2021-01-01')), true);
  });
});
