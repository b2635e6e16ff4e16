import { rightsOf } from '#policy/identity/rights.ts';
import type { Arrival, InboundEvent } from '#ports/channel.ts';
import type { World } from './world.ts';

/**
 * What somebody who came in is taken to have said: the code that their link carried, as if they had typed it, or
 * nothing. Whoever is known already needs no code, and who cannot be answered is not greeted.
 */
export async function arrivalAsMessage(
  { store }: World,
  channel: string,
  { id, contact, contactName, sceneParam, greetable, at }: Arrival,
): Promise<Extract<InboundEvent, { type: 'message' }> | undefined> {
  const known = await store.read(async (tx) => {
    const found = await tx.contacts.byKey(channel, contact);
    const [binding] = found ? await tx.bindings.of(found.id) : [];
    return rightsOf(binding).hears === 'all';
  });
  const text = known ? '' : sceneParam;
  if (text === '' && !greetable) return undefined;
  const kind = text === '' ? 'enter' : 'text';
  const who = { id, contact, contactName, at, origin: 'resident' } as const;
  return { type: 'message', ...who, kind, text, media: null };
}
