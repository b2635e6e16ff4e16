import type { Household } from '#domain/household.ts';
import { type Fen, fen, minusFen, sumFen } from '#domain/money.ts';
import type { LocalDate } from '#domain/time.ts';
import type { ChargeImage } from '#ports/store/households.ts';
import type { ImportMode } from '#ports/store/imports.ts';
import type { Tx } from '#ports/store/store.ts';
import { ownerChange } from '../identity/recheck.ts';
import type { BillRow } from './bill-row.ts';
import { peopleOf } from './people-of.ts';
import type { ImportPlan } from './plan-import.ts';
import type { BillChange, RoomChange, RoomState } from './room-change.ts';

/** How a file is meant: whether it is the whole list, and of which day its figures are. */
export interface Meant {
  readonly mode: ImportMode;
  readonly asOf: LocalDate;
}

/**
 * What a plan would do to the books, by room in the order of the file, then the rooms that a whole list leaves out.
 * Nothing is written; booking does exactly what is told here.
 */
export async function compareWithBooks(
  tx: Tx,
  estateId: string,
  plan: ImportPlan,
  meant: Meant,
): Promise<RoomChange[]> {
  const known = new Map((await tx.households.list(estateId)).map((home) => [home.room, home]));
  const changes: RoomChange[] = [];
  const rooms = Map.groupBy(plan.bills, ({ room }) => room);
  for (const [room, bills] of rooms) {
    const household = known.get(room) ?? null;
    const images = household ? await tx.charges.images(household.id) : [];
    changes.push(roomNamed(room, bills, household, images, plan, meant));
  }
  if (meant.mode === 'partial') return changes;
  for (const household of known.values()) {
    if (rooms.has(household.room) || plan.refusedRooms.has(household.room)) continue;
    const images = await tx.charges.images(household.id);
    const missing = images.filter((image) => isDue(image, meant.asOf));
    if (missing.length > 0) changes.push(roomGone(household, images, missing));
  }
  return changes;
}

function roomNamed(
  room: string,
  bills: readonly BillRow[],
  household: Household | null,
  images: readonly ChargeImage[],
  { refusedRooms }: ImportPlan,
  { mode, asOf }: Meant,
): RoomChange {
  const named = bills.map((bill) => billNamed(bill, images));
  const others = images.filter((image) => !bills.some((bill) => isOf(image, bill)));
  const doubted =
    mode === 'full' && !refusedRooms.has(room) ? others.filter((one) => isDue(one, asOf)) : [];
  const left = others.filter((one) => one.missingIn !== null && openOf(one) > 0);
  const openAfter = sumFen([
    ...named.map((one) => minusFen(one.bill.amount, one.paid)),
    ...others.map(openOf),
  ]);
  const openBefore = sumFen(images.map(openOf));
  const people = peopleOf(bills, household ?? undefined);
  return {
    room,
    state: stateOf(named, doubted.length > 0, images.length === 0, openBefore, openAfter),
    household,
    people,
    recheck: ownerChange(household ?? undefined, people),
    bills: [
      ...named,
      ...doubted.map((before) => ({ state: 'missing', bill: null, before }) as const),
    ],
    openBefore,
    openAfter,
    held: doubted.length > 0 || left.length > 0,
    overlaps: bills.some((bill) => others.some((one) => openOf(one) > 0 && overlap(one, bill))),
  };
}

function roomGone(
  household: Household,
  images: readonly ChargeImage[],
  missing: readonly ChargeImage[],
): RoomChange {
  const open = sumFen(images.map(openOf));
  return {
    room: household.room,
    state: 'vanished',
    household,
    people: null,
    recheck: null,
    bills: missing.map((before) => ({ state: 'missing', bill: null, before })),
    openBefore: open,
    openAfter: open,
    held: true,
    overlaps: false,
  };
}

function stateOf(
  named: readonly Named[],
  doubted: boolean,
  isNew: boolean,
  before: Fen,
  after: Fen,
): RoomState {
  if (doubted) return 'partly-vanished';
  if (isNew) return 'new';
  if (before > 0 && after === 0) return 'paid-off';
  return named.every(({ state }) => state === 'unchanged') ? 'unchanged' : 'changed';
}

type Named = Exclude<BillChange, { state: 'missing' }>;

function billNamed(bill: BillRow, images: readonly ChargeImage[]): Named {
  const before = images.find((image) => isOf(image, bill));
  // A payment we know of and the workbook does not yet is never undone by an import.
  const paid = fen(Math.min(bill.amount, Math.max(before?.paid ?? 0, bill.paid)));
  if (!before) return { state: 'added', bill, before: null, paid };
  const same = before.amount === bill.amount && before.paid === paid && before.due === bill.due;
  return { state: same ? 'unchanged' : 'changed', bill, before, paid };
}

function isOf(image: ChargeImage, { item, period }: BillRow): boolean {
  return image.item === item && image.from === period.from && image.to === period.to;
}

function overlap(image: ChargeImage, { item, period }: BillRow): boolean {
  return image.item === item && image.from <= period.to && period.from <= image.to;
}

/** A list of arrears names what is due on its day; what falls due later is rightly not on it. */
function isDue(image: ChargeImage, asOf: LocalDate): boolean {
  return openOf(image) > 0 && image.due <= asOf;
}

function openOf({ amount, paid }: ChargeImage): Fen {
  return minusFen(amount, paid);
}
