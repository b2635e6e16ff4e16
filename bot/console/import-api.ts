import { z } from 'zod';

/** The contract of imports; moments are epoch milliseconds, days `YYYY-MM-DD`, sums decimal strings in yuan. */
const at = z.number();
const day = z.string();
const sum = z.string();
const count = z.number();

/** One finding of an import. */
export const finding = z.object({
  sheet: z.string(),
  row: z.number(),
  column: z.string(),
  code: z.string(),
  severity: z.enum(['error', 'warning', 'info']),
  message: z.string(),
});

/** A workbook that was booked before. */
const bookedBefore = z.object({ id: z.string(), fileName: z.string(), at, by: z.string() });

/** What the file says, what is booked of it, and the books before and after. */
export const controlTotals = z.object({
  /** Rooms by what becomes of them. */
  rooms: z.record(z.string(), count),
  bills: z.object({ added: count, changed: count, unchanged: count, missing: count }),
  /** Rooms that are put on hold, and rooms that no longer are. */
  held: count,
  released: count,
  households: z.object({ file: count, before: count, after: count }),
  sums: z.object({
    file: sum,
    /** The sheet's own total; null where it has none. */
    written: sum.nullable(),
    accepted: sum,
    booked: sum,
    before: sum,
    after: sum,
    held: sum,
  }),
  /** Codes of where they disagree. */
  doubts: z.array(z.string()),
});

/**
 * How a sheet was read. To correct it, the field `mapping` of the form is a JSON list of
 * `{sheet, read, headerRow, columns: {field: index}, days, unit}`; indexes count from 0.
 */
const sheetLook = z.object({
  sheet: z.string(),
  read: z.boolean(),
  headerRow: count,
  /** `found` by its titles, `remembered` from an earlier file, or `given`. */
  by: z.string(),
  days: z.string(),
  unit: z.string(),
  columns: z.array(
    z.object({ title: z.string(), field: z.string().nullable(), samples: z.array(z.string()) }),
  ),
});

/**
 * `POST /api/imports/preview` (form: file, estate, asOf, mapping, mode `full` or `partial`, which is what it is without one) and
 * `POST /api/imports/sample`.
 */
export const importPreview = z.object({
  /** To be committed with; good for a while. */
  token: z.string(),
  fileName: z.string(),
  estate: z.string(),
  asOf: day,
  mode: z.enum(['full', 'partial']),
  accepted: count,
  refused: count,
  warnings: count,
  total: sum,
  households: count,
  totals: controlTotals,
  /** More than a fifth of the rooms would be put on hold: committing needs their number once more. */
  asksHeld: z.boolean(),
  /** The same workbook stands in the books: committing again does nothing. */
  known: bookedBefore.nullable(),
  sheets: z.array(sheetLook),
  /** Every field that a column can be. */
  fields: z.array(z.string()),
  rows: z.array(finding),
});

/** How a bill stands in the books or after the import. */
const bill = z.object({ due: day, amount: sum, paid: sum, open: sum });

/** What an import would do to one room. */
export const roomChange = z.object({
  room: z.string(),
  state: z.string(),
  /** As the books have the owner, and as the file does; null where either does not. */
  ownerBefore: z.string().nullable(),
  ownerAfter: z.string().nullable(),
  /** Whoever is verified has to prove anew who they are: `owner` or `phone` changed. */
  recheck: z.string().nullable(),
  openBefore: sum,
  openAfter: sum,
  held: z.boolean(),
  overlaps: z.boolean(),
  bills: z.array(
    z.object({
      item: z.string(),
      from: z.string(),
      to: z.string(),
      state: z.string(),
      before: bill.nullable(),
      after: bill.nullable(),
    }),
  ),
});

/** `GET /api/imports/preview/rooms?token=&state=&q=&page=`: fifty rooms a page, counted from 0. */
export const roomChanges = z.object({ rooms: z.array(roomChange), matching: count });

/** `POST /api/imports/commit`; `held` is how many rooms may be put on hold, where that was asked. */
export const commitRequest = z.strictObject({
  token: z.string().min(1),
  held: z.number().int().nonnegative().nullish(),
});
export const committed = z.object({
  importId: z.string(),
  estateId: z.string(),
  accepted: count,
  refused: count,
  held: count,
  total: sum,
});

/** `GET /api/estates/:estate/imports`: the newest first. */
export const importList = z.object({
  items: z.array(
    z.object({
      id: z.string(),
      at,
      by: z.string(),
      fileName: z.string(),
      /** SHA-256 of the workbook, hexadecimal. */
      sha256: z.string(),
      mode: z.string(),
      asOf: day,
      accepted: count,
      refused: count,
      total: sum,
      /** Null for imports from before they were kept. */
      totals: controlTotals.nullable(),
      /** Whether the refused rows are still there to be fetched. */
      hasErrors: z.boolean(),
      undone: z.object({ at, by: z.string(), why: z.string() }).nullable(),
      /** Why it cannot be undone; null where it can. */
      stands: z.string().nullable(),
    }),
  ),
});

/** `POST /api/imports/:id/undo`. */
export const undoRequest = z.strictObject({ reason: z.string().trim().min(1).max(500) });
export const undone = z.object({ before: sum, after: sum, rooms: count, keptPaid: count });

/** `POST /api/tasks/:id/decide`: what became of bills that vanished from a whole list. */
export const decideRequest = z.strictObject({ decision: z.enum(['owes', 'paid']) });

export type SheetLook = z.infer<typeof sheetLook>;
export type ImportPreview = z.infer<typeof importPreview>;
export type ControlTotals = z.infer<typeof controlTotals>;
export type RoomChanges = z.infer<typeof roomChanges>;
export type RoomChangeView = z.infer<typeof roomChange>;
export type ImportList = z.infer<typeof importList>;
