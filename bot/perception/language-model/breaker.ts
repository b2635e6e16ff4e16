import { type Instant, later } from '#domain/time.ts';
import type { Clock } from '#ports/clock.ts';

/** Leave for one call. Exactly one of the three is reported back. */
export interface Leave {
  succeeded(): void;
  failed(): void;
  /** The call was not made after all. */
  unused(): void;
}

export interface Breaker {
  /** @returns undefined while the endpoint rests, and while another call probes whether it is back. */
  enter(): Leave | undefined;
}

export interface BreakerLimits {
  /** Failures in a row after which it opens. */
  readonly failures: number;
  /** How long it stays open before one call may probe. */
  readonly restMs: number;
}

/** A circuit breaker: an endpoint that fails again and again is left alone for a while, then asked once. */
export function createBreaker(clock: Clock, { failures, restMs }: BreakerLimits): Breaker {
  let inARow = 0;
  let openUntil: Instant | undefined;
  let probing = false;

  function leave(probe: boolean): Leave {
    const end = (): void => {
      if (probe) probing = false;
    };
    return {
      succeeded() {
        end();
        inARow = 0;
        openUntil = undefined;
      },
      failed() {
        end();
        inARow += 1;
        if (inARow >= failures) openUntil = later(clock.now(), restMs);
      },
      unused: end,
    };
  }

  return {
    enter() {
      if (openUntil === undefined) return leave(false);
      if (probing || clock.now() < openUntil) return undefined;
      probing = true;
      return leave(true);
    },
  };
}
