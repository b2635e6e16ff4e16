import type { Household } from '#domain/household.ts';
import type { Fen } from '#domain/money.ts';
import type { ChargeImage } from '#ports/store/households.ts';
import type { BillRow } from './bill-row.ts';

/** What an import would do to one bill; `missing` is open in the books and not in a whole list. */
export type BillChange =
  | { readonly state: 'added'; readonly bill: BillRow; readonly before: null; readonly paid: Fen }
  | {
      readonly state: 'changed' | 'unchanged';
      readonly bill: BillRow;
      readonly before: ChargeImage;
      /** Paid afterwards: what the books know is never less than before. */
      readonly paid: Fen;
    }
  | { readonly state: 'missing'; readonly bill: null; readonly before: ChargeImage };

export const ROOM_STATES = [
  'new',
  'changed',
  'paid-off',
  'unchanged',
  'partly-vanished',
  'vanished',
] as const;
/** How a room stands after an import, beside how it stood; the last two are put on hold. */
export type RoomState = (typeof ROOM_STATES)[number];

/** What an import would do to one room. */
export interface RoomChange {
  readonly room: string;
  readonly state: RoomState;
  /** As the books have it; null where they do not. */
  readonly household: Household | null;
  /** Whose it is afterwards; null where the file does not name the room. */
  readonly people: Pick<Household, 'owner' | 'phone' | 'occupancy'> | null;
  /** What has to be proved anew, because the file names another owner or number. */
  readonly recheck: 'owner' | 'phone' | null;
  readonly bills: readonly BillChange[];
  readonly openBefore: Fen;
  readonly openAfter: Fen;
  /** On hold afterwards: no reminder goes out until a person or an import says what became of a bill. */
  readonly held: boolean;
  /** A bill shares months with another one of the books that the file does not name: perhaps asked for twice. */
  readonly overlaps: boolean;
}
