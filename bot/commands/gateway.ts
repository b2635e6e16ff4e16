import { join } from 'node:path';
import { Command } from 'commander';
import { gatewayToken } from '#channels/wechaty/gateway/gateway-token.ts';
import { disarmFarewell } from '#channels/wechaty/gateway/disarm-farewell.ts';
import { loadPuppet } from '#channels/wechaty/gateway/load-puppet.ts';
import { runGateway } from '#channels/wechaty/gateway/run-gateway.ts';
import { Fault } from '#errors';
import { PUPPET_NAMES, type PuppetName, readWechatSettings } from '#settings';
import { log } from './log.ts';

interface Options {
  readonly endpoint: string;
  readonly data: string;
  readonly puppet?: string;
  readonly child?: boolean;
}

const PACKAGES: Readonly<Record<PuppetName, string>> = {
  wechat4u: 'wechaty-puppet-wechat4u',
  padlocal: 'wechaty-puppet-padlocal',
  mock: 'wechaty-puppet-mock',
};

/** Puppets that log out of WeChat when they are stopped. */
const LOG_OUT: ReadonlySet<PuppetName> = new Set(['wechat4u']);

/** A puppet broke in a way it did not expect: whoever watches begins the gateway anew. */
const BROKEN = 70;

/** The file of the gateway's secret in the data folder. */
export function tokenFile(data: string): string {
  return join(data, 'wechat', 'gateway.token');
}

/** `nuancui gateway`: the process that speaks to WeChat, apart from the service (contract: docs/channels.md). */
export function gatewayCommand(): Command {
  return new Command('gateway')
    .description('run the gateway to a WeChat account, apart from the service')
    .option('--endpoint <host:port>', 'where the service reaches it', '127.0.0.1:8788')
    .option('--data <dir>', 'folder in which its token and login are kept', 'data')
    .option('--puppet <name>', `what speaks to WeChat: ${PUPPET_NAMES.join(', ')}`)
    .option('--child', 'end with whoever began it')
    .action(async (options: Options) => gateway(options));
}

async function gateway({ endpoint, data, puppet: wanted, child }: Options): Promise<void> {
  const settings = readWechatSettings(process.env);
  const name = wanted === undefined ? settings.puppet : PUPPET_NAMES.find((one) => one === wanted);
  if (name === undefined) {
    throw new Fault('INPUT_INVALID', { puppet: wanted, right: PUPPET_NAMES.join(', ') });
  }
  const token = settings.token ?? gatewayToken(tokenFile(data));
  const report = (error: unknown) => log.error({ err: error, where: 'gateway' });
  const puppet = await loadPuppet(PACKAGES[name], name);
  // Puppets install a handler that swallows crashes, which leaves a gateway that looks alive and is not.
  process.removeAllListeners('uncaughtException');
  for (const crash of ['uncaughtException', 'unhandledRejection']) {
    process.on(crash, (error: unknown) => {
      report(error);
      process.exit(BROKEN);
    });
  }
  if (name === 'wechat4u') disarmFarewell(puppet);
  const stopLogsOut = LOG_OUT.has(name);
  const end = await runGateway(puppet, { endpoint, token }, report, { stopLogsOut });
  const leave = () => void end().finally(() => process.exit(0));
  process.once('SIGINT', leave);
  process.once('SIGTERM', leave);
  if (child === true) process.stdin.resume().once('close', leave);
}
