import assert from 'node:assert/strict';
import { join } from 'node:path';
import { describe, it } from 'mocha';
import { LABELS } from '#domain/label.ts';
import { Fault } from '#errors';
import { buildModel } from '#perception/build-model.ts';
import { storedModel } from '#perception/classifier.ts';
import { readLanguageData, readUtterances } from '#perception/language-data.ts';
import { loadPerception } from '#perception/load-perception.ts';
import { createPerception } from '#perception/perceive.ts';
import { LOCALES, heard } from './subject.ts';

describe('the trained classifier', () => {
  it('is what its training texts give, byte for byte', function () {
    this.timeout(120_000);
    const { model } = loadPerception(LOCALES);
    const data = readLanguageData(LOCALES);
    const again = buildModel(data, readUtterances(LOCALES));
    assert.ok(storedModel(again).equals(storedModel(model)));
  });

  it('is taught every label in every language', () => {
    const texts = readUtterances(LOCALES);
    for (const label of LABELS) {
      const own = texts.filter((one) => one.label === label);
      assert.ok(own.length >= 60, `${label} has ${own.length} texts`);
    }
  });

  it('says the same every time', () => {
    assert.deepEqual(heard('楼道没人打扫，先交一半行吗'), heard('楼道没人打扫，先交一半行吗'));
  });

  it('is refused when it was trained for other words', () => {
    const { data, model } = loadPerception(LOCALES);
    const other = { ...model, concepts: model.concepts.toReversed() };
    assert.throws(
      () => createPerception({ data, model: other }),
      (fault) => fault instanceof Fault && fault.code === 'PERCEPTION_MODEL',
    );
  });

  it('is reported when it is missing', () => {
    assert.throws(
      () => loadPerception(join(LOCALES, 'en')),
      (fault) => fault instanceof Fault && fault.code === 'PERCEPTION_DATA',
    );
  });
});
