import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, it } from 'mocha';
import { GatewayProcess, freeEndpoint } from '#channels/wechaty/gateway/gateway-process.ts';
import { RemotePuppet } from '#channels/wechaty/remote-puppet.ts';
import { openWechatyChannel } from '#channels/wechaty/wechaty-channel.ts';
import { systemClock } from '#commands/system-clock.ts';
import type { Channel, InboundEvent } from '#ports/channel.ts';
import { PhoneWorld } from './phone-world.ts';

const TOKEN = 'insecure_test-0123456789abcdef';
const PROGRAM = join(import.meta.dirname, 'phone-gateway.ts');

describe('An account behind a gateway, over gRPC on loopback', function () {
  this.timeout(60_000);
  let world: PhoneWorld;
  let gateway: GatewayProcess;
  let channel: Channel;
  let folder: string;
  let events: InboundEvent[];
  let endpoint: string;

  function connectWith(token: string): Channel {
    return openWechatyChannel({
      name: 'wechaty',
      puppet: new RemotePuppet({ endpoint, token }),
      clock: systemClock(),
      gateway: endpoint,
      throttled: ['操作太频繁'],
    });
  }

  beforeEach(async () => {
    folder = mkdtempSync(join(tmpdir(), 'nuancui-gateway-'));
    world = await PhoneWorld.open();
    process.env['PHONE_WORLD'] = String(world.port);
    endpoint = await freeEndpoint();
    const command = [PROGRAM];
    const report = () => undefined;
    gateway = new GatewayProcess({
      clock: systemClock(),
      command,
      folder,
      endpoint,
      token: TOKEN,
      report,
    });
    events = [];
    channel = connectWith(TOKEN);
    gateway.begin();
    await channel.start(async (event) => {
      events.push(event);
      world.changed();
    });
    await world.until(() => channel.health() === 'ready');
  });

  afterEach(async () => {
    await channel.stop();
    await gateway.end();
    await world.close();
    delete process.env['PHONE_WORLD'];
    rmSync(folder, { recursive: true });
  });

  const of = <T extends InboundEvent['type']>(type: T) =>
    events.filter((event): event is Extract<InboundEvent, { type: T }> => event.type === type);
  const texts = () => of('message').map(({ text }) => text);

  it('carries words both ways, and knows its own when they come back', async () => {
    world.say('wx-1', '在吗');
    await world.until(() => texts().length === 1);
    const sent = await channel.send({
      contact: 'wx-1',
      text: '您好',
      idempotencyKey: 'r',
      proactive: false,
    });
    assert.equal(sent.outcome, 'accepted');
    await world.until(() => of('echo').length === 1);
    assert.deepEqual(world.sent, [{ contact: 'wx-1', text: '您好' }]);
    assert.deepEqual(texts(), ['在吗']);
  });

  it('hears again, and says how long it heard nothing, after the gateway was killed', async () => {
    const { pid } = gateway;
    assert.ok(pid !== undefined);
    process.kill(pid, 'SIGKILL');
    await world.until(() => channel.health() === 'deaf');
    const refused = channel.canSend('wx-1', true, systemClock().now());
    assert.ok(!refused.ok && refused.retryAt !== undefined);
    await world.until(() => channel.health() === 'ready');
    world.say('wx-1', '我已经交了');
    await world.until(() => texts().length === 1);
    const gap = of('deaf').at(-1);
    assert.equal(gap?.why, 'connection');
    assert.ok(gap && gap.from !== null && gap.from < gap.to);
    // The gap is on record before anything says that sending is possible again.
    const order = events.filter(({ type }) => type === 'deaf' || type === 'health');
    const state = order.findLast(({ type }) => type === 'health');
    assert.ok(order.indexOf(gap) < order.lastIndexOf(state ?? gap));
  });

  it('tells of the first login that nothing was heard since the service last ran', () => {
    const [first] = of('deaf');
    assert.deepEqual([first?.from, first?.why], [null, 'service-down']);
  });

  it('keeps the gateway logged in when the service goes and comes back', async () => {
    await channel.stop();
    channel = connectWith(TOKEN);
    await channel.start(async (event) => {
      events.push(event);
      world.changed();
    });
    await world.until(() => channel.health() === 'ready');
    const logins = of('health').flatMap(({ login }) => login ?? []);
    assert.deepEqual(
      logins.map(({ fresh }) => fresh),
      [false, false],
    );
    assert.equal(world.ups.length, 1);
  });

  it('shows what is to be scanned, and calls the login that follows a new one', async () => {
    world.order({ do: 'logout' });
    await world.until(() => channel.health() === 'logged-out');
    world.order({ do: 'scan', code: 'https://login.example/abc' });
    await world.until(() => channel.loginCode?.() === 'https://login.example/abc');
    assert.equal(channel.health(), 'scan');
    world.order({ do: 'login', account: 'another' });
    await world.until(() => channel.health() === 'ready');
    assert.equal(channel.loginCode?.(), null);
    assert.deepEqual(of('health').at(-1)?.login, { account: 'another', fresh: true });
    assert.equal(of('deaf').at(-1)?.why, 'logged-out');
  });

  it('takes a notice of WeChat for one, and the same words of a puppet that refuses', async () => {
    world.order({ do: 'say', contact: 'wx-1', text: '操作太频繁，请稍后再试', type: 0 });
    await world.until(() => of('throttled').length === 1);
    world.order({ do: 'refuse', message: '操作太频繁' });
    world.say('wx-1', '你们操作太频繁了，别发了');
    await world.until(() => texts().length === 1);
    const answer = await channel.send({
      contact: 'wx-1',
      text: '您好',
      idempotencyKey: 'r',
      proactive: true,
    });
    assert.deepEqual(answer, { outcome: 'rejected', reason: 'throttled' });
    assert.equal(of('throttled').length, 2);
  });

  it('is never ready with a wrong token, and does not fall over it', async () => {
    const reported: string[] = [];
    const stranger = openWechatyChannel({
      name: 'stranger',
      puppet: new RemotePuppet({ endpoint, token: 'insecure_wrong-0123456789abcdef' }),
      clock: systemClock(),
      gateway: endpoint,
      report: (error) => {
        reported.push(String(error));
        world.changed();
      },
    });
    await stranger.start(async () => undefined);
    await world.until(() => reported.some((one) => one.includes('UNAUTHENTICATED')));
    assert.equal(stranger.health(), 'starting');
    await stranger.stop();
  });
});
