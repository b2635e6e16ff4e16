import assert from 'node:assert/strict';
import { beforeEach, describe, it } from 'mocha';
import { MINUTE_MS, instant } from '#domain/time.ts';
import type { Channel, InboundEvent, OutboundMessage } from '#ports/channel.ts';
import { absentChannel, keptChannel } from '#turn/kept-channel.ts';
import { HandClock } from '../fixtures/hand-clock.ts';

const MESSAGE: OutboundMessage = {
  contact: 'wm-1',
  text: '您好',
  idempotencyKey: 'row-1',
  proactive: false,
};

describe('A channel whose start fails', () => {
  let clock: HandClock;
  let failures: number;
  let reports: unknown[];
  let told: InboundEvent[];
  let sent: string[];
  let kept: Channel;

  const settle = async () => new Promise((resolve) => setImmediate(resolve));

  beforeEach(async () => {
    clock = new HandClock(instant(1_772_503_200_000));
    [failures, reports, told, sent] = [2, [], [], []];
    const inner: Channel = {
      ...absentChannel('wecom'),
      health: () => 'ready',
      async start() {
        failures -= 1;
        if (failures >= 0) throw new Error('the port is taken');
      },
      canSend: () => ({ ok: true, remaining: null, expiresAt: null }),
      async send({ text }) {
        sent.push(text);
        return { outcome: 'accepted', messageId: null };
      },
    };
    kept = keptChannel(inner, clock, (error) => reports.push(error));
    await kept.start(async (event) => void told.push(event));
  });

  it('takes nothing down, says so, and says that nothing can be sent for now', async () => {
    assert.equal(kept.health(), 'absent');
    assert.equal(reports.length, 1);
    assert.deepEqual(told, [{ type: 'health', state: 'absent', at: clock.now() }]);
    const may = kept.canSend('wm-1', false, clock.now());
    assert.ok(!may.ok && may.retryAt !== undefined && may.retryAt > clock.now());
    assert.equal((await kept.send(MESSAGE)).outcome, 'rejected');
    assert.deepEqual(sent, []);
  });

  it('is begun again by itself until it stands, and then sends', async () => {
    for (const _time of [1, 2]) {
      clock.pass(MINUTE_MS);
      await settle();
    }
    assert.equal(kept.health(), 'ready');
    assert.ok(kept.canSend('wm-1', false, clock.now()).ok);
    assert.equal((await kept.send(MESSAGE)).outcome, 'accepted');
  });

  it('is not begun again when it was stopped', async () => {
    await kept.stop();
    clock.pass(MINUTE_MS);
    await settle();
    assert.equal(failures, 1);
  });
});
