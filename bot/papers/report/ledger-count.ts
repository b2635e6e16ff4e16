import { z } from 'zod';
import { isHoldOut } from '#ledger/hold-out.ts';
import type { LedgerEntry, LedgerType } from '#ports/store/ledger.ts';

const bodySchema = z.looseObject({
  reasons: z.array(z.string()).default([]),
  outcome: z.string().optional(),
});

/** What entries of a ledger tell, counted one by one. */
export interface LedgerCount {
  of(...types: readonly LedgerType[]): number;
  /** Reasons for which messages were withheld, most frequent first; one message may have several. */
  readonly withheldBy: readonly Counted[];
  /** What became of messages that were handed to a channel, most frequent first. */
  readonly outcomes: readonly Counted[];
}

/** A word and how often it occurred. */
export interface Counted {
  readonly key: string;
  readonly count: number;
}

/** Kinds of entry that a message leaves when it was handed to a channel. */
const SENT: readonly LedgerType[] = ['demand', 'courtesy', 'reply', 'staff-reply'];

/** Counts entries. A follow-up left out for comparison was refused by no rule and does not count as withheld. */
export function countLedger(entries: readonly LedgerEntry[]): LedgerCount {
  const types = new Map<string, number>();
  const withheldBy = new Map<string, number>();
  const outcomes = new Map<string, number>();
  for (const entry of entries) {
    if (isHoldOut(entry)) continue;
    const { type, body } = entry;
    raise(types, type);
    const { reasons, outcome } = bodySchema.parse(JSON.parse(body));
    if (type === 'withheld') for (const reason of reasons) raise(withheldBy, reason);
    if (SENT.includes(type) && outcome !== undefined) raise(outcomes, outcome);
  }
  return {
    of: (...wanted) => wanted.reduce((sum, type) => sum + (types.get(type) ?? 0), 0),
    withheldBy: ranked(withheldBy),
    outcomes: ranked(outcomes),
  };
}

/** How often each word occurs, most often first. */
export function counted(words: readonly string[]): Counted[] {
  const counts = new Map<string, number>();
  for (const word of words) raise(counts, word);
  return ranked(counts);
}

function raise(counts: Map<string, number>, key: string): void {
  counts.set(key, (counts.get(key) ?? 0) + 1);
}

function ranked(counts: ReadonlyMap<string, number>): Counted[] {
  return [...counts]
    .map(([key, count]) => ({ key, count }))
    .toSorted((a, b) => b.count - a.count || a.key.localeCompare(b.key));
}
