import { type Simulator, openSimulator } from '#channels/simulator/simulator.ts';
import { WECOM, openWecomChannel } from '#channels/wecom/wecom-channel.ts';
import { readWecomSettings } from '#channels/wecom/wecom-settings.ts';
import { Fault } from '#errors';
import type { Channel } from '#ports/channel.ts';
import type { Clock } from '#ports/clock.ts';
import type { Store } from '#ports/store/store.ts';
import { readWechatSettings } from '#settings';
import { WECHATY, openWechat } from './open-wechat.ts';
import { showLogin } from './show-login.ts';
import { systemClock } from './system-clock.ts';

/** Ways to residents that can be asked for; several at once. */
export const CHANNELS = ['simulator', WECHATY, WECOM] as const;
export type ChannelName = (typeof CHANNELS)[number];

export interface ChannelParts {
  readonly wanted: readonly ChannelName[];
  /** Whether the clock is an invented one, by which no real channel can be run. */
  readonly invented: boolean;
  /** Whether the risk of a personal account is acknowledged on this start. */
  readonly acceptsRisk: boolean;
  readonly environment: NodeJS.ProcessEnv;
  readonly store: Store;
  readonly clock: Clock;
  /** Folder of the store; tokens and logins of channels are kept beside it. */
  readonly data: string;
  readonly report: (error: unknown) => void;
}

export interface OpenChannels {
  readonly channels: readonly Channel[];
  /** The residents' phones, where WeChat is simulated. */
  readonly simulator: Simulator | null;
  /** Tells an operator what to do about the channels, once they are started. */
  announce(write: (line: string) => void): void;
  end(): Promise<void>;
}

/**
 * Opens what was asked for.
 * @throws Fault where a setting is missing, a risk is not acknowledged, or the clock of a demo would rule a real channel.
 */
export async function openChannels(parts: ChannelParts): Promise<OpenChannels> {
  const { wanted, invented, acceptsRisk, environment, store, clock, data, report } = parts;
  if (invented && wanted.some((name) => name !== 'simulator')) {
    throw new Fault('INPUT_INVALID', {
      channel: wanted.join(' '),
      right: 'neither --demo nor --at',
    });
  }
  const simulator = wanted.includes('simulator') ? openSimulator({ clock, report }) : null;
  const wecom = wanted.includes(WECOM)
    ? openWecomChannel({ settings: readWecomSettings(environment), store, clock, report })
    : null;
  const accepted = acceptsRisk ? { NUANCUI_WECHAT_RISK: 'accepted' } : {};
  const wechat = wanted.includes(WECHATY)
    ? await openWechat({
        settings: readWechatSettings({ ...environment, ...accepted }),
        store,
        clock,
        data,
        report,
      })
    : null;
  let hideLogin = () => {};
  const opened = [simulator?.channel, wechat?.channel, wecom ?? undefined];
  return {
    channels: opened.filter((one) => one !== undefined),
    simulator,
    announce(write) {
      if (wecom) write(`WeCom callback:     ${wecom.callback() ?? ''}\n`);
      if (wechat) hideLogin = showLogin(wechat.channel, systemClock(), write);
    },
    async end() {
      hideLogin();
      await wechat?.end();
    },
  };
}
