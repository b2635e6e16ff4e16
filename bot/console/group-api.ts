import { z } from 'zod';

/** The contract of colleagues and their groups in WeChat; see api.ts for how moments are written. */

const at = z.number();

/** `GET /api/me/wechat`: where one's own WeChat is bound. */
export const ownWechat = z.object({
  items: z.array(z.object({ channel: z.string(), boundAt: at })),
});

/** `POST /api/me/wechat/code`, `/api/estates/:estate/group/code`: shown this once, good for a quarter of an hour. */
export const freshCode = z.object({
  code: z.string(),
  /** The whole message to be written in WeChat. */
  message: z.string(),
  expiresAt: at,
});

/** `GET /api/estates/:estate/group`. */
export const estateGroup = z.object({
  groups: z.array(
    z.object({
      id: z.string(),
      channel: z.string(),
      boundAt: at,
      boundBy: z.string(),
      /** Whether it is still behind its key; after a new login of some accounts it has to be bound anew. */
      isReached: z.boolean(),
      /** When it was last written to, and what became of that. */
      last: z.object({ at, status: z.string() }).nullable(),
    }),
  ),
  /** Colleagues of the estate whose WeChat is bound. */
  colleagues: z.array(
    z.object({ staffId: z.string(), name: z.string(), channel: z.string(), boundAt: at }),
  ),
  /** Ways to residents, and whether colleagues can have a group there. */
  channels: z.array(z.object({ name: z.string(), rooms: z.boolean() })),
});

export type OwnWechat = z.infer<typeof ownWechat>;
export type FreshCode = z.infer<typeof freshCode>;
export type EstateGroup = z.infer<typeof estateGroup>;
