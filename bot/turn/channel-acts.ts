import type { Tx } from '#ports/store/store.ts';
import { onRecord } from './channel-events.ts';
import type { World } from './world.ts';

/** What staff may do about a channel's account; each act stands in the ledger. */
export interface ChannelActs {
  /** What may have been missed was looked up: reminders need not rest any longer. @returns false when nothing was held. */
  releaseGap(gapId: string, staffId: string): Promise<boolean>;
  /** The account may write of its own accord again. @returns false when it was not held. */
  releaseBreaker(channel: string, staffId: string): Promise<boolean>;
}

export function createChannelActs(world: World): ChannelActs {
  const { store, clock } = world;

  /** Plans anew whatever rested because of the channel. */
  async function planAnew(tx: Tx, channel: string): Promise<void> {
    for (const householdId of await tx.channels.households(channel)) {
      await world.replan(tx, householdId, clock.now());
    }
  }

  async function release(
    act: (tx: Tx) => Promise<string | undefined>,
    body: Readonly<Record<string, unknown>>,
  ): Promise<boolean> {
    const channel = await store.write(async (tx) => {
      const freed = await act(tx);
      if (freed === undefined) return undefined;
      await onRecord(tx, clock.now(), { ...body, channel: freed });
      await planAnew(tx, freed);
      return freed;
    });
    if (channel !== undefined) world.changed({ topic: 'channel', id: channel });
    return channel !== undefined;
  }

  return {
    async releaseGap(gap, staff) {
      return release(
        async (tx) => {
          const found = await tx.channels.gapById(gap);
          const freed = found && (await tx.channels.releaseGap(gap, staff, clock.now()));
          return freed === true ? found?.channel : undefined;
        },
        { event: 'gap-released', gap, staff },
      );
    },
    async releaseBreaker(channel, staff) {
      return release(
        async (tx) => {
          const found = await tx.channels.byName(channel);
          if (!found?.breaker) return undefined;
          await tx.channels.put({ ...found, breaker: null });
          return channel;
        },
        { event: 'breaker-released', staff },
      );
    },
  };
}
