import assert from 'node:assert/strict';
import { afterEach, beforeEach, describe, it } from 'mocha';
import { HOUR_MS, instant } from '#domain/time.ts';
import type { Choices } from '#ports/channel.ts';
import { type WecomUnderTest, openWecom, until } from './wecom-under-test.ts';

const NOW = instant(1_772_503_200_000);

describe('what goes out by WeCom', () => {
  let wecom: WecomUnderTest;
  let keys = 0;

  beforeEach(async () => {
    wecom = await openWecom(NOW);
    await wecom.channel.start(async () => undefined);
    wecom.server.says('wm-1', '在吗');
    await wecom.deliver();
  });
  afterEach(async () => wecom.close());

  const send = async (contact: string, text: string, choices?: Choices) => {
    keys += 1;
    const idempotencyKey = `0b8f3c1e-9d2a-4f6b-8c7d-${String(keys).padStart(12, '0')}`;
    const message = {
      contact,
      text,
      idempotencyKey,
      proactive: false,
      ...(choices && { choices }),
    };
    return wecom.channel.send(message);
  };
  const may = (contact: string) => wecom.channel.canSend(contact, false, wecom.clock.now());

  it('goes out under an id made from its own, within what WeCom allows', async () => {
    const sent = await send('wm-1', '您好');
    const [shown] = wecom.server.shown;
    assert.match(shown?.msgid ?? '', /^[\w-]{1,32}$/u);
    assert.deepEqual(sent, { outcome: 'accepted', messageId: shown?.msgid });
  });

  it('says how many more may follow and until when, and refuses the sixth', async () => {
    const expiresAt = instant(NOW + 48 * HOUR_MS);
    assert.deepEqual(may('wm-1'), { ok: true, remaining: 5, expiresAt });
    for (const text of ['一', '二', '三', '四', '五']) await send('wm-1', text);
    assert.deepEqual(may('wm-1'), { ok: false, reason: 'channel-closed' });
    assert.deepEqual(await send('wm-1', '六'), { outcome: 'rejected', reason: 'channel-closed' });
    assert.equal(wecom.server.textsTo('wm-1').length, 5);
    wecom.server.says('wm-1', '好的');
    await wecom.deliver();
    assert.deepEqual(may('wm-1'), { ok: true, remaining: 5, expiresAt });
  });

  it('never begins, and ends 48 hours after the last word', async () => {
    assert.deepEqual(may('wm-2'), { ok: false, reason: 'channel-closed' });
    wecom.clock.pass(48 * HOUR_MS);
    await until(() => wecom.clock.resting);
    assert.deepEqual(may('wm-1'), { ok: false, reason: 'channel-closed' });
  });

  it('stops counting on its own when WeCom counts otherwise', async () => {
    wecom.server.faults.refuseSend = 95_001;
    assert.deepEqual(await send('wm-1', '您好'), { outcome: 'rejected', reason: 'quota' });
    assert.ok(!may('wm-1').ok);
  });

  it('gives back what certainly did not leave', async () => {
    wecom.server.faults.refuseSend = 95_018;
    assert.deepEqual(await send('wm-1', '您好'), { outcome: 'rejected', reason: 'session-state' });
    const permission = may('wm-1');
    assert.ok(permission.ok);
    assert.equal(permission.remaining, 5);
  });

  it('does not know what became of a text when the connection broke, the gateway failed, or nobody answered', async () => {
    wecom.server.faults.loseSend = true;
    const lost = await send('wm-1', '一');
    assert.ok(lost.outcome === 'unknown');
    assert.equal(lost.messageId, wecom.server.shown[0]?.msgid);
    wecom.server.faults.loseSend = false;
    wecom.server.faults.breakSend = true;
    assert.equal((await send('wm-1', '二')).outcome, 'unknown');
    wecom.server.faults.breakSend = false;
    wecom.server.faults.hangSend = true;
    const hanging = send('wm-1', '三');
    await until(() => wecom.server.shown.length === 3);
    wecom.clock.pass(20_000);
    assert.deepEqual(
      { ...(await hanging), messageId: '' },
      { outcome: 'unknown', reason: 'no-answer', messageId: '' },
    );
    const permission = may('wm-1');
    assert.ok(permission.ok);
    assert.equal(permission.remaining, 2);
  });

  it('knows that nothing left where nobody could be reached', async () => {
    await wecom.server.close();
    const { outcome } = await send('wm-1', '您好');
    assert.equal(outcome, 'rejected');
  });

  it('gets a new token once for all who need it, and sends once', async () => {
    wecom.server.says('wm-2', '在吗');
    await wecom.deliver();
    wecom.server.faults.expireTokens = true;
    const sent = await Promise.all([send('wm-1', '一'), send('wm-2', '二'), send('wm-1', '三')]);
    assert.ok(sent.every(({ outcome }) => outcome === 'accepted'));
    assert.equal(wecom.server.tokensGiven, 2);
    assert.equal(wecom.server.shown.length, 3);
  });

  it('gets a new token before the old one ends', async () => {
    wecom.clock.pass(2 * HOUR_MS - 60_000);
    await until(() => wecom.clock.resting);
    await send('wm-1', '您好');
    assert.equal(wecom.server.tokensGiven, 2);
  });

  it('shows choices as a menu, and hears which was tapped', async () => {
    const choices = { head: '您是哪种情况？', options: ['现在缴清', '分期'] };
    await send('wm-1', '您是哪种情况？\n1. 现在缴清\n2. 分期', choices);
    const [shown] = wecom.server.shown;
    assert.deepEqual(shown?.body['msgmenu'], {
      head_content: '您是哪种情况？',
      list: [
        { type: 'click', click: { id: `${shown?.msgid}.1`, content: '现在缴清' } },
        { type: 'click', click: { id: `${shown?.msgid}.2`, content: '分期' } },
      ],
    });
  });

  it('sends the numbers where the choices do not fit into a menu', async () => {
    const choices = { head: '长'.repeat(400), options: ['现在缴清', '分期'] };
    const text = `${choices.head}\n1. 现在缴清\n2. 分期`;
    await send('wm-1', text, choices);
    assert.deepEqual(wecom.server.textsTo('wm-1'), [text]);
  });

  it('greets who came in within 20 seconds, once', async () => {
    wecom.server.enters('wm-3', '');
    await wecom.deliver();
    const permission = may('wm-3');
    assert.ok(permission.ok);
    assert.equal(permission.remaining, 1);
    assert.equal((await send('wm-3', '欢迎')).outcome, 'accepted');
    assert.deepEqual(wecom.server.textsTo('wm-3'), ['欢迎']);
    assert.ok(!may('wm-3').ok);
    wecom.server.enters('wm-4', '');
    await wecom.deliver();
    wecom.clock.pass(20_000);
    assert.ok(!may('wm-4').ok);
  });

  it('takes a message back', async () => {
    const sent = await send('wm-1', '发错了');
    assert.ok(sent.outcome === 'accepted');
    assert.ok(await wecom.channel.recall('wm-1', sent.messageId ?? ''));
    assert.deepEqual(wecom.server.textsTo('wm-1'), []);
    assert.equal(await wecom.channel.recall('wm-1', 'unknown'), false);
  });

  it('moves a conversation to the pool of colleagues, and ends it when they are done', async () => {
    const move = async (to: 'staff' | 'bot') => wecom.channel.transfer?.('wm-1', to);
    assert.deepEqual(await move('staff'), { outcome: 'done' });
    assert.equal(wecom.server.states.get('wm-1'), 2);
    assert.deepEqual(await move('staff'), { outcome: 'done' });
    assert.deepEqual(await send('wm-1', '您好'), { outcome: 'rejected', reason: 'session-state' });
    assert.deepEqual(await move('bot'), { outcome: 'done' });
    assert.equal(wecom.server.states.get('wm-1'), 4);
    assert.deepEqual(await move('staff'), { outcome: 'refused', reason: 'session-closed' });
    wecom.server.says('wm-1', '还有一件事');
    await wecom.deliver();
    assert.equal((await send('wm-1', '请讲')).outcome, 'accepted');
  });

  it('is silent when it is stopped', async () => {
    await wecom.channel.stop();
    assert.ok(!may('wm-1').ok);
    assert.equal((await send('wm-1', '您好')).outcome, 'rejected');
    assert.equal(wecom.channel.callback(), null);
  });
});
