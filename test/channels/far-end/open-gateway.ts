import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { GatewayProcess, freeEndpoint } from '#channels/wechaty/gateway/gateway-process.ts';
import { RemotePuppet } from '#channels/wechaty/remote-puppet.ts';
import { openWechatyChannel } from '#channels/wechaty/wechaty-channel.ts';
import { instant } from '#domain/time.ts';
import type { Channel } from '#ports/channel.ts';
import { LineClock } from './line-clock.ts';

const TOKEN = 'insecure_test-0123456789abcdef';

export interface OpenGateway {
  readonly channel: Channel;
  /** The clock of the channel. */
  readonly clock: LineClock;
  /** Ends the gateway's process; the channel has been stopped. */
  end(): Promise<void>;
}

/**
 * A gateway in a process of its own, begun again when it falls, and a channel to it that mends its own line.
 * @param command the gateway's program and its words.
 * @param furnish lays what the gateway finds in its folder.
 * @param recalls the puppet names what it sent.
 */
export async function openGateway(
  command: readonly string[],
  furnish: (folder: string) => Promise<void> = async () => undefined,
  recalls = false,
): Promise<OpenGateway> {
  const folder = mkdtempSync(join(tmpdir(), 'nuancui-gateway-'));
  await furnish(folder);
  const endpoint = await freeEndpoint();
  const address = { endpoint, token: TOKEN };
  const start = instant(1_772_503_200_000);
  const clock = new LineClock(start);
  const gateway = new GatewayProcess({
    clock: new LineClock(start),
    command,
    folder,
    report: () => undefined,
    ...address,
  });
  gateway.begin();
  const channel = openWechatyChannel({
    name: 'wechaty',
    puppet: new RemotePuppet(address),
    clock,
    gateway: endpoint,
    recalls,
  });
  return {
    channel,
    clock,
    async end() {
      await gateway.end();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
