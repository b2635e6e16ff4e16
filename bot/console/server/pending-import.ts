import { randomUUID } from 'node:crypto';
import type { ImportPlan } from '#accounts/import/plan-import.ts';
import type { RoomChange } from '#accounts/import/room-change.ts';
import type { LocalDate } from '#domain/time.ts';
import type { ImportMode } from '#ports/store/imports.ts';
import { Refused } from './refused.ts';

/** An import that somebody looked over and has not booked. */
export interface PendingImport {
  readonly plan: ImportPlan;
  readonly estate: string;
  readonly asOf: LocalDate;
  readonly mode: ImportMode;
  readonly changes: readonly RoomChange[];
  readonly staffId: string;
}

/** Previews that wait to be committed; the oldest gives way. */
const MOST_PENDING = 20;

/** The previews of the running service. They are lost with it: whoever looked looks again. */
export class PendingImports {
  readonly #byToken = new Map<string, PendingImport>();

  put(pending: PendingImport): string {
    const token = randomUUID();
    this.#byToken.set(token, pending);
    const [oldest] = this.#byToken.keys();
    if (this.#byToken.size > MOST_PENDING && oldest !== undefined) this.#byToken.delete(oldest);
    return token;
  }

  /** What its own reader looked at. @throws Refused 404, for somebody else's too. */
  of(token: string, staffId: string): PendingImport {
    const found = this.#byToken.get(token);
    if (!found || found.staffId !== staffId) throw new Refused(404, 'NOT_FOUND');
    return found;
  }

  drop(token: string): void {
    this.#byToken.delete(token);
  }
}
