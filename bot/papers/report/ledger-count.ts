import { z } from 'zod';
import type { Instant } from '#domain/time.ts';
import type { LedgerType } from '#ports/store/ledger.ts';
import type { Tx } from '#ports/store/store.ts';

const bodySchema = z.looseObject({
  reasons: z.array(z.string()).default([]),
  outcome: z.string().optional(),
});

/** What the ledger of an estate tells of a span, counted entry by entry. */
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

/** Entries read at once. */
const PAGE = 2000;

/** Counts the entries of an estate in `[begin, end)`, a page at a time. */
export async function countLedger(
  tx: Tx,
  estateId: string,
  begin: Instant,
  end: Instant,
): Promise<LedgerCount> {
  const types = new Map<string, number>();
  const withheldBy = new Map<string, number>();
  const outcomes = new Map<string, number>();
  for (let seq = 0; ;) {
    const page = await tx.ledger.after(estateId, seq, PAGE);
    for (const { at, type, body } of page) {
      if (at < begin || at >= end) continue;
      raise(types, type);
      const { reasons, outcome } = bodySchema.parse(JSON.parse(body));
      if (type === 'withheld') for (const reason of reasons) raise(withheldBy, reason);
      if (SENT.includes(type) && outcome !== undefined) raise(outcomes, outcome);
    }
    const last = page.at(-1);
    if (!last || last.at >= end) break;
    seq = last.seq;
  }
  return {
    of: (...wanted) => wanted.reduce((sum, type) => sum + (types.get(type) ?? 0), 0),
    withheldBy: ranked(withheldBy),
    outcomes: ranked(outcomes),
  };
}

/** Kinds of entry that a message leaves when it was handed to a channel. */
const SENT: readonly LedgerType[] = ['demand', 'courtesy', 'reply', 'staff-reply'];

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
