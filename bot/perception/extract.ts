import type { Fen } from '#domain/money.ts';
import type { Instant } from '#domain/time.ts';
import type { NamedDay, Share } from '#domain/understanding.ts';
import { dateAt } from '#domain/zone.ts';
import { type AmountPhrase, findAmounts, saysRoughSum } from './amount-grammar.ts';
import { type DayPhrase, findDays, nameDays } from './day-grammar.ts';
import { findInstalments } from './instalment-grammar.ts';
import { type RoomPhrase, findRooms } from './room-grammar.ts';
import { findShare } from './share-grammar.ts';

/** Where a text speaks of rooms, time and money; independent of the day it is read on. */
export interface Phrases {
  readonly rooms: readonly RoomPhrase[];
  readonly days: readonly DayPhrase[];
  readonly amounts: readonly AmountPhrase[];
}

/** The facts a resident named. */
export interface Extraction {
  readonly days: readonly NamedDay[];
  readonly amounts: readonly Fen[];
  /** A sum was said only roughly; it is not among the amounts. */
  readonly rough: boolean;
  readonly share: Share | null;
  readonly instalments: number | null;
  readonly rooms: readonly string[];
}

/** Finds the phrases of an aligned text. */
export function findPhrases(aligned: string): Phrases {
  const rooms = findRooms(aligned);
  const days = findDays(aligned, rooms);
  return { rooms, days, amounts: findAmounts(aligned, [...rooms, ...days]) };
}

/**
 * Reads the phrases as facts at a moment.
 * @param zone IANA name of the estate's zone, in which days are meant.
 * @throws RangeError for an unknown zone.
 */
export function extract(
  original: string,
  aligned: string,
  phrases: Phrases,
  moment: { readonly now: Instant; readonly zone: string; readonly corrects: boolean },
): Extraction {
  const today = dateAt(moment.now, moment.zone);
  return {
    days: nameDays(aligned, original, phrases.days, today, moment.corrects),
    amounts: phrases.amounts.flatMap(({ amount, rough }) => (rough ? [] : [amount])),
    rough: saysRoughSum(aligned, phrases.amounts),
    share: findShare(aligned),
    instalments: findInstalments(aligned),
    rooms: [...new Set(phrases.rooms.map(({ room }) => room))],
  };
}
