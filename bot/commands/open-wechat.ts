import { join, resolve } from 'node:path';
import { GatewayProcess, freeEndpoint } from '#channels/wechaty/gateway/gateway-process.ts';
import { gatewayToken } from '#channels/wechaty/gateway/gateway-token.ts';
import { type GatewayAddress, RemotePuppet } from '#channels/wechaty/remote-puppet.ts';
import { openWechatyChannel } from '#channels/wechaty/wechaty-channel.ts';
import { Fault } from '#errors';
import type { Channel } from '#ports/channel.ts';
import type { Clock } from '#ports/clock.ts';
import type { Store } from '#ports/store/store.ts';
import type { WechatSettings } from '#settings';
import { tokenFile } from './gateway.ts';
import { LOCALES, ROOT } from './open-house.ts';
import { readWechatWords } from './wechat-words.ts';

/** Name under which the service knows a personal WeChat account. */
export const WECHATY = 'wechaty';

/** Between two messages of one account, on average. */
const BETWEEN_MS = 3000;

export interface WechatParts {
  readonly settings: WechatSettings;
  readonly store: Store;
  readonly clock: Clock;
  /** Folder of the store; token and login are kept beside it. */
  readonly data: string;
  readonly report: (error: unknown) => void;
  /** What runs the gateway instead of `nuancui gateway`; for tests. */
  readonly command?: readonly string[];
}

export interface OpenWechat {
  readonly channel: Channel;
  end(): Promise<void>;
}

/**
 * Opens a personal WeChat account behind a gateway: one of our own that is begun again when it falls, or one that
 * somebody else runs.
 * @throws Fault CHANNEL_RISK as long as nobody has acknowledged what that may cost.
 */
export async function openWechat(parts: WechatParts): Promise<OpenWechat> {
  const { settings, store, clock, data } = parts;
  const words = readWechatWords(LOCALES);
  await acknowledgeRisk(store, clock, settings.riskAccepted, words.risk);
  const own = settings.endpoint === undefined;
  const address: GatewayAddress = {
    endpoint: settings.endpoint ?? (await freeEndpoint()),
    token: settings.token ?? gatewayToken(tokenFile(data)),
  };
  const report = (error: unknown) => parts.report(withoutToken(error, address.token));
  const nuancui = [join(ROOT, 'bot', 'commands', 'nuancui.ts'), 'gateway', '--child'];
  const command = parts.command ?? [...nuancui, '--puppet', settings.puppet];
  const folder = resolve(data, 'wechat');
  const gateway = own ? new GatewayProcess({ clock, command, folder, report, ...address }) : null;
  gateway?.begin();
  const channel = openWechatyChannel({
    name: WECHATY,
    puppet: new RemotePuppet(address),
    clock,
    report,
    gateway: address.endpoint,
    idsChange: settings.idsChange,
    recalls: settings.recalls,
    pace: { proactivePerHour: settings.hourly, betweenMs: BETWEEN_MS },
    throttled: words.throttled,
  });
  return { channel, end: async () => gateway?.end() };
}

/** Kept once given; until then nothing is opened, and the warning is what there is to read. */
async function acknowledgeRisk(
  store: Store,
  clock: Clock,
  accepted: boolean,
  warning: readonly string[],
): Promise<void> {
  const now = clock.now();
  const known = await store.read((tx) => tx.channels.byName(WECHATY));
  if (known && known.riskAt !== null) return;
  if (!accepted) {
    process.stderr.write(`${warning.join('\n\n')}\n\n`);
    throw new Fault('CHANNEL_RISK', {
      right: '--accept-wechat-risk, or NUANCUI_WECHAT_RISK=accepted, once',
    });
  }
  const never = { account: null, loggedInAt: null, seenAt: null, breaker: null };
  const fresh = { name: WECHATY, epoch: 0, idsChange: false, state: 'starting', ...never } as const;
  await store.write((tx) => tx.channels.put({ stateSince: now, ...fresh, ...known, riskAt: now }));
}

/** A gateway that refuses a token says it aloud. */
function withoutToken(error: unknown, token: string): unknown {
  if (!(error instanceof Error) || !error.message.includes(secretOf(token))) return error;
  const cut = new Error(
    error.message.replaceAll(token, '[cut]').replaceAll(secretOf(token), '[cut]'),
  );
  cut.name = error.name;
  return cut;
}

function secretOf(token: string): string {
  return token.slice(token.indexOf('_') + 1);
}
