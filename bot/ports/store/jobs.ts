import type { Instant } from '#domain/time.ts';

/** Work that is due at a time. One active job a `key`; two waiting ones of the same `dedup` are one. */
export interface Job {
  readonly id: number;
  readonly queue: string;
  readonly key: string;
  readonly dedup: string;
  readonly runAt: Instant;
  readonly payload: string;
  readonly tries: number;
  /** Raised by every claim; an answer with an older one is refused. */
  readonly fence: number;
}

export interface Jobs {
  /**
   * Plans work. Where a ready job of the same `dedup` exists, it is replaced: earlier or later time, new payload.
   */
  schedule(job: {
    queue: string;
    key: string;
    dedup: string;
    runAt: Instant;
    payload: string;
  }): Promise<void>;
  /** Calls off ready jobs by their `dedup`. */
  cancel(dedup: string): Promise<void>;
  /** Ready jobs of this `dedup`, if any. */
  ready(dedup: string): Promise<Job | undefined>;
  /**
   * Claims due jobs, oldest first, at most one a key and none of a key that has an active job.
   * The lease runs until `now + leaseMs`.
   */
  claim(now: Instant, leaseMs: number, limit: number): Promise<Job[]>;
  /** @returns false when the fence is old. */
  finish(id: number, fence: number): Promise<boolean>;
  /** Makes it ready again at `runAt`; dead after the fifth try. @returns false when the fence is old. */
  retry(id: number, fence: number, runAt: Instant, error: string): Promise<boolean>;
  /** Makes active jobs whose lease has run out, or all of them, ready again. */
  reap(now: Instant, all: boolean): Promise<number>;
  /** When the next ready job is due. */
  nextAt(): Promise<Instant | undefined>;
  dead(): Promise<Job[]>;
}
