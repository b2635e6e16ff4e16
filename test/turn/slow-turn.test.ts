import assert from 'node:assert/strict';
import { afterEach, before, beforeEach, describe, it } from 'mocha';
import { caseFile } from '#commands/cases/case-file.ts';
import { openHouse } from '#commands/open-house.ts';
import { systemClock } from '#commands/system-clock.ts';
import { openSimulator, type Simulator } from '#channels/simulator/simulator.ts';
import { furnish } from '#commands/cases/case-setting.ts';
import type { Perceive } from '#ports/perceive.ts';
import type { Store } from '#ports/store/store.ts';
import { openMemoryMedia } from '#store/media/memory-media.ts';
import { openSqlite } from '#store/sqlite/open-sqlite.ts';
import { createService, type Service } from '../../bot/service.ts';

const charge = { period: '2025-07/2025-12', due: '2025-12-31', amount: '980.00' };
const SETTING = caseFile.parse({
  version: 1,
  case: 'two homes',
  now: '2026-03-03T10:00:00+08:00',
  accounts: ['1-1-101', '1-1-102'].map((account) => ({ account, owner: '王', charges: [charge] })),
  contacts: [
    { wechat: 'slow', account: '1-1-101', role: 'owner' },
    { wechat: 'quick', account: '1-1-102', role: 'owner' },
  ],
  steps: [{ advance: '1m' }],
});

/** Words nobody understands before somebody outside was asked. */
const HARD = '那个事';

describe('a turn that waits for somebody outside', () => {
  let house: ReturnType<typeof openHouse>;
  let store: Store;
  let service: Service;
  let simulator: Simulator;
  let answerOutside: () => void;
  const answered = new Map<string, () => void>();
  const answerTo = async (contact: string) =>
    new Promise<void>((resolve) => answered.set(contact, resolve));

  before(() => {
    house = openHouse();
  });
  beforeEach(async () => {
    const clock = systemClock(SETTING.now);
    store = await openSqlite({ file: ':memory:' });
    await furnish(store, house.content, SETTING);
    simulator = openSimulator({ clock, contacts: ['slow', 'quick'] });
    simulator.onMessage(({ contact, from }) => {
      if (from === 'us') answered.get(contact)?.();
    });
    const outside = new Promise<void>((resolve) => {
      answerOutside = resolve;
    });
    const perceive: Perceive = async (text, context) => {
      // Only a turn may ask outside; taking a message in never waits.
      if (text === HARD && context.secrets) await outside;
      return house.perceive(text, context);
    };
    service = createService({
      ...house,
      perceive,
      store,
      media: openMemoryMedia(),
      clock,
      engine: 'plain',
      channels: [simulator.channel],
      report: (error) => assert.fail(String(error)),
    });
    await service.start();
  });
  afterEach(async () => {
    answerOutside();
    await service.stop();
    await store.close();
  });

  it('holds up nobody else, and is answered in its own time', async () => {
    const slow = answerTo('slow');
    const quick = answerTo('quick');
    await simulator.say('slow', HARD);
    await simulator.say('quick', '多少钱');
    await quick;
    let isAnswered = false;
    void slow.then(() => (isAnswered = true));
    assert.equal(isAnswered, false);
    answerOutside();
    await slow;
  });

  it('ends before the service does', async () => {
    const quick = answerTo('quick');
    await simulator.say('slow', HARD);
    await simulator.say('quick', '多少钱');
    await quick;
    const stopped = service.stop();
    answerOutside();
    await stopped;
    const pending = await store.read(async (tx) => {
      const contact = await tx.contacts.byKey('wechat', 'slow');
      const conversation = contact && (await tx.conversations.byContact(contact.id));
      return conversation && tx.inbox.pending(conversation.id);
    });
    assert.deepEqual(pending, []);
  });
});
