import { HOUR_MS } from '#domain/time.ts';
import { channelContract } from '../../contract/channel.ts';
import { openWecomChannelUnderTest } from './wecom-contract.ts';
import type { WecomServer } from './wecom-server.ts';

channelContract('WeCom customer service', 'wecom', async () => openWecomChannelUnderTest());

/** Rings as the network of a bad day does: strangers knock too, and every callback comes twice. */
async function ringBadly(server: WecomServer, callback: string): Promise<void> {
  await server.ring(callback, { token: 'guessed' });
  await server.ring(callback, { corpId: 'ww0000000000000000' });
  await server.ring(callback, { at: server.seconds - HOUR_MS / 1000 });
  const { url, body } = server.callbackTo(callback, { at: server.seconds - 200 });
  for (const _time of [1, 2]) await fetch(url, { method: 'POST', body });
}

channelContract('WeCom customer service on a bad day', 'wecom', async () =>
  openWecomChannelUnderTest(ringBadly, (server) => {
    server.pageSize = 2;
    server.faults.expireEvery = 31;
  }),
);
