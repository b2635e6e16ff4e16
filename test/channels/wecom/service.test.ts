import assert from 'node:assert/strict';
import { afterEach, before, beforeEach, describe, it } from 'mocha';
import { caseFile } from '#commands/cases/case-file.ts';
import { furnish } from '#commands/cases/case-setting.ts';
import { openHouse } from '#commands/open-house.ts';
import { openMemoryMedia } from '#store/media/memory-media.ts';
import { createService, type Service } from '../../../bot/service.ts';
import { type WecomUnderTest, openWecom, until } from './wecom-under-test.ts';

const SETTING = caseFile.parse({
  version: 1,
  case: 'one home',
  now: '2026-03-03T10:00:00+08:00',
  accounts: [
    {
      account: '1-1-101',
      owner: '王',
      charges: [{ period: '2025-07/2025-12', due: '2026-02-10', amount: '980.00' }],
    },
  ],
  contacts: [],
  steps: [{ advance: '1m' }],
});

describe('the service behind WeCom', () => {
  let house: ReturnType<typeof openHouse>;
  let wecom: WecomUnderTest;
  let service: Service;

  before(() => {
    house = openHouse();
  });
  beforeEach(async () => {
    wecom = await openWecom(SETTING.now);
    await furnish(wecom.store, house.content, SETTING);
    await wecom.store.write(async (tx) => {
      const [estate] = await tx.estates.list();
      const home = estate && (await tx.households.byRoom(estate.id, '1-1-101'));
      assert.ok(home);
      const contact = await tx.contacts.ensure('wecom', 'wm-1', '王', 'zh-CN', SETTING.now);
      await tx.bindings.put(contact.id, home.id, 'owner', 'verified', SETTING.now);
      await tx.conversations.ensure(home.estateId, contact.id, home.id, SETTING.now);
    });
    const { store, clock, channel } = wecom;
    const report = (error: unknown) => assert.fail(String(error));
    const media = openMemoryMedia();
    const parts = { ...house, store, clock, report, media, engine: 'plain' } as const;
    service = createService({ ...parts, channels: [channel] });
    await service.listen();
    await until(() => wecom.clock.resting);
  });
  afterEach(async () => {
    await service.stop();
    await wecom.close();
  });

  it('keeps a reminder for a closed channel, and says it when the resident says hello', async () => {
    const home = await wecom.store.read(async (tx) => {
      const [estate] = await tx.estates.list();
      return estate && tx.households.byRoom(estate.id, '1-1-101');
    });
    assert.ok(home);
    await service.orderReminder(home.id, 'li');
    await service.pump.settle();
    assert.equal(wecom.server.shown.length, 0);
    wecom.server.says('wm-1', '你好');
    await wecom.deliver();
    wecom.clock.pass(20_000);
    await service.pump.settle();
    const [text = ''] = wecom.server.textsTo('wm-1');
    assert.match(text, /980/u);

    const [shown] = wecom.server.shown;
    wecom.server.happens('msg_send_fail', 'wm-1', { fail_msgid: shown?.msgid, fail_type: 10 });
    await wecom.deliver();
    const entries = await wecom.store.read((tx) => tx.ledger.ofHousehold(home.id));
    const delivery = entries.find(({ type }) => type === 'delivery');
    assert.match(delivery?.body ?? '', /"delivered":false/u);
  });
});
