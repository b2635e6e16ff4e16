import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, it } from 'mocha';
import { GatewayProcess, freeEndpoint } from '#channels/wechaty/gateway/gateway-process.ts';
import { RemotePuppet } from '#channels/wechaty/remote-puppet.ts';
import { openWechatyChannel } from '#channels/wechaty/wechaty-channel.ts';
import { ROOT } from '#commands/open-house.ts';
import { systemClock } from '#commands/system-clock.ts';
import type { Channel, InboundEvent } from '#ports/channel.ts';
import { hasLogin, keepLogin } from './far-end/web-login.ts';
import { ROOM, WebWechat } from './far-end/web-wechat.ts';

const TOKEN = 'insecure_test-0123456789abcdef';
const NUANCUI = join(ROOT, 'bot', 'commands', 'nuancui.ts');

/** What anybody may write, and at which the package would log out. */
const FAREWELL = '🌚 🌝'.repeat(3);

describe('A login of the web WeChat', function () {
  this.timeout(60_000);
  let wechat: WebWechat;
  let folder: string;
  let gateway: GatewayProcess;
  let channel: Channel;
  let events: InboundEvent[];
  let changed: () => void;

  beforeEach(async () => {
    wechat = await WebWechat.open();
    wechat.befriend('@friend1', '李芳');
    folder = mkdtempSync(join(tmpdir(), 'nuancui-login-'));
    await keepLogin(folder, wechat.origin);
    events = [];
    changed = () => undefined;
  });
  afterEach(async () => {
    await end();
    await wechat.close();
    rmSync(folder, { recursive: true, force: true });
  });

  async function until(holds: () => boolean): Promise<void> {
    while (!holds()) {
      await new Promise<void>((resolve) => {
        changed = resolve;
      });
    }
  }

  /** A service with the shipped gateway; ready when it is logged in. */
  async function begin(): Promise<void> {
    const endpoint = await freeEndpoint();
    const address = { endpoint, token: TOKEN };
    const command = [NUANCUI, 'gateway', '--child', '--puppet', 'wechat4u'];
    const clock = systemClock();
    const report = () => undefined;
    gateway = new GatewayProcess({ clock, command, folder, report, ...address });
    gateway.begin();
    const puppet = new RemotePuppet(address);
    channel = openWechatyChannel({ name: 'wechaty', puppet, clock, gateway: endpoint });
    await channel.start(async (event) => {
      events.push(event);
      changed();
    });
    await until(() => channel.health() === 'ready');
  }

  async function end(): Promise<void> {
    await channel.stop();
    await gateway.end();
  }

  const texts = () => events.flatMap((one) => (one.type === 'message' ? [one.text] : []));

  it('outlives service and gateway: nobody logs out, and nobody scans again', async () => {
    for (const text of ['早上', '晚上']) {
      await begin();
      wechat.deliver({ MsgId: text, FromUserName: '@friend1', Content: text });
      await until(() => texts().includes(text));
      await end();
    }
    assert.ok(!wechat.paths.includes('webwxlogout'));
    assert.ok(await hasLogin(folder));
    assert.ok(!events.some((one) => one.type === 'health' && one.state === 'scan'));
  });

  it('is not ended by what a resident or a room writes', async () => {
    await begin();
    const Content = `@friend1:<br/>${FAREWELL}`;
    wechat.deliver({ MsgId: '1', FromUserName: ROOM, Content });
    wechat.deliver({ MsgId: '2', FromUserName: '@friend1', Content: FAREWELL });
    wechat.deliver({ MsgId: '3', FromUserName: '@friend1', Content: '还在吗' });
    await until(() => texts().includes('还在吗'));
    wechat.deliver({ MsgId: '4', FromUserName: '@friend1', Content: '在吗' });
    await until(() => texts().includes('在吗'));
    await end();
    assert.ok(!wechat.paths.includes('webwxlogout'));
    assert.equal(channel.loginCode?.() ?? null, null);
  });
});
