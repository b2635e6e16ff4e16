import { z } from 'zod';
import { type Fen, fen, minusFen, sumFen } from '#domain/money.ts';
import type { ImportMode } from '#ports/store/imports.ts';
import type { Standing } from '#ports/store/households.ts';
import type { ImportPlan } from './plan-import.ts';
import { type BillChange, ROOM_STATES, type RoomChange, type RoomState } from './room-change.ts';

/** Where control totals disagree, or what they cannot tell. */
export const TOTAL_DOUBTS = [
  /** The sheet's own total is not the sum of its rows. */
  'written-differs',
  /** Rows were refused: what they ask for is not in the books. */
  'refused',
  /** The books know of payments that the file does not. */
  'paid-known',
  /** Rooms are put on hold. */
  'held',
  /** A bill shares months with another one of the books. */
  'overlap',
  /** A whole list with rows whose home cannot be read: such a home may look as if it had vanished. */
  'unread-home',
] as const;
export type TotalDoubt = (typeof TOTAL_DOUBTS)[number];

/** Control totals of an import: what the file says, what is booked of it, and the books before and after. */
export interface ImportTotals {
  readonly rooms: Readonly<Record<RoomState, number>>;
  readonly bills: Readonly<Record<BillChange['state'], number>>;
  /** Rooms that are on hold now and were not; rooms that no longer are. */
  readonly held: number;
  readonly released: number;
  readonly households: { readonly file: number; readonly before: number; readonly after: number };
  readonly sums: {
    /** Open in all rows whose sums can be read. */
    readonly file: Fen;
    /** What the sheets write as their total; null where one has none. */
    readonly written: Fen | null;
    readonly accepted: Fen;
    /** Open in the books for the bills of the file. */
    readonly booked: Fen;
    readonly before: Fen;
    readonly after: Fen;
    /** Open in rooms that are put on hold. */
    readonly held: Fen;
  };
  readonly doubts: readonly TotalDoubt[];
}

const count = z.number().int();
const sum = count.transform(fen);
const stored = z.object({
  rooms: z.record(z.enum(ROOM_STATES), count),
  bills: z.object({ added: count, changed: count, unchanged: count, missing: count }),
  held: count,
  released: count,
  households: z.object({ file: count, before: count, after: count }),
  sums: z.object({
    file: sum,
    written: sum.nullable(),
    accepted: sum,
    booked: sum,
    before: sum,
    after: sum,
    held: sum,
  }),
  doubts: z.array(z.enum(TOTAL_DOUBTS)),
});

/** Control totals as they were kept with an import. @throws ZodError when another release wrote them. */
export function readTotals(text: string): ImportTotals {
  return stored.parse(JSON.parse(text));
}

/** Adds up what an import would do to books that stand at `before`. */
export function importTotals(
  plan: ImportPlan,
  mode: ImportMode,
  changes: readonly RoomChange[],
  before: Standing,
): ImportTotals {
  const bills = changes.flatMap((change) => change.bills);
  const rooms: Record<RoomState, number> = {
    new: 0,
    changed: 0,
    'paid-off': 0,
    unchanged: 0,
    'partly-vanished': 0,
    vanished: 0,
  };
  for (const { state } of changes) rooms[state] += 1;
  const states: Record<BillChange['state'], number> = {
    added: 0,
    changed: 0,
    unchanged: 0,
    missing: 0,
  };
  for (const { state } of bills) states[state] += 1;
  const held = changes.filter(isNewlyHeld);
  const booked = sumFen(
    bills.map((one) => (one.bill ? minusFen(one.bill.amount, one.paid) : fen(0))),
  );
  const difference = changes.map(({ openBefore, openAfter }) => minusFen(openAfter, openBefore));
  const owing = changes.map(
    ({ openBefore, openAfter }) => Number(openAfter > 0) - Number(openBefore > 0),
  );
  const sums = {
    file: plan.sums.open,
    written: plan.sums.written,
    accepted: plan.total,
    booked,
    before: before.open,
    after: fen(before.open + sumFen(difference)),
    held: sumFen(held.map(({ openAfter }) => openAfter)),
  };
  const doubts: Readonly<Record<TotalDoubt, boolean>> = {
    // Office and import may agree with or without the rows that were refused.
    'written-differs': sums.written !== null && ![sums.file, sums.accepted].includes(sums.written),
    refused: plan.refused > 0,
    'paid-known': sums.booked !== sums.accepted,
    held: held.length > 0,
    overlap: changes.some(({ overlaps }) => overlaps),
    'unread-home': mode === 'full' && plan.homeless > 0,
  };
  return {
    rooms,
    bills: states,
    held: held.length,
    released: changes.filter(({ household, held: on }) => household?.suspended === true && !on)
      .length,
    households: {
      file: changes.filter(({ people }) => people !== null).length,
      before: before.households,
      after: before.households + owing.reduce((sum, one) => sum + one, 0),
    },
    sums,
    doubts: TOTAL_DOUBTS.filter((doubt) => doubts[doubt]),
  };
}

/** Whether a room is put on hold that was not. */
export function isNewlyHeld({ held, household }: RoomChange): boolean {
  return held && household?.suspended !== true;
}

/** Share of the rooms in arrears that an import may put on hold without being asked once more. */
const HELD_UNASKED = 0.2;

/** Whether so many rooms vanish that the file is more likely not the whole list. */
export function needsConfirmation({ held, households }: ImportTotals): boolean {
  return held > households.before * HELD_UNASKED;
}
