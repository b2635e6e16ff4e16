import type { MediaView } from '../../media-api.ts';

/** Money and other people's chats are never opened: what is said of them instead. */
const UNOPENED: readonly string[] = ['transfer', 'red-packet', 'forwarded'];

/** Sound and pictures that no browser plays or shows. */
const FOREIGN: readonly string[] = ['audio/silk', 'audio/amr', 'image/heic'];

/** Key of what a page says instead of something it cannot show; null where there is nothing to say. */
export function noteKey(kind: string, file: MediaView | null): string | null {
  if (!file) return UNOPENED.includes(kind) ? `mediaNote.${kind}` : null;
  return file.state === 'fetched' || file.state === 'described' ? null : `mediaState.${file.state}`;
}

/** Key of why a file that is here can only be saved, where that surprises. */
export function hintKey({ mime }: MediaView): string | null {
  return mime !== null && FOREIGN.includes(mime) ? `mediaHint.${mime.replace('/', '-')}` : null;
}

/** A size as people read it: `12 KB`, `3.4 MB`. */
export function sizeText(bytes: number): string {
  if (bytes < 1024) return `${bytes} B`;
  const kilobytes = bytes / 1024;
  return kilobytes < 1024 ? `${Math.round(kilobytes)} KB` : `${(kilobytes / 1024).toFixed(1)} MB`;
}

/** Where the bytes of an item are. */
export function addressOfMedia({ id }: MediaView): string {
  return `/api/media/${encodeURIComponent(id)}`;
}
