import assert from 'node:assert/strict';
import { afterEach, before, beforeEach, describe, it } from 'mocha';
import { caseFile } from '#commands/cases/case-file.ts';
import { type CaseStage, openStage } from '#commands/cases/case-stage.ts';
import { openContent } from '#commands/open-house.ts';
import { readGroupWords } from '#group/group-words.ts';
import type { Content } from '#content/load.ts';
import { loadPerception } from '#perception/load-perception.ts';
import { type PerceptionOptions, createPerceive } from '#perception/perceive.ts';
import {
  LOCALES,
  type Loopback,
  openLoopback,
  openModelAt,
  readRequest,
} from '../perception/language-model/loopback-model.ts';
import { untaught } from '../perception/language-model/untaught.ts';

const SETTING = caseFile.parse({
  version: 1,
  case: 'words nobody knows',
  now: '2026-03-03T10:00:00+08:00',
  accounts: [
    {
      account: '3-2-1101',
      owner: '覃雪梅',
      phone: '13900001111',
      charges: [{ period: '2025-07/2025-12', due: '2025-12-31', amount: '980.00' }],
    },
  ],
  contacts: [{ wechat: 'wx', account: '3-2-1101', role: 'owner' }],
  steps: [{ advance: '1m' }],
});

const UNCLEAR = '雪梅那个事，3-2-1101，打13900001111';

describe('a turn that asks the language model', () => {
  let content: Content;
  let unsure: PerceptionOptions;
  let loopback: Loopback;
  let stage: CaseStage;
  before(() => {
    content = openContent();
    unsure = untaught(loadPerception(LOCALES));
  });
  beforeEach(async () => {
    loopback = await openLoopback();
    const { model } = openModelAt(loopback.url, { settings: { timeoutMs: 500 } });
    const perceive = createPerceive(unsure, model);
    stage = await openStage(
      { content, perceive, groupWords: readGroupWords(LOCALES), engine: 'plain' },
      SETTING,
    );
  });
  afterEach(async () => {
    await stage.close();
    await loopback.close();
  });

  async function says(text: string) {
    await stage.simulator.say('wx', text);
    await stage.settle();
    const conversation = await stage.conversationOf('wx');
    assert.ok(conversation);
    const last = (await stage.store.read((tx) => tx.inbox.of(conversation.id))).at(-1);
    return { conversation, label: last?.label };
  }

  it('goes the way of the label, and tells nobody outside whose home it is', async () => {
    const { label, conversation } = await says(UNCLEAR);
    assert.equal(label, 'hardship');
    assert.equal(conversation.category, 'hardship');
    assert.equal(loopback.requests.length, 1);
    const { data } = readRequest(loopback.last);
    for (const secret of ['雪梅', '1101', '13900001111']) assert.ok(!data.includes(secret), data);
  });

  it('goes on without it when it says nothing', async () => {
    loopback.behave((response) => response.destroy());
    const { label } = await says(UNCLEAR);
    assert.equal(label, 'other');
    assert.equal(stage.shown.length, 1);
    assert.deepEqual(stage.faults, []);
  });

  it('asks nobody while a person holds the conversation', async () => {
    const { conversation } = await says('转人工');
    assert.equal(conversation.owner, 'queue');
    await says(UNCLEAR);
    assert.equal(loopback.requests.length, 0);
  });
});
