import { type Simulator, openSimulator } from '#channels/simulator/simulator.ts';
import { WECOM, openWecomChannel } from '#channels/wecom/wecom-channel.ts';
import { type WecomSettings, readWecomSettings } from '#channels/wecom/wecom-settings.ts';
import type { Channel } from '#ports/channel.ts';
import type { Clock } from '#ports/clock.ts';
import type { Store } from '#ports/store/store.ts';
import { type WechatSettings, readWechatSettings } from '#settings';
import { WECHATY, openWechat } from './open-wechat.ts';

/** Ways to residents that can be asked for; several at once. */
export const CHANNELS = ['simulator', WECHATY, WECOM] as const;
export type ChannelName = (typeof CHANNELS)[number];

export interface ChannelSettings {
  readonly simulator: boolean;
  readonly wechat: WechatSettings | undefined;
  readonly wecom: WecomSettings | undefined;
}

/** @throws Fault SETTINGS_INVALID where a wanted channel lacks what it needs. */
export function readChannelSettings(
  names: readonly ChannelName[],
  acceptsRisk: boolean,
): ChannelSettings {
  const risk = acceptsRisk ? { NUANCUI_WECHAT_RISK: 'accepted' } : {};
  return {
    simulator: names.includes('simulator'),
    wechat: names.includes(WECHATY) ? readWechatSettings({ ...process.env, ...risk }) : undefined,
    wecom: names.includes(WECOM) ? readWecomSettings(process.env) : undefined,
  };
}

export interface ChannelParts {
  readonly store: Store;
  readonly clock: Clock;
  /** Folder of the store. */
  readonly data: string;
  readonly report: (error: unknown, where?: string) => void;
}

export interface OpenChannels {
  readonly channels: readonly Channel[];
  readonly simulator: Simulator | null;
  /** A personal account, whose login code is to be shown. */
  readonly wechat: Channel | undefined;
  /** Where to find what, once the channels have started. */
  told(address: string): readonly string[];
  end(): Promise<void>;
}

/** Opens the channels that are wanted; they start with the service. */
export async function openChannels(
  { simulator: simulated, wechat: account, wecom: service }: ChannelSettings,
  { store, clock, data, report }: ChannelParts,
): Promise<OpenChannels> {
  const simulator = simulated ? openSimulator({ clock, report }) : null;
  const wechat = account && (await openWechat({ settings: account, store, clock, data, report }));
  const wecom = service && openWecomChannel({ settings: service, store, clock, report });
  const opened = [simulator?.channel, wechat?.channel, wecom];
  return {
    channels: opened.filter((one) => one !== undefined),
    simulator,
    wechat: wechat?.channel,
    told: (address) => [
      ...(simulator ? [`Simulated WeChat:   ${address}/simulator`] : []),
      ...(wecom ? [`WeCom callback:     ${wecom.callback() ?? ''}`] : []),
    ],
    end: async () => wechat?.end(),
  };
}
