import { z } from 'zod';
import { DAY_MS, MINUTE_MS, later } from '#domain/time.ts';
import { removeMedia } from '#accounts/remove-media.ts';
import { Fault } from '#errors';
import type { MediaRead } from '#ports/media.ts';
import type { Job } from '#ports/store/jobs.ts';
import type { MediaItem, MediaSettlement } from '#ports/store/media.ts';
import { mediaType } from './media-type.ts';
import type { World } from './world.ts';

/** Most bytes that are kept: of one item, of a contact and an estate within a day, of an estate in all. */
export const MEDIA_CAPS = {
  item: 20 * 1024 ** 2,
  contactDay: 100 * 1024 ** 2,
  estateDay: 2 * 1024 ** 3,
  estate: 20 * 1024 ** 3,
} as const;

/** How long a channel may take; WeChat drops media after three days, so there is time to try again. */
const DEADLINE_MS = MINUTE_MS;
const TRIES = 5;

/** What a job carries that fetches an item. */
export const mediaPayload = z.object({ media: z.string() });

type Known = Omit<MediaSettlement, 'now'>;

/**
 * Fetches what came with a message. It runs beside the conversation and never holds it up: whatever cannot be had is
 * put on record as such, and a colleague looks on the phone.
 */
export async function mediaTurn(world: World, job: Job): Promise<void> {
  const { store, clock, media } = world;
  const { media: id } = mediaPayload.parse(JSON.parse(job.payload));
  const item = await store.read((tx) => tx.media.byId(id));
  if (item?.state !== 'waiting') {
    await store.write((tx) => tx.jobs.finish(job.id, job.fence));
    return;
  }
  let bytes: Uint8Array | undefined;
  let known: Known;
  try {
    const read = await fetched(world, item);
    if (read.outcome === 'fetched') ({ bytes } = read);
    known = await judged(world, read);
  } catch (error) {
    world.report(error, 'media');
    if (job.tries < TRIES) {
      const why = error instanceof Error ? error.name : 'thrown';
      const at = later(clock.now(), MINUTE_MS * 4 ** (job.tries - 1));
      await store.write((tx) => tx.jobs.retry(job.id, job.fence, at, why));
      return;
    }
    known = { state: 'failed' };
  }
  const now = clock.now();
  const settled = await store.write(async (tx) => {
    return (await tx.jobs.finish(job.id, job.fence)) && tx.media.settle(id, { ...known, now });
  });
  if (bytes && known.sha256 !== undefined && known.sha256 !== null) {
    // Somebody may have erased the same picture of another contact while this one was put on record; or this one.
    if (settled) await media.keep(bytes);
    else await removeMedia(store, media, [known.sha256]);
  }
  world.changed({ topic: 'conversation', id: item.conversationId });
}

type Fetched = MediaRead | { readonly outcome: 'over-quota' };

async function fetched({ store, clock, channel }: World, item: MediaItem): Promise<Fetched> {
  if (item.ref === null) return { outcome: 'gone' };
  const since = later(clock.now(), -DAY_MS);
  const use = await store.read((tx) => tx.media.use(item.estateId, item.contactId, since));
  const left = Math.min(
    MEDIA_CAPS.contactDay - use.contactSince,
    MEDIA_CAPS.estateDay - use.estateSince,
    MEDIA_CAPS.estate - use.estate,
  );
  if (left <= 0) return { outcome: 'over-quota' };
  let callOff: () => void = () => undefined;
  const overdue = new Promise<never>((_resolve, reject) => {
    callOff = clock.wake(later(clock.now(), DEADLINE_MS), () => {
      reject(new Fault('CHANNEL_NOT_READY', { channel: item.channel, waitedMs: DEADLINE_MS }));
    });
  });
  try {
    const cap = Math.min(MEDIA_CAPS.item, left);
    const read = await Promise.race([channel(item.channel).fetchMedia(item.ref, cap), overdue]);
    return read.outcome === 'too-large' && left < MEDIA_CAPS.item
      ? { outcome: 'over-quota' }
      : read;
  } finally {
    callOff();
  }
}

async function judged({ media }: World, read: Fetched): Promise<Known> {
  switch (read.outcome) {
    case 'described':
      return { state: 'described', text: read.text };
    case 'gone':
      return { state: 'failed' };
    case 'fetched': {
      const { bytes, name } = read;
      const mime = mediaType(bytes);
      if (mime === undefined) return { state: 'refused', name, size: bytes.length };
      return { state: 'fetched', name, mime, size: bytes.length, sha256: await media.keep(bytes) };
    }
    default:
      return { state: read.outcome };
  }
}
