import type { Task } from '#domain/task.ts';
import type { Instant } from '#domain/time.ts';

export interface Tasks {
  byId(id: string): Promise<Task | undefined>;
  /** @returns false when there was one for the same charge, kind, day and notice already; nothing is stored then. */
  put(task: Task): Promise<boolean>;
  /** Open ones of an estate, the nearest day first. */
  open(estateId: string): Promise<Task[]>;
  /** @returns false when it was closed before. */
  close(id: string, staffId: string | null, now: Instant): Promise<boolean>;
}
