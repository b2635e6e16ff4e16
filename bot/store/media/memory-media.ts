import { createHash } from 'node:crypto';
import type { MediaFolder } from '#ports/media.ts';

/** Media beside a store that lies in memory: gone with it. */
export function openMemoryMedia(): MediaFolder {
  const kept = new Map<string, Uint8Array>();
  return {
    async keep(bytes) {
      const sha256 = createHash('sha256').update(bytes).digest('hex');
      kept.set(sha256, bytes);
      return sha256;
    },
    read: async (sha256) => kept.get(sha256),
    async remove(sha256) {
      kept.delete(sha256);
    },
    list: async () => [...kept.keys()],
  };
}
