import type { Sent, SendPace } from '#domain/send-pace.ts';
import { HOUR_MS, type Instant, instant, later } from '#domain/time.ts';

/**
 * The first moment at which an account may write again without looking like a machine: never more of our own accord in
 * any hour than the pace allows, and between two messages half to one and a half times the average.
 * @param sent what left within the last hour, newest first.
 * @param jitter from 0 to below 1; the same message always gives the same.
 */
export function nextSendAt(
  { proactivePerHour, betweenMs }: SendPace,
  sent: readonly Sent[],
  proactive: boolean,
  jitter: number,
  now: Instant,
): Instant {
  const share = 0.5 + jitter;
  const moments: number[] = [now];
  const [newest] = sent;
  if (newest) moments.push(newest.at + betweenMs * share);
  const own = proactive ? sent.filter((one) => one.proactive) : [];
  const [last] = own;
  if (last) moments.push(last.at + (HOUR_MS / proactivePerHour) * share);
  const oldestThatCounts = own[proactivePerHour - 1];
  if (oldestThatCounts) moments.push(later(oldestThatCounts.at, HOUR_MS));
  return instant(Math.ceil(Math.max(...moments)));
}
