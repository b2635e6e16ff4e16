import { DAY_MS, later } from '#domain/time.ts';
import type { GateRule } from './gate-question.ts';

/** The account was told to slow down: nothing of our own accord until a person releases it; looked at again each day. */
export const channelRestricted: GateRule = ({ facts, now }) =>
  facts.channel?.restricted === true
    ? { reason: 'channel-restricted', until: later(now, DAY_MS) }
    : null;
