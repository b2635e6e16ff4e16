import { type Instant, instant } from '#domain/time.ts';
import type { Clock } from '#ports/clock.ts';

/** Timers of the runtime overflow beyond this; a longer sleep is taken in stages. */
const LONGEST_MS = 2 ** 31 - 1;

/**
 * The wall clock; only the commands that run the service know it.
 * @param begin where it begins instead of now, for a simulated world that is shown at any hour.
 */
export function systemClock(begin?: Instant): Clock {
  const ahead = begin === undefined ? 0 : begin - Date.now();
  const now = (): Instant => instant(Date.now() + ahead);
  return {
    now,
    wake(at, callback) {
      let timer: NodeJS.Timeout;
      const sleep = () => {
        const left = at - now();
        timer = setTimeout(
          left > LONGEST_MS ? sleep : callback,
          Math.min(Math.max(left, 0), LONGEST_MS),
        );
      };
      sleep();
      return () => clearTimeout(timer);
    },
  };
}
