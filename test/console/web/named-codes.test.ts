import assert from 'node:assert/strict';
import { join } from 'node:path';
import { describe, it } from 'mocha';
import { readPageTexts } from '#console/web/page-texts.ts';
import { AUDIT_ACTS } from '#ports/store/audit.ts';

const texts = readPageTexts(join(import.meta.dirname, '..', '..', '..', 'locales'));

describe('What colleagues did, in the record of acts', () => {
  for (const [tag, named] of Object.entries(texts)) {
    it(`has a name for every act (${tag})`, () => {
      assert.deepEqual(
        AUDIT_ACTS.filter((act) => named[`auditAct.${act}`] === undefined),
        [],
      );
    });
  }
});
