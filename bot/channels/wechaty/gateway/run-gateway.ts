import type { Puppet } from 'wechaty-puppet';
import { PuppetServer } from 'wechaty-puppet-service';
import type { GatewayAddress } from '../remote-puppet.ts';

/**
 * Serves a puppet on loopback over TLS as the package brings it, and begins it, so that a login code is there before
 * anybody asks.
 * @returns how it is ended.
 */
export async function runGateway(
  puppet: Puppet,
  { endpoint, token }: GatewayAddress,
  report: (error: unknown) => void,
): Promise<() => Promise<void>> {
  puppet.on('error', report);
  const server = new PuppetServer({ endpoint, token, puppet });
  await server.start();
  // A login that takes long, or fails for now, is not the gateway's failure: the puppet says so by its events.
  void puppet.start().catch(report);
  return async () => {
    await puppet.stop();
    await server.stop();
  };
}
