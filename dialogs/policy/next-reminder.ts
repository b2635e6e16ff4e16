import { dueBy } from '#domain/arrears.ts';
import { demandable } from '#domain/demandable.ts';
import type { Facts } from '#domain/facts.ts';
import { type Instant, type LocalDate, addDays, instant } from '#domain/time.ts';
import { dateAt, instantAt } from '#domain/zone.ts';
import { contactWindow } from './contact-window.ts';
import { gate } from './gate.ts';

/**
 * When the next reminder of a household should be tried; null when there is nothing to remind of. A moment the gate is
 * known to refuse is moved to the first it may allow; a refusal without a known end stays, so that it goes on record.
 * @param waveStart since when touches count towards one wave; null counts all known ones.
 */
export function nextReminderAt(
  facts: Facts,
  now: Instant,
  waveStart: Instant | null = null,
): Instant | null {
  const due = plainly(facts, now);
  if (due === null) return null;
  const at = instant(Math.max(due, now));
  const purpose = facts.home?.plan?.status === 'agreed' ? 'instalment' : purposeAt(facts, at);
  const verdict = gate({ facts, purpose, now: at, ...(waveStart !== null && { waveStart }) });
  return verdict.allowed || verdict.until === null ? at : verdict.until;
}

function purposeAt({ estate, home }: Facts, at: Instant): 'reminder' | 'pre-due' {
  const overdue = dueBy(home ? demandable(home) : [], addDays(dateAt(at, estate.timezone), -1));
  return overdue.length > 0 ? 'reminder' : 'pre-due';
}

/** The moment by the plain rhythm of policy, before the gate is asked. */
function plainly(facts: Facts, now: Instant): Instant | null {
  const { estate, home } = facts;
  const charges = home ? demandable(home) : [];
  const [first] = charges;
  if (!home || !first) return null;
  const { timezone, policy } = estate;
  const today = dateAt(now, timezone);
  const morningOf = (day: LocalDate) => instantAt(day, contactWindow(policy).from, timezone);

  const open = home.promises.filter(({ status }) => status === 'open').map(({ due }) => due);
  const promised = open.toSorted().at(-1);
  if (promised !== undefined) return morningOf(addDays(promised, 1));

  if (home.plan?.status === 'agreed') {
    const part = home.plan.parts.find(({ due }) => due > today);
    return part ? morningOf(addDays(part.due, -1)) : null;
  }

  const [newest] = home.touches;
  const overdue = dueBy(charges, addDays(today, -1));
  if (overdue.length === 0) {
    const note = morningOf(addDays(first.due, -policy.preDueDays));
    const noted = newest !== undefined && newest.at >= note;
    return noted ? morningOf(addDays(first.due, 1)) : note;
  }
  if (!newest) return now;
  return morningOf(addDays(dateAt(newest.at, timezone), policy.reminderEveryDays));
}
