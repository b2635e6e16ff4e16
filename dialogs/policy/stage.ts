import { daysOverdue, dueBy } from '#domain/arrears.ts';
import { demandable } from '#domain/demandable.ts';
import type { Facts } from '#domain/facts.ts';
import { STAGES, type Stage, stageRank } from '#domain/stage.ts';
import { type LocalDate, addDays } from '#domain/time.ts';
import { instantAt } from '#domain/zone.ts';

/** Days overdue from which a stage is due (policy: stages). */
const RESOLVE_FROM = 31;
const FORMAL_FROM = 61;

/** The stage that the age of the oldest debt alone would call for. `legal` is a person's decision, never an age. */
export function ageStage(days: number): Stage {
  if (days <= 0) return 'pre-due';
  if (days < RESOLVE_FROM) return 'courtesy';
  return days < FORMAL_FROM ? 'resolve' : 'formal';
}

/**
 * The stage a household is at: by the age of its oldest debt, but never more than one step above what was proved
 * delivered, since silence does not climb; a dispute or a claim of payment stops the climb. Debts whose limitation has
 * run out are not counted.
 * @returns null when nothing is due, nor within the days of the pre-due note.
 */
export function presentStage(
  { estate, home }: Pick<Facts, 'estate' | 'home'>,
  today: LocalDate,
): Stage | null {
  if (!home) return null;
  const charges = demandable(home);
  const overdue = dueBy(charges, addDays(today, -1));
  if (overdue.length === 0) {
    const soon = dueBy(charges, addDays(today, estate.policy.preDueDays));
    return soon.length > 0 ? 'pre-due' : null;
  }
  const oldest = overdue[0]?.due ?? today;
  const since = instantAt(oldest, 0, estate.timezone);
  const delivered = home.touches
    .filter((touch) => touch.delivered && touch.at >= since)
    .map(({ stage }) => (stage ? stageRank(stage) : 0));
  const reached = Math.max(0, ...delivered);
  const courtesy = stageRank('courtesy');
  const halted = home.disputes.length > 0 || home.claim !== null;
  const highest = Math.max(courtesy, halted ? reached : reached + 1);
  const byAge = stageRank(ageStage(daysOverdue(overdue, today)));
  return STAGES[Math.max(courtesy, Math.min(byAge, highest))] ?? 'courtesy';
}
