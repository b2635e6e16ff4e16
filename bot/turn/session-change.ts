import { letGoInChannel, takeOverInChannel } from '#handoff/take-over.ts';
import { append } from '#ledger/append.ts';
import type { SessionChange } from '#ports/channel.ts';
import { conversationWith } from './conversation-with.ts';
import type { World } from './world.ts';

/** A colleague takes a conversation in the channel's own client, or ends it there: the console follows. */
export async function receiveSessionChange(
  world: World,
  channel: string,
  event: SessionChange,
): Promise<void> {
  const now = world.clock.now();
  const found = await world.store.write(async (tx) => {
    const conversation = await conversationWith(world, tx, channel, event, now);
    const follow = event.holder === 'staff' ? takeOverInChannel : letGoInChannel;
    return (await follow(tx, append, conversation, now)) ? conversation : undefined;
  });
  if (!found) return;
  world.changed({ topic: 'conversation', id: found.id });
  world.changed({ topic: 'queue', id: found.estateId });
}
