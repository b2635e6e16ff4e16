import type { MediaItem } from '#ports/store/media.ts';
import type { MediaView } from '../../media-api.ts';

/** What browsers show without running anything. */
const IMAGES: ReadonlySet<string> = new Set(['image/jpeg', 'image/png', 'image/gif', 'image/webp']);
const SOUNDS: ReadonlySet<string> = new Set(['audio/mpeg', 'audio/wav', 'audio/ogg', 'audio/mp4']);

/** How a page shows what came with a message. */
export function viewOfMedia(item: MediaItem | undefined): MediaView | null {
  if (!item) return null;
  const { id, state, name, mime, text, size } = item;
  return { id, state, show: showOf(item), name, mime, text, size };
}

/** Whether a browser may show it in its page, play it, or only save it. */
export function showOf({ state, mime }: Pick<MediaItem, 'state' | 'mime'>): MediaView['show'] {
  if (state !== 'fetched' || mime === null) return 'nothing';
  if (IMAGES.has(mime)) return 'image';
  return SOUNDS.has(mime) ? 'audio' : 'download';
}
