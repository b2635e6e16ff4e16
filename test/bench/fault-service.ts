// The service that the fault run kills: behind a real gateway, saying aloud what it has acknowledged.
import { join } from 'node:path';
import { GatewayProcess, freeEndpoint } from '#channels/wechaty/gateway/gateway-process.ts';
import { gatewayToken } from '#channels/wechaty/gateway/gateway-token.ts';
import { RemotePuppet } from '#channels/wechaty/remote-puppet.ts';
import { openWechatyChannel } from '#channels/wechaty/wechaty-channel.ts';
import { tokenFile } from '#commands/gateway.ts';
import { openHouse } from '#commands/open-house.ts';
import { WECHATY } from '#commands/open-wechat.ts';
import { systemClock } from '#commands/system-clock.ts';
import type { Channel } from '#ports/channel.ts';
import { openMediaFolder } from '#store/media/media-folder.ts';
import { openSqlite } from '#store/sqlite/open-sqlite.ts';
import { createService } from '../../bot/service.ts';

const [folder = ''] = process.argv.slice(2);
const clock = systemClock();
const store = await openSqlite({ file: join(folder, 'nuancui.db') });
const endpoint = await freeEndpoint();
const token = gatewayToken(tokenFile(folder));
const report = () => undefined;
const say = (line: string) => process.stdout.write(`${line}\n`);

const gateway = new GatewayProcess({
  clock,
  command: [join(import.meta.dirname, '..', 'channels', 'phone-gateway.ts')],
  folder: join(folder, 'wechat'),
  endpoint,
  token,
  report,
});
gateway.begin();
const wechaty = openWechatyChannel({
  name: WECHATY,
  puppet: new RemotePuppet({ endpoint, token }),
  clock,
  report,
  gateway: endpoint,
});

/** The same channel, telling what of it is durable. */
const channel: Channel = {
  name: wechaty.name,
  capabilities: wechaty.capabilities,
  health: () => wechaty.health(),
  canSend: (contact, proactive, now) => wechaty.canSend(contact, proactive, now),
  send: async (message) => wechaty.send(message),
  recall: async (contact, id) => wechaty.recall(contact, id),
  fetchMedia: async (ref, cap) => wechaty.fetchMedia(ref, cap),
  stop: async () => wechaty.stop(),
  start: async (receive) =>
    wechaty.start(async (event) => {
      await receive(event);
      if (event.type === 'message') say(`heard ${event.id}`);
      if (event.type === 'health' && event.login) say(`ready ${gateway.pid}`);
    }),
};

const service = createService({
  ...openHouse(),
  media: openMediaFolder(join(folder, 'media')),
  store,
  clock,
  engine: 'bot-framework',
  channels: [channel],
  report: (error, where) => process.stderr.write(`${where}: ${String(error)}\n`),
});
await service.start();
say('started');
// It does not outlive whoever judges it.
process.stdin.resume().once('close', () => process.exit(0));
process.once('SIGTERM', () => {
  void (async () => {
    await service.stop();
    await gateway.end();
    await store.close();
    process.exit(0);
  })();
});
