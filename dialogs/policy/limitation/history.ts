import {
  LIMITATION_EVENTS,
  type LimitationEffect,
  type LimitationEvent,
  type LimitationEventType,
} from '#domain/limitation.ts';
import type { LocalDate } from '#domain/time.ts';
import type { Obstacle } from './term.ts';

/** What a fact of this type does to time. */
export function effectOf(type: LimitationEventType): LimitationEffect {
  return LIMITATION_EVENTS[type];
}

/** Media whose notices reach a missing debtor; a board in the estate does not (SSSX-8). */
const REACHING = ['national', 'provincial'];

/** Whether a fact is proved to the degree that the law asks of its kind. */
export function isProved({ type, delivered, to, missing, level }: LimitationEvent): boolean {
  switch (effectOf(type)) {
    case 'demand':
      return delivered === true && to !== 'other';
    case 'public-notice':
      return missing === true && (level === undefined || REACHING.includes(level));
    default:
      return true;
  }
}

/** Agreements first on one day: what is revived in the morning can be demanded in the afternoon. */
function rank({ type }: LimitationEvent): number {
  return effectOf(type) === 'agreement' ? 0 : 1;
}

/** Facts in the order in which they count, whatever the order in which they were written down. */
export function inOrder(events: readonly LimitationEvent[]): LimitationEvent[] {
  return events.toSorted((a, b) => a.date.localeCompare(b.date) || rank(a) - rank(b));
}

/** The obstacles of a history in the order in which they began; one that ends after `asOf` lasts still. */
export function obstaclesOf(events: readonly LimitationEvent[], asOf: LocalDate): Obstacle[] {
  return inOrder(events)
    .filter(({ type }) => effectOf(type) === 'obstacle')
    .map(({ date, end }) => ({ date, end: end === undefined || end > asOf ? null : end }));
}

/**
 * When a debt without an agreed day fell due: at the end of the time a first demand gave, or on the day on which it was
 * refused outright (SSSX-4). Null while neither is proved.
 */
export function dueByDemand(events: readonly LimitationEvent[], asOf: LocalDate): LocalDate | null {
  for (const event of inOrder(events)) {
    const { date, type, newDue, refused } = event;
    if (date > asOf || effectOf(type) !== 'demand' || !isProved(event)) continue;
    if (refused === true) return date;
    if (newDue !== undefined) return newDue;
  }
  return null;
}
