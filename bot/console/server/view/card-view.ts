import { readFacts } from '#accounts/facts.ts';
import { readLimitation } from '#accounts/limitation.ts';
import { openAmount, totalOpen } from '#domain/arrears.ts';
import type { Facts } from '#domain/facts.ts';
import { formatYuan } from '#domain/money.ts';
import type { Charge } from '#domain/household.ts';
import type { ChargeLimitation } from '#domain/limitation.ts';
import { DAY_MS, type Instant, type LocalDate } from '#domain/time.ts';
import { dateAt } from '#domain/zone.ts';
import { gate } from '#policy/gate.ts';
import { presentStage } from '#policy/stage.ts';
import type { Conversation } from '#ports/store/conversations.ts';
import { reminderDedup } from '#ports/reminder-job.ts';
import type { Tx } from '#ports/store/store.ts';
import type { ResidentCard } from '../../api.ts';
import { maskedPhone } from './masked-phone.ts';

/** What staff see of the household while they talk. */
export async function residentCard(
  tx: Tx,
  found: Conversation,
  now: Instant,
): Promise<ResidentCard> {
  const facts = await readFacts(tx, found, now);
  const { home } = facts;
  const id = home?.household.id;
  const job = id === undefined ? undefined : await tx.jobs.ready(reminderDedup(id));
  const verdict = gate({ facts, purpose: 'reminder', now });
  const all = id === undefined ? [] : await tx.charges.all(id);
  const limitation = id === undefined ? [] : await readLimitation(tx, id, all, facts.estate, now);
  const payments = id === undefined ? [] : await tx.payments.of(id);
  return {
    household: id ?? null,
    room: home?.household.room ?? null,
    owner: home?.household.owner ?? null,
    phone: maskedPhone(home?.household.phone ?? null),
    occupancy: home?.household.occupancy ?? null,
    suspended: home?.household.suspended ?? false,
    vulnerable: home?.household.vulnerable ?? false,
    people: id === undefined ? [] : await peopleOf(tx, id),
    total: formatYuan(totalOpen(home?.charges ?? [])),
    asOf: oldestDay(home?.charges ?? []),
    charges: (home?.charges ?? []).map((charge) => ({
      item: charge.item,
      from: charge.from,
      to: charge.to,
      due: charge.due,
      amount: formatYuan(charge.amount),
      paid: formatYuan(charge.paid),
      open: formatYuan(openAmount(charge)),
      limitation: limitationOf(limitation, charge.id),
    })),
    limitationView: facts.estate.limitationView,
    payments: payments.map(({ at, amount, source }) => ({
      at,
      amount: formatYuan(amount),
      source,
    })),
    ...commitments(facts),
    stage: presentStage(facts, dateAt(now, facts.estate.timezone)),
    capsLeft: capsLeft(facts, now),
    nextReminder: job?.runAt ?? null,
    gate: verdict.allowed ? [] : [...verdict.reasons],
    touches: (home?.touches ?? []).map(({ at, stage, delivered }) => ({ at, stage, delivered })),
  };
}

function limitationOf(
  all: readonly ChargeLimitation[],
  id: string,
): ResidentCard['charges'][number]['limitation'] {
  const found = all.find(({ chargeId }) => chargeId === id);
  if (!found) return null;
  const { expiry, status, contested, interruptedBy, other } = found;
  return { expiry, status, contested, interruptedBy: [...interruptedBy], other };
}

function commitments({
  home,
}: Facts): Pick<ResidentCard, 'promises' | 'plan' | 'disputes' | 'claim'> {
  return {
    promises: (home?.promises ?? []).map(({ due, amount, status, madeAt }) => ({
      due,
      status,
      madeAt,
      amount: amount === null ? null : formatYuan(amount),
    })),
    plan: home?.plan
      ? {
          status: home.plan.status,
          total: formatYuan(home.plan.total),
          parts: home.plan.parts.map(({ n, due, amount }) => ({
            n,
            due,
            amount: formatYuan(amount),
          })),
        }
      : null,
    disputes: (home?.disputes ?? []).map(({ cause, openedAt }) => ({ cause, openedAt })),
    claim: home?.claim ? { claimedAt: home.claim.claimedAt, until: home.claim.until } : null,
  };
}

/** The bill is as old as its oldest figure. */
function oldestDay(charges: readonly Charge[]): LocalDate | null {
  return charges.map(({ asOf }) => asOf).toSorted()[0] ?? null;
}

async function peopleOf(tx: Tx, householdId: string): Promise<ResidentCard['people']> {
  const people: ResidentCard['people'] = [];
  for (const { contactId, role, level } of await tx.bindings.to(householdId)) {
    const contact = await tx.contacts.byId(contactId);
    if (contact) people.push({ name: contact.name, role, level, optedOut: contact.optedOut });
  }
  return people;
}

function capsLeft({ estate, home }: Facts, now: Instant): ResidentCard['capsLeft'] {
  const { timezone, policy } = estate;
  const touches = home?.touches ?? [];
  const today = touches.filter(({ at }) => dateAt(at, timezone) === dateAt(now, timezone)).length;
  const week = touches.filter(({ at }) => at > now - 7 * DAY_MS).length;
  return { today: Math.max(0, policy.perDay - today), week: Math.max(0, policy.perWeek - week) };
}
