import { randomUUID } from 'node:crypto';
import { unknownIn } from '#policy/figure.ts';
import { normalise } from '#policy/normalise.ts';
import { POST_QUEUE } from '#ports/colleagues.ts';
import type { Instant } from '#domain/time.ts';
import type { Tx } from '#ports/store/store.ts';

/** Where a message to colleagues goes. */
export interface Address {
  readonly channel: string;
  /** The channel's key of a room or of a person. */
  readonly address: string;
  readonly isRoom: boolean;
}

/** A text for colleagues, with every figure, name and link that may stand in it. */
export interface Text {
  readonly text: string;
  readonly known: readonly string[];
}

/** Whether a text for colleagues says no more than it may: no sum, room or telephone, no figure of unknown origin. */
export function isSafe({ text, known }: Text): boolean {
  const { figure, link } = unknownIn(normalise(text), known);
  return !figure && !link;
}

/**
 * Puts a message to colleagues into their outbox. One that holds a figure it should not is replaced by `plain`, a text
 * without any.
 */
export async function post(
  tx: Tx,
  { channel, address, isRoom }: Address,
  text: Text,
  plain: string,
  now: Instant,
): Promise<void> {
  const id = randomUUID();
  const still = { status: 'queued', reason: null, settledAt: null } as const;
  const said = isSafe(text) ? text.text : plain;
  await tx.staffPosts.put({ id, channel, address, isRoom, text: said, ...still, createdAt: now });
  await planPost(tx, { id, channel, address }, now);
}

/** Plans the sending of a message; those to one address leave one after another. */
export async function planPost(
  tx: Tx,
  { id, channel, address }: { readonly id: string } & Omit<Address, 'isRoom'>,
  runAt: Instant,
): Promise<void> {
  const key = `${POST_QUEUE}:${channel}:${address}`;
  await tx.jobs.schedule({
    queue: POST_QUEUE,
    key,
    dedup: `${POST_QUEUE}:${id}`,
    runAt,
    payload: id,
  });
}
