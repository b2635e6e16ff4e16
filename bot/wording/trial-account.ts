import type { CategoryId, ScriptId } from '#domain/category.ts';
import type { Estate } from '#domain/estate.ts';
import type { Facts } from '#domain/facts.ts';
import type { Occupancy } from '#domain/household.ts';
import type { Locale } from '#domain/locale.ts';
import { type Fen, fen } from '#domain/money.ts';
import { STAGES, type Stage, stageRank } from '#domain/stage.ts';
import { DAY_MS, type Instant, addDays, later } from '#domain/time.ts';
import { dateAt, instantAt } from '#domain/zone.ts';
import { ageStage } from '#policy/stage.ts';

/** An account somebody made up. */
export interface TrialAccount {
  readonly owner: string;
  readonly room: string;
  readonly sum: Fen;
  /** Billing months, both ends included. */
  readonly from: string;
  readonly to: string;
  /** Days since the bill was due; below 0 before it. Less than three years: nothing has run out. */
  readonly overdueDays: number;
  readonly occupancy: Occupancy;
  readonly brokenPromises: number;
  readonly payLink: boolean;
  readonly category: CategoryId;
  /** What the household has heard before, newest first. */
  readonly heard: readonly { readonly script: ScriptId; readonly variant: number }[];
}

const NOBODY = 'trial';
const PAY_LINK = 'https://pay.example.com/{account}';

/**
 * The facts of such an account. Every reminder that had to come first counts as delivered, so that its stage is the one its
 * age calls for; what was heard was heard on the days before.
 */
export function trialFacts(
  account: TrialAccount,
  estate: Estate,
  locale: Locale,
  feeItem: string,
  now: Instant,
): Facts {
  const today = dateAt(now, estate.timezone);
  const due = addDays(today, -account.overdueDays);
  const heard = account.heard.map((one, days) => ({
    ...one,
    at: later(now, -(days + 2) * DAY_MS),
  }));
  const reached = STAGES.slice(0, stageRank(ageStage(account.overdueDays)));
  return {
    estate: {
      ...estate,
      payLink: account.payLink ? (estate.payLink ?? PAY_LINK) : null,
      policy: { ...estate.policy, liveBilling: true },
    },
    contact: {
      id: NOBODY,
      channel: NOBODY,
      key: NOBODY,
      name: account.owner,
      optedOut: false,
      locale,
    },
    binding: { contactId: NOBODY, householdId: NOBODY, role: 'owner', level: 'verified' },
    home: {
      household: {
        id: NOBODY,
        estateId: estate.id,
        room: account.room,
        owner: account.owner,
        phone: null,
        occupancy: account.occupancy,
        suspended: false,
        vulnerable: false,
      },
      charges:
        account.sum > 0
          ? [
              {
                id: NOBODY,
                householdId: NOBODY,
                item: feeItem,
                from: account.from,
                to: account.to,
                due,
                amount: account.sum,
                paid: fen(0),
                asOf: today,
              },
            ]
          : [],
      limitation: [],
      promises: Array.from({ length: account.brokenPromises }, (_, index) => ({
        id: `${NOBODY}-${index}`,
        householdId: NOBODY,
        due: addDays(today, -1 - index),
        amount: null,
        madeAt: later(now, -(index + 5) * DAY_MS),
        status: 'broken',
      })),
      plan: null,
      claim: null,
      disputes: [],
      touches: reached.map((stage: Stage) => ({
        at: instantAt(addDays(due, 1), 12 * 60, estate.timezone),
        stage,
        script: null,
        delivered: true,
      })),
      heard,
      people: 1,
      withStaff: false,
    },
    ownership: { owner: 'bot', staffId: null, epoch: 0 },
    heard,
  };
}
