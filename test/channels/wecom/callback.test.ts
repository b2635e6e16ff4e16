import assert from 'node:assert/strict';
import { afterEach, beforeEach, describe, it } from 'mocha';
import { instant } from '#domain/time.ts';
import { type WecomUnderTest, openWecom, until } from './wecom-under-test.ts';

const NOW = instant(1_772_503_200_000);

describe('the callback of WeCom', () => {
  let wecom: WecomUnderTest;
  let callback: string;

  beforeEach(async () => {
    wecom = await openWecom(NOW);
    await wecom.channel.start(async () => undefined);
    await until(() => wecom.server.asked.includes('kf/sync_msg'));
    callback = wecom.channel.callback() ?? '';
    wecom.server.asked.length = 0;
  });
  afterEach(async () => wecom.close());

  const echo = async (receiveId: string, at = wecom.server.seconds) => {
    const { server } = wecom;
    const sealed = server.encrypt('4711', receiveId);
    const query = server.seal(sealed, at);
    query.set('echostr', sealed);
    return fetch(`${callback}?${query.toString()}`);
  };

  it('proves to WeCom that it is ours by what it decrypts', async () => {
    const answer = await echo(wecom.server.corpId);
    assert.equal(answer.status, 200);
    assert.equal(await answer.text(), '4711');
  });

  it('answers at once, and fetches what there is', async () => {
    const answer = await wecom.server.ring(callback);
    assert.equal(answer.status, 200);
    await until(() => wecom.server.asked.includes('kf/sync_msg'));
  });

  const strangers: [string, () => Promise<Response>][] = [
    ['a wrong signature', async () => wecom.server.ring(callback, { token: 'other' })],
    ['another company', async () => wecom.server.ring(callback, { corpId: 'ww0000000000000000' })],
    ['yesterday', async () => wecom.server.ring(callback, { at: wecom.server.seconds - 86_400 })],
    ['tomorrow', async () => wecom.server.ring(callback, { at: wecom.server.seconds + 86_400 })],
    ['an echo for another company', async () => echo('ww0000000000000000')],
    ['an old echo', async () => echo(wecom.server.corpId, wecom.server.seconds - 3600)],
    ['no signature', async () => fetch(callback, { method: 'POST', body: '<xml/>' })],
    ['a bare look', async () => fetch(callback)],
  ];
  for (const [who, ask] of strangers) {
    it(`tells nothing to ${who}`, async () => {
      const answer = await ask();
      assert.equal(answer.status, 403);
      assert.equal(await answer.text(), '');
      assert.deepEqual(wecom.server.asked, []);
    });
  }

  it('says in the log that its clock is off, not that somebody guessed a signature', async () => {
    await wecom.server.ring(callback, { token: 'other' });
    assert.deepEqual(wecom.faults, []);
    await wecom.server.ring(callback, { at: wecom.server.seconds - 600 });
    assert.match(String(wecom.faults[0]), /another time than ours.*seconds=600/u);
  });

  it('takes no document that would expand itself', async () => {
    const { url, body } = wecom.server.callbackTo(callback);
    const bomb = `<!DOCTYPE xml [<!ENTITY a "aaaa">]>${body}`;
    assert.equal((await fetch(url, { method: 'POST', body: bomb })).status, 403);
  });

  it('reads no more than a callback can be', async () => {
    const { url } = wecom.server.callbackTo(callback);
    const answer = await fetch(url, { method: 'POST', body: 'x'.repeat(64 * 1024) });
    assert.equal(answer.status, 413);
  });

  it('does nothing for a callback that is played again', async () => {
    const { url, body } = wecom.server.callbackTo(callback);
    await fetch(url, { method: 'POST', body });
    await until(() => wecom.server.asked.length === 1);
    const again = await fetch(url, { method: 'POST', body });
    assert.equal(again.status, 200);
    await echo(wecom.server.corpId);
    assert.deepEqual(wecom.server.asked, ['kf/sync_msg']);
  });
});
