import { z } from 'zod';
import type { Estate } from '#domain/estate.ts';
import { type Fen, sumFen } from '#domain/money.ts';
import { DAY_MS, type Instant, later } from '#domain/time.ts';
import { dateAt } from '#domain/zone.ts';
import { isHeldOut } from '#policy/hold-out.ts';
import type { LedgerEntry } from '#ports/store/ledger.ts';
import type { OutboundRow } from '#ports/store/messages.ts';
import type { Tx } from '#ports/store/store.ts';
import type { Wave } from '#ports/store/waves.ts';
import { COMPLAINT } from '../report/figures-of.ts';
import { type Counted, counted } from '../report/ledger-count.ts';
import { type Activity, readActivity } from '../report/read-activity.ts';

/** What came after the words of a wave, in households; each counts once a line, from the moment its word left. */
export interface WaveResults {
  readonly asOf: Instant;
  readonly reached: number;
  readonly answered: number;
  /** What the first words after it were taken for. */
  readonly answers: readonly Counted[];
  readonly promised: number;
  readonly planned: number;
  readonly disputed: number;
  readonly optedOut: number;
  readonly complained: number;
  readonly paid: number;
  readonly paidSum: Fen;
  /** Households reached for which the bot plans no follow-up; null where the estate holds none out. */
  readonly holdOut: { readonly reached: number; readonly paid: number } | null;
  /** One line a household that was reached. */
  readonly homes: readonly ReachedHome[];
}

export interface ReachedHome {
  readonly householdId: string;
  readonly room: string;
  readonly at: Instant;
  readonly answer: string | null;
  readonly promised: boolean;
  readonly planned: boolean;
  readonly disputed: boolean;
  readonly optedOut: boolean;
  readonly complained: boolean;
  readonly paid: Fen;
  readonly heldOut: boolean;
}

/** How long after its word something counts as having come after it. */
const LONG_MS = 30 * DAY_MS;

const agreed = z.looseObject({ status: z.literal('agreed') });
const isAgreement = ({ type, body }: LedgerEntry): boolean =>
  type === 'plan' && agreed.safeParse(JSON.parse(body)).success;

/** What came after a wave until now; that it came after does not say that it came of it. */
export async function waveResults(
  tx: Tx,
  estate: Estate,
  wave: Wave,
  now: Instant,
): Promise<WaveResults> {
  const begun = wave.begunAt ?? now;
  const sent = (await tx.outbox.between(estate.id, begun, later(now, 1))).filter(
    ({ selection, status }) => selection?.wave === wave.id && status === 'accepted',
  );
  const lastWord = Math.max(begun, ...sent.map(leftAt));
  const asOf = later(now, Math.min(0, lastWord + LONG_MS - now));
  const { timezone } = estate;
  const days = [dateAt(begun, timezone), dateAt(asOf, timezone)] as const;
  const activity = await readActivity(tx, estate, ...days);
  const homes: ReachedHome[] = [];
  for (const row of sent) homes.push(...(await reached(tx, estate, activity, row, now)));
  const many = (is: (home: ReachedHome) => boolean) => homes.filter(is).length;
  const hasPaid = ({ paid }: ReachedHome) => paid > 0;
  const held = homes.filter(({ heldOut }) => heldOut);
  return {
    asOf,
    reached: homes.length,
    answered: many(({ answer }) => answer !== null),
    answers: counted(homes.flatMap(({ answer }) => answer ?? [])),
    promised: many(({ promised }) => promised),
    planned: many(({ planned }) => planned),
    disputed: many(({ disputed }) => disputed),
    optedOut: many(({ optedOut }) => optedOut),
    complained: many(({ complained }) => complained),
    paid: many(hasPaid),
    paidSum: sumFen(homes.map(({ paid }) => paid)),
    holdOut:
      estate.policy.holdOutPercent === 0
        ? null
        : { reached: held.length, paid: held.filter(hasPaid).length },
    homes,
  };
}

const leftAt = ({ settledAt, createdAt }: OutboundRow): Instant => settledAt ?? createdAt;

async function reached(
  tx: Tx,
  estate: Estate,
  { payments, promisesMade, disputes, handoffs, entries }: Activity,
  row: OutboundRow,
  now: Instant,
): Promise<ReachedHome[]> {
  const { householdId } = row;
  const household = householdId === null ? undefined : await tx.households.byId(householdId);
  if (!household) return [];
  const at = leftAt(row);
  const end = Math.min(now, at + LONG_MS);
  const after = (moment: Instant) => moment > at && moment <= end;
  const ours = (one: { readonly householdId: string | null }) => one.householdId === household.id;
  const heard = (await tx.inbox.of(row.conversationId)).filter(({ receivedAt }) =>
    after(receivedAt),
  );
  const [first] = heard;
  const then = entries.filter((one) => ours(one) && after(one.at));
  return [
    {
      householdId: household.id,
      room: household.room,
      at,
      answer: first ? (first.label ?? 'other') : null,
      promised: promisesMade.some((one) => ours(one) && after(one.madeAt)),
      planned: then.some(isAgreement),
      disputed: disputes.some((one) => ours(one) && after(one.openedAt)),
      optedOut: then.some(({ type }) => type === 'opt-out'),
      complained: handoffs.some(
        (one) => ours(one) && after(one.openedAt) && one.reason === COMPLAINT,
      ),
      paid: sumFen(payments.flatMap((one) => (ours(one) && after(one.at) ? [one.amount] : []))),
      heldOut: isHeldOut(estate, household),
    },
  ];
}
