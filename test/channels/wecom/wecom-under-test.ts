import { openWecomChannel, type WecomChannel } from '#channels/wecom/wecom-channel.ts';
import { type WecomSettings, readWecomSettings } from '#channels/wecom/wecom-settings.ts';
import type { Instant } from '#domain/time.ts';
import type { Store } from '#ports/store/store.ts';
import { openSqlite } from '#store/sqlite/open-sqlite.ts';
import { HandClock } from '../../fixtures/hand-clock.ts';
import { WecomServer } from './wecom-server.ts';

/** Tells the long waits between looks from the deadlines of a look that is under way. */
export class RestingClock extends HandClock {
  readonly #rests = new Set<object>();

  get resting(): boolean {
    return this.#rests.size > 0;
  }

  override wake(at: Instant, callback: () => void): () => boolean {
    const rest = {};
    if (at - this.now() > 20_000) this.#rests.add(rest);
    const callOff = super.wake(at, () => {
      this.#rests.delete(rest);
      callback();
    });
    return () => {
      this.#rests.delete(rest);
      return callOff();
    };
  }
}

export interface WecomUnderTest {
  readonly clock: RestingClock;
  readonly server: WecomServer;
  readonly store: Store;
  readonly settings: WecomSettings;
  readonly channel: WecomChannel;
  readonly faults: unknown[];
  /** Rings, and waits until everything that was put there is durable. */
  deliver(): Promise<void>;
  /** A channel of a new process over the same store. */
  again(): WecomChannel;
  close(): Promise<void>;
}

/** Waits for what other parts of this process are about to do. */
export async function until(done: () => boolean | Promise<boolean>): Promise<void> {
  while (!(await done())) await new Promise((resolve) => setImmediate(resolve));
}

/** WeCom and the channel to it; the channel is not started. */
export async function openWecom(
  at: Instant,
  environment: Readonly<Record<string, string>> = {},
): Promise<WecomUnderTest> {
  const clock = new RestingClock(at);
  const server = new WecomServer(() => clock.now());
  const settings = readWecomSettings({
    NUANCUI_WECOM_CORP_ID: server.corpId,
    NUANCUI_WECOM_SECRET: server.secret,
    NUANCUI_WECOM_TOKEN: server.token,
    NUANCUI_WECOM_AES_KEY: server.aesKeyText,
    NUANCUI_WECOM_OPEN_KFID: server.openKfId,
    NUANCUI_WECOM_API: await server.open(),
    NUANCUI_WECOM_PORT: '0',
    ...environment,
  });
  const store = await openSqlite({ file: ':memory:' });
  const faults: unknown[] = [];
  const open = () =>
    openWecomChannel({ settings, store, clock, report: (error) => faults.push(error) });
  const channel = open();
  const cursor = async () =>
    store.read((tx) => tx.documents.get(`wecom/${settings.openKfId}/cursor`));
  return {
    clock,
    server,
    store,
    settings,
    channel,
    faults,
    async deliver() {
      await server.ring(channel.callback() ?? '');
      await until(async () => (await cursor())?.value === JSON.stringify({ cursor: server.end }));
    },
    again: open,
    async close() {
      await channel.stop();
      await server.close();
      await store.close();
    },
  };
}
