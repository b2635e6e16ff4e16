import type { Puppet } from 'wechaty-puppet';
import { PuppetServer } from 'wechaty-puppet-service';
import type { GatewayAddress } from '../remote-puppet.ts';

/** What is particular about a puppet. */
export interface GatewayHabits {
  /** Stopping it ends the login at WeChat, and somebody would have to scan again: it is left as it is. */
  readonly stopLogsOut?: boolean;
}

/**
 * Serves a puppet on loopback over TLS as the package brings it, and begins it, so that a login code is there before
 * anybody asks.
 * @returns how it is ended.
 */
export async function runGateway(
  puppet: Puppet,
  { endpoint, token }: GatewayAddress,
  report: (error: unknown) => void,
  { stopLogsOut = false }: GatewayHabits = {},
): Promise<() => Promise<void>> {
  puppet.on('error', report);
  const server = new PuppetServer({ endpoint, token, puppet });
  await server.start();
  // A login that takes long, or fails for now, is not the gateway's failure: the puppet says so by its events.
  void puppet.start().catch(report);
  return async () => {
    if (!stopLogsOut) await puppet.stop();
    await server.stop();
  };
}
