import type { MediaFolder } from '#ports/media.ts';
import type { Store } from '#ports/store/store.ts';

/**
 * Takes away the files nobody needs any more: those just erased, or without `digests` everything that an interrupted
 * process left behind. It runs where writers wait for each other, so that no file goes that is being put on record.
 */
export async function removeMedia(
  store: Store,
  folder: MediaFolder,
  digests?: readonly string[],
): Promise<void> {
  for (const sha256 of digests ?? (await folder.list())) {
    await store.write(async (tx) => {
      if (!(await tx.media.needs(sha256))) await folder.remove(sha256);
    });
  }
}
