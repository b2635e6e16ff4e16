import assert from 'node:assert/strict';
import { afterEach, beforeEach, describe, it } from 'mocha';
import type { WordingVersion } from '#ports/store/wordings.ts';
import {
  approveWording,
  draftWording,
  endWording,
  proposeWording,
  refuseWording,
  withdrawWording,
} from '#wording/wording-acts.ts';
import { createSpeaking } from '#wording/speaking.ts';
import { versionsAt } from '#wording/standing.ts';
import { GREETING, type Wordings, house, openWordings } from './wording-stage.ts';

const WORDS = ['您好，我在的，慢慢说。', '您好呀，有什么想问的？', '在的，您慢慢说，我记着。'];

describe('a wording of the office', () => {
  let at: Wordings;
  beforeEach(async () => {
    at = await openWordings();
  });
  afterEach(async () => at.stage.close());

  async function drafted(text: string, variant = 0, by = 'author'): Promise<WordingVersion> {
    const place = { ...GREETING, variant };
    const result = await at.write(async (tx) => {
      const [newest] = await versionsAt(tx, place);
      const after = newest?.id ?? null;
      return draftWording(tx, at.desk(by), { ...place, text, why: '更亲切', after });
    });
    assert.ok(result.ok, JSON.stringify(result));
    return result.version;
  }
  const propose = async (id: string, by = 'author') =>
    at.write((tx) => proposeWording(tx, at.desk(by), id));
  const approve = async (id: string, by = 'lawyer') =>
    at.write((tx) => approveWording(tx, at.desk(by), id));
  async function spoken(): Promise<WordingVersion[]> {
    const made: WordingVersion[] = [];
    for (const [variant, text] of WORDS.entries()) {
      const version = await drafted(text, variant);
      assert.ok((await propose(version.id)).ok);
      assert.ok((await approve(version.id)).ok);
      made.push(version);
    }
    return made;
  }

  it('is heard by residents from the moment a second person approves it, and not before', async () => {
    const shipped = house.content.shipped(GREETING.script, GREETING.locale);
    for (const [variant, text] of WORDS.entries()) {
      const { id } = await drafted(text, variant);
      await propose(id);
    }
    const [before = ''] = await at.says('你好');
    assert.ok(
      shipped.some((text) => before.includes(text)),
      before,
    );
    for (const { id } of await at.stage.store.read((tx) => tx.wordings.standing(['proposed']))) {
      assert.ok((await approve(id)).ok);
    }
    const [after = ''] = await at.says('你好');
    assert.ok(
      WORDS.some((text) => after.includes(text)),
      after,
    );
  });

  it('stands with the message and in the ledger as the very version that was said', async () => {
    const versions = await spoken();
    const [shown = ''] = await at.says('你好');
    const conversation = await at.stage.conversationOf('wang');
    const rows = await at.stage.store.read((tx) => tx.outbox.of(conversation?.id ?? ''));
    const said = rows.find(({ text }) => text === shown)?.selection?.wording;
    const version = versions.find(({ id }) => id === said);
    assert.ok(version && shown.includes(version.text));
    const { id } = await at.stage.household('3-2-1101');
    const entries = await at.stage.store.read((tx) => tx.ledger.ofHousehold(id));
    const reply = entries.find(({ type }) => type === 'reply');
    assert.ok(JSON.stringify(reply?.body).includes(version.id));
  });

  it('gives way to the shipped one as soon as somebody says so', async () => {
    const versions = await spoken();
    for (const { id } of versions) {
      const ended = await at.write((tx) => endWording(tx, at.desk('lawyer'), id, '听着不顺'));
      assert.ok(ended.ok);
    }
    const [shown = ''] = await at.says('你好');
    assert.ok(!WORDS.some((text) => shown.includes(text)), shown);
  });

  it('is not approved by who wrote it, nor by who proposed it', async () => {
    const version = await drafted(WORDS[0] ?? '');
    await propose(version.id, 'proposer');
    for (const by of ['author', 'proposer']) {
      const told = await approve(version.id, by);
      assert.ok(!told.ok && told.why === 'own', by);
    }
    assert.ok((await approve(version.id)).ok);
  });

  it('that threatens stays a draft, whoever proposes it', async () => {
    const { id } = await drafted('再不交，后果自负，我们法院见。');
    const told = await propose(id);
    assert.ok(!told.ok && told.why === 'faulty');
    assert.deepEqual(
      told.findings.map(({ rule, words }) => [rule, words]),
      [
        ['guard:false-urgency', '再不交'],
        ['guard:threat', '后果自负'],
      ],
    );
    const refused = await approve(id);
    assert.ok(!refused.ok && refused.why === 'changed');
  });

  it('comes back with a reason, and may be written anew from there', async () => {
    const first = await drafted('您好，请讲，我在听。');
    await propose(first.id);
    const refused = await at.write((tx) =>
      refuseWording(tx, at.desk('lawyer'), first.id, '太生硬'),
    );
    assert.ok(refused.ok);
    const second = await drafted('您好，您慢慢说，我在听。');
    assert.equal(second.number, 2);
    const known = await at.stage.store.read((tx) => versionsAt(tx, GREETING));
    assert.deepEqual(
      known.map(({ number, state }) => [number, state]),
      [
        [2, 'drafted'],
        [1, 'refused'],
      ],
    );
    assert.equal(known[1]?.steps.at(-1)?.reason, '太生硬');
  });

  it('is written once at a time: who has not seen the newest version is told', async () => {
    await drafted(WORDS[0] ?? '');
    const late = await at.write((tx) =>
      draftWording(tx, at.desk('other'), { ...GREETING, text: '嗯？', why: '', after: null }),
    );
    assert.ok(!late.ok && late.why === 'changed');
  });

  it('must say something else than what is said', async () => {
    const [text = ''] = house.content.shipped(GREETING.script, GREETING.locale);
    const same = await at.write((tx) =>
      draftWording(tx, at.desk('author'), { ...GREETING, text, why: '', after: null }),
    );
    assert.ok(!same.ok && same.why === 'same');
    const nowhere = await at.write((tx) =>
      draftWording(tx, at.desk('author'), { ...GREETING, variant: 9, text, why: '', after: null }),
    );
    assert.ok(!nowhere.ok && nowhere.why === 'unknown');
  });

  it('can be taken off the table, and is then for nobody to approve', async () => {
    const { id } = await drafted(WORDS[0] ?? '');
    await propose(id);
    assert.ok((await at.write((tx) => withdrawWording(tx, at.desk('author'), id))).ok);
    const told = await approve(id);
    assert.ok(!told.ok && told.why === 'changed');
  });

  it('leaves its place to what ships there anew, until somebody has looked', async () => {
    const [version] = await spoken();
    assert.ok(version);
    // The next release ships this text at the place.
    const upgraded = house.content.withWordings([]);
    const next = {
      ...upgraded,
      shipped: () => ['我在，您讲。', '我在，您讲讲看。', '您讲，我在。'],
    };
    const speaking = createSpeaking({
      ...next,
      withWordings: (own) => {
        assert.deepEqual(own, []);
        return upgraded;
      },
    });
    assert.equal(await at.stage.store.read(speaking), upgraded);
    const told = await at.write((tx) => approveWording(tx, at.desk('lawyer', next), version.id));
    assert.ok(!told.ok && told.why === 'changed');
  });

  it('writes down in the audit who let it in and who took it back', async () => {
    const version = await drafted(WORDS[0] ?? '');
    await propose(version.id);
    await approve(version.id);
    await at.write((tx) => endWording(tx, at.desk('manager'), version.id, '回到原来的'));
    const entries = await at.stage.store.read((tx) => tx.audit.newest(5, Infinity));
    assert.deepEqual(
      entries.map(({ actor, act, before, after, reason }) => [actor, act, before, after, reason]),
      [
        ['manager', 'script-approved', '1', null, '回到原来的'],
        ['lawyer', 'script-approved', null, '1', '更亲切'],
      ],
    );
  });
});
