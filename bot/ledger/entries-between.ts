import { DAY_MS, type Instant } from '#domain/time.ts';
import type { LedgerEntry } from '#ports/store/ledger.ts';
import type { Tx } from '#ports/store/store.ts';

/** Entries read at once. */
const PAGE = 2000;

/** How far the clocks of processes that write one chain may lie apart. */
const SKEW_MS = DAY_MS;

/** The entries of an estate whose moment lies in `[begin, end)`, in order. Sequences follow the clock but for a skew. */
export async function* entriesBetween(
  tx: Tx,
  estateId: string,
  begin: Instant,
  end: Instant,
): AsyncGenerator<LedgerEntry> {
  for (let seq = await lastBefore(tx, estateId, begin - SKEW_MS); ;) {
    const page = await tx.ledger.after(estateId, seq, PAGE);
    for (const entry of page) if (entry.at >= begin && entry.at < end) yield entry;
    const last = page.at(-1);
    if (!last || last.at >= end + SKEW_MS) return;
    seq = last.seq;
  }
}

/** A sequence before which nothing is younger than `moment`: halves the chain instead of reading it. */
async function lastBefore(tx: Tx, estateId: string, moment: number): Promise<number> {
  let [low, high] = [0, (await tx.ledger.head(estateId))?.seq ?? 0];
  while (low < high) {
    const middle = Math.floor((low + high) / 2);
    const [entry] = await tx.ledger.after(estateId, middle, 1);
    if (entry && entry.at < moment) low = middle + 1;
    else high = middle;
  }
  return low;
}
