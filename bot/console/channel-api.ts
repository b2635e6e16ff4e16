import { z } from 'zod';

/** Epoch milliseconds. */
const at = z.number();

/** `GET /api/channels`: the accounts through which residents are reached, and how they are. */
export const channelList = z.object({
  items: z.array(
    z.object({
      name: z.string(),
      /** Whether the service was asked to open it at this start. */
      opened: z.boolean(),
      /** `starting`, `scan`, `ready`, `deaf`, `logged-out`, `restricted`, `absent`. */
      state: z.string(),
      since: at.nullable(),
      /** Whether there is a code to be scanned, at `GET /api/channels/:name/code.svg`. */
      hasCode: z.boolean(),
      loggedInAt: at.nullable(),
      /** When the risk of a personal account was acknowledged; null where the channel has none. */
      riskAt: at.nullable(),
      lastIn: at.nullable(),
      lastOut: at.nullable(),
      /** Messages of ours since midnight, answers too. */
      sentToday: z.number(),
      /** Messages of our own accord: how many an hour may have, and how many left in the last one; null without a pace. */
      pace: z.object({ perHour: z.number(), lastHour: z.number() }).nullable(),
      /** The account was told to slow down; `why` are the channel's words. */
      breaker: z.object({ at, why: z.string() }).nullable(),
      gaps: z.array(
        z.object({
          id: z.string(),
          from: at,
          to: at,
          /** `service-down`, `connection`, `silence`, `logged-out`. */
          why: z.string(),
          releasedAt: at.nullable(),
          /** Who was in touch then: what they may have said stands on the phone that holds the account. */
          conversations: z.array(
            z.object({ id: z.string(), room: z.string().nullable(), name: z.string() }),
          ),
        }),
      ),
    }),
  ),
  /** Whether the member may release: an account serves all estates. */
  mayRelease: z.boolean(),
});

export type ChannelList = z.infer<typeof channelList>;
