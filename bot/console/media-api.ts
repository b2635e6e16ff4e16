import { z } from 'zod';

/**
 * What came with a message. `GET /api/media/:id` gives the bytes where `state` is `fetched`, whole or the one range that
 * is asked for: a player that may not jump plays nothing on some phones.
 */
export const mediaView = z.object({
  id: z.string(),
  /** `waiting`, `fetched`, `described`, `too-large`, `refused`, `over-quota`, `failed`, `erased`. */
  state: z.string(),
  /** How a page may show it: nothing else is opened in a browser. */
  show: z.enum(['image', 'audio', 'download', 'nothing']),
  name: z.string().nullable(),
  /** By the bytes themselves; some sound and pictures no browser plays or shows. */
  mime: z.string().nullable(),
  /** What a place, link or card says. */
  text: z.string().nullable(),
  /** Bytes. */
  size: z.number().nullable(),
});
export type MediaView = z.infer<typeof mediaView>;
