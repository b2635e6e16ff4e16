import { isHoldOut } from '#ledger/hold-out.ts';
import type { ScriptId } from '#domain/category.ts';
import type { Estate } from '#domain/estate.ts';
import { DAY_MS, type Instant, later } from '#domain/time.ts';
import type { LedgerEntry } from '#ports/store/ledger.ts';
import type { OutboundRow } from '#ports/store/messages.ts';
import type { Tx } from '#ports/store/store.ts';
import type { Activity } from './read-activity.ts';
import { type PaidShare, paidShare } from './paid-share.ts';

/** After how many days it is looked whether anything was paid. */
const SHORT = 14;
const LONG = 30;

/** What was paid after something. `n` of each share counts only households whose days are over. */
export interface PaidAfter {
  readonly households: number;
  readonly days14: PaidShare;
  readonly days30: PaidShare;
}

/** What came after each wording, and what after follow-ups and where they were left out. */
export interface Effects {
  readonly wordings: readonly (PaidAfter & {
    readonly script: ScriptId;
    readonly variant: number;
    /** The version of an office's own wording; null for the shipped one. */
    readonly version: string | null;
  })[];
  readonly followUps: PaidAfter;
  readonly holdOut: PaidAfter;
  /** The share the estate holds out now, in percent. */
  readonly holdOutPercent: number;
}

/** A household at the moment from which its payment is waited for. */
interface Start {
  readonly householdId: string;
  readonly at: Instant;
}

/**
 * What was paid within 14 and 30 days of each wording of a reminder when the script was heard for the first time, of the
 * bot's own follow-ups, and of follow-ups that were left out. A household counts once in each line, from the first time; only those count whose days are over.
 */
export async function readEffects(
  tx: Tx,
  estate: Estate,
  { entries, begin, end }: Pick<Activity, 'entries' | 'begin' | 'end'>,
  now: Instant,
): Promise<Effects> {
  const sent = (await tx.outbox.between(estate.id, begin, end)).filter(isReminder);
  const payments = await tx.payments.between(estate.id, begin, later(end, LONG * DAY_MS));
  const paidAt = Map.groupBy(payments, ({ householdId }) => householdId);

  function after(starts: readonly Start[]): PaidAfter {
    const first = new Map<string, Instant>();
    for (const { householdId, at } of starts.toSorted((a, b) => a.at - b.at)) {
      if (!first.has(householdId)) first.set(householdId, at);
    }
    const within = (days: number) => {
      const over = [...first].filter(([, at]) => later(at, days * DAY_MS) <= now);
      const paid = over.filter(([id, at]) =>
        paidAt.get(id)?.some((one) => one.at > at && one.at <= later(at, days * DAY_MS)),
      );
      return paidShare(paid.length, over.length);
    };
    return { households: first.size, days14: within(SHORT), days30: within(LONG) };
  }

  const wordings = Map.groupBy(
    sent.filter(isFirstHearing),
    ({ script, variant, selection }) => `${script} ${variant} ${selection?.wording ?? ''}`,
  );
  return {
    wordings: [...wordings.values()]
      .flatMap(([one, ...others]) => {
        if (!one?.script) return [];
        const { script, variant, selection } = one;
        const version = selection?.wording ?? null;
        return {
          script,
          variant: variant ?? 0,
          version,
          ...after([one, ...others].flatMap(startOf)),
        };
      })
      .toSorted(
        (a, b) =>
          (a.script < b.script ? -1 : 1) * Number(a.script !== b.script) || a.variant - b.variant,
      ),
    followUps: after(sent.filter(isFollowUp).flatMap(startOf)),
    holdOut: after(entries.filter(isHoldOut).flatMap(startOf)),
    holdOutPercent: estate.policy.holdOutPercent,
  };
}

function isReminder({ author, proactive, status, script }: OutboundRow): boolean {
  return author === 'bot' && proactive && status === 'accepted' && script !== null;
}

/**
 * Who hears a script for the first time gets the wording of its place. Who hears it again has not paid so far, and would
 * weigh on whichever wording comes second.
 */
function isFirstHearing({ selection }: OutboundRow): boolean {
  return selection?.times === 0;
}

/** What the hold-out is compared with: the same messages that are left out there. */
function isFollowUp({ selection, stage }: OutboundRow): boolean {
  const { occasion, trigger } = selection ?? {};
  return occasion === 'planned' && trigger !== 'remind:instalment' && stage !== 'pre-due';
}

function startOf(one: OutboundRow | LedgerEntry): Start[] {
  const at = 'settledAt' in one ? (one.settledAt ?? one.createdAt) : one.at;
  return one.householdId === null ? [] : [{ householdId: one.householdId, at }];
}
