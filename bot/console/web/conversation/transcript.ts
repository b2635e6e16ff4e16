import type { TranscriptEntry } from '../../api.ts';

/** The entries of one day in the estate. */
export interface TranscriptDay {
  readonly day: string;
  readonly entries: readonly TranscriptEntry[];
}

/** Splits a transcript into days, in order. */
export function byDay(
  entries: readonly TranscriptEntry[],
  dayOf: (at: number) => string,
): TranscriptDay[] {
  const days: { day: string; entries: TranscriptEntry[] }[] = [];
  for (const entry of entries) {
    const day = dayOf(entry.at);
    const last = days.at(-1);
    if (last?.day === day) last.entries.push(entry);
    else days.push({ day, entries: [entry] });
  }
  return days;
}

/** How a message of ours looks: it left, it is on its way, it never left, or nobody knows. */
export function fateOf(
  status: Extract<TranscriptEntry, { kind: 'out' }>['status'],
): 'sent' | 'leaving' | 'stopped' | 'doubtful' {
  if (status === 'accepted') return 'sent';
  if (status === 'queued' || status === 'sending') return 'leaving';
  return status === 'unknown' ? 'doubtful' : 'stopped';
}
