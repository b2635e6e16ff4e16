import { z } from 'zod';
import { textRequest } from './api.ts';

/** The contract of the simulated phones; see api.ts for how moments and sums are written. */

const at = z.number();
const sum = z.string();

/** `GET /api/simulator/residents`. */
export const residents = z.object({
  items: z.array(
    z.object({
      contact: z.string(),
      name: z.string(),
      room: z.string(),
      estate: z.string(),
      open: sum,
      lastText: z.string(),
    }),
  ),
});

/** `GET /api/simulator/residents/:contact`: what the resident's phone shows. */
export const phone = z.object({
  contact: z.string(),
  name: z.string(),
  room: z.string(),
  open: sum,
  messages: z.array(
    z.object({
      id: z.string(),
      from: z.enum(['us', 'resident']),
      /** `text`, `image`, `voice` … */
      kind: z.string(),
      text: z.string(),
      at,
    }),
  ),
});

/** `GET /api/simulator/colleague`, `/api/simulator/estates/:estate/group`: what the phone of who is signed in shows. */
export const chat = z.object({
  /** Of the colleague, or of the estate whose group it is. */
  name: z.string(),
  messages: z.array(
    z.object({
      id: z.string(),
      from: z.enum(['us', 'me', 'other']),
      /** Who wrote; empty for our account. */
      name: z.string(),
      text: z.string(),
      at,
    }),
  ),
});

/** `POST /api/simulator/residents/:contact/say`, `/phone`: the resident, or a colleague on the phone, writes. */
export const sayRequest = textRequest;

/** What a resident of the simulator may send beside words. */
export const SENT_KINDS = [
  'image',
  'voice',
  'file',
  'video',
  'location',
  'transfer',
  'red-packet',
  'sticker',
  'card',
  'forwarded',
] as const;

/** `POST /api/simulator/residents/:contact/media`. */
export const mediaRequest = z.strictObject({ kind: z.enum(SENT_KINDS) });

/** `POST /api/simulator/residents/:contact/payment`: the billing system confirms. */
export const paymentRequest = z.strictObject({
  amount: z.string().regex(/^\d{1,9}(?:\.\d{1,2})?$/u),
});

export type Residents = z.infer<typeof residents>;
export type Chat = z.infer<typeof chat>;
export type Phone = z.infer<typeof phone>;
