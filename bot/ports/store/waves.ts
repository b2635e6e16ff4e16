import type { CategoryId, ScriptId } from '#domain/category.ts';
import type { Fen } from '#domain/money.ts';
import type { Stage } from '#domain/stage.ts';
import type { Instant } from '#domain/time.ts';
import type { OutboxStatus } from './messages.ts';

/**
 * A wave is drawn up, waits for a second person where it is large, runs, may be paused, and ends: with everything said
 * or withheld, stopped by a person, or refused before it began.
 */
export const WAVE_STATES = [
  'drafted',
  'waiting',
  'running',
  'paused',
  'finished',
  'stopped',
  'refused',
] as const;
export type WaveState = (typeof WAVE_STATES)[number];

/** What was done with a wave; `finished` is the service's own word. */
export const WAVE_ACTS = [
  'drawn',
  'asked',
  'approved',
  'started',
  'refused',
  'paused',
  'resumed',
  'stopped',
  'finished',
] as const;
export type WaveAct = (typeof WAVE_ACTS)[number];

export interface Wave {
  readonly id: string;
  readonly estateId: string;
  readonly state: WaveState;
  readonly drawnBy: string;
  readonly drawnAt: Instant;
  /** SHA-256 over all that was shown when it was drawn up. */
  readonly digest: string;
  /** Households chosen, and what they owed together. */
  readonly size: number;
  readonly total: Fen;
  /** Who approved it, or started it where nobody else had to; the orders are in this name. */
  readonly orderedBy: string | null;
  readonly begunAt: Instant | null;
  readonly endedAt: Instant | null;
}

/**
 * Where a household of a wave stands. `waiting` for its order; `ordered`: its reminder is planned; `made`: in the outbox,
 * whose status tells the rest; `withheld` by rules that know no end; `overtaken` by the resident's own words or a
 * colleague; `stopping` and `stopped`: taken back for good, before and after its own rhythm was planned anew.
 */
export const HOME_STATES = [
  'waiting',
  'ordered',
  'made',
  'withheld',
  'overtaken',
  'stopping',
  'stopped',
] as const;
export type HomeState = (typeof HOME_STATES)[number];

/** How a household was shown when the wave was drawn up. */
export interface ShownHome {
  readonly householdId: string;
  readonly room: string;
  /** Picked by a person; the others are kept with the rule that withheld them. */
  readonly chosen: boolean;
  readonly stage: Stage | null;
  readonly category: CategoryId;
  readonly script: ScriptId | null;
  readonly sum: Fen;
  /** The words as they were shown; empty once the resident's words were erased. */
  readonly sample: string;
  readonly shownReasons: readonly string[];
  /** Digest of the facts that were looked at. */
  readonly facts: string;
}

export interface WaveHome extends ShownHome {
  readonly state: HomeState;
  /** Why it waits, or was withheld. */
  readonly reasons: readonly string[];
  readonly until: Instant | null;
  /** What became of its newest message; null where none was made. */
  readonly fate: OutboxStatus | null;
}

/** How many chosen households stand at one place. */
export interface WaveTally {
  readonly state: HomeState;
  readonly fate: OutboxStatus | null;
  readonly reasons: readonly string[];
  readonly count: number;
}

export interface WaveEntry {
  readonly act: WaveAct;
  readonly at: Instant;
  /** Null for the service itself. */
  readonly staffId: string | null;
  readonly reason: string | null;
}

export interface Waves {
  put(wave: Wave, homes: readonly ShownHome[]): Promise<void>;
  byId(id: string): Promise<Wave | undefined>;
  /** Newest first. */
  list(estateId: string, limit: number): Promise<Wave[]>;
  /** Waves of every estate in this state. */
  inState(state: WaveState): Promise<Wave[]>;
  /** Moves on by compare-and-set. @returns false when it was in none of `from` any more. */
  move(
    id: string,
    from: readonly WaveState[],
    to: WaveState,
    change?: Partial<Pick<Wave, 'orderedBy' | 'begunAt' | 'endedAt'>>,
  ): Promise<boolean>;
  note(id: string, entry: WaveEntry): Promise<void>;
  entries(id: string): Promise<WaveEntry[]>;
  /** By room. */
  homes(id: string): Promise<WaveHome[]>;
  home(id: string, householdId: string): Promise<WaveHome | undefined>;
  /** Chosen households only. */
  tally(id: string): Promise<WaveTally[]>;
  /** Chosen households in a state, by room, at most `limit`. */
  at(id: string, state: HomeState, limit: number): Promise<string[]>;
  /** Moves a household on by compare-and-set. @returns false when it was in none of `from` any more. */
  moveHome(
    id: string,
    householdId: string,
    from: readonly HomeState[],
    to: HomeState,
    told: { readonly reasons: readonly string[]; readonly until: Instant | null },
  ): Promise<boolean>;
  /** Waves that hold a household: begun, and no word of theirs to it has left or been given up yet. */
  holding(householdId: string): Promise<string[]>;
  /** Takes back whatever has not left: planned reminders and rows of the outbox; their households go to `to`. */
  takeBack(id: string, to: 'waiting' | 'stopping', reason: string, now: Instant): Promise<void>;
  /** Whether anything of it has still to be ordered, to be worked off or to leave. */
  isOpen(id: string): Promise<boolean>;
  /** Ordered households whose reminder is planned no more. */
  lost(id: string): Promise<string[]>;
  /** Households in waves of an estate that began since, ordered by whoever drew them up. */
  orderedAlone(estateId: string, since: Instant): Promise<number>;
}
