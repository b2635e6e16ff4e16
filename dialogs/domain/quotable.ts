import type { Statute } from './content.ts';
import type { LocalDate } from './time.ts';

/** Whether an article may be quoted on a day: marked so, in force, and not repealed. */
export function isQuotable(statute: Statute, day: LocalDate): boolean {
  const { quotable, effectiveFrom, repealedOn } = statute;
  return quotable && effectiveFrom <= day && (repealedOn === null || day < repealedOn);
}
