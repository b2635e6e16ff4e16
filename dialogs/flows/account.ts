import { dueBy, isOlderThan, periodsOf, openAmount, totalOpen } from '#domain/arrears.ts';
import { demandable, runOut } from '#domain/demandable.ts';
import type { AccountView } from '#domain/content.ts';
import type { Charge } from '#domain/household.ts';
import { rightsOf } from '#policy/identity/rights.ts';
import type { Fen } from '#domain/money.ts';
import type { Slots } from '#domain/speech.ts';
import { addDays } from '#domain/time.ts';
import type { Turn } from './turn.ts';

type AccountTurn = Pick<Turn, 'facts' | 'today'>;

/** The charges a resident is asked for: due, or due within the days of the pre-due note, and not run out. */
export function chargesAtHand({ facts, today }: AccountTurn): Charge[] {
  const charges = facts.home ? demandable(facts.home) : [];
  const due = dueBy(charges, today);
  return due.length > 0 ? due : dueBy(charges, addDays(today, facts.estate.policy.preDueDays));
}

/** The charges that are on the books and never asked for, because their limitation has run out. */
export function olderCharges({ facts }: Pick<Turn, 'facts'>): Charge[] {
  return facts.home ? runOut(facts.home) : [];
}

/** What the resident is asked for in all. */
export function sumAtHand(turn: AccountTurn): Fen {
  return totalOpen(chargesAtHand(turn));
}

/** The account as script conditions see it. */
export function accountView(turn: AccountTurn): AccountView {
  const { facts, today } = turn;
  const charges = chargesAtHand(turn);
  const { staleDays } = facts.estate.policy;
  return {
    occupancy: facts.home?.household.occupancy ?? 'occupied',
    brokenPromises: (facts.home?.promises ?? []).filter(({ status }) => status === 'broken').length,
    hasPayLink: facts.estate.payLink !== null,
    owing: charges.length > 0,
    stale: charges.some(({ asOf }) => isOlderThan(asOf, today, staleDays)),
  };
}

/** Slots every script may use. Facts of the household are there only for those who may hear them. */
export function baseSlots(turn: AccountTurn): Slots {
  const { estate, binding, home } = turn.facts;
  const open: Slots = {
    company: { kind: 'text', value: estate.company },
    estate: { kind: 'text', value: estate.name },
    steward: { kind: 'text', value: estate.steward },
    office: { kind: 'text', value: estate.office },
    staffHours: { kind: 'text', value: estate.staffHours },
  };
  const { hears } = rightsOf(binding);
  if (!home || hears === 'nothing') return open;
  const charges = chargesAtHand(turn);
  const [oldest] = charges;
  const older = olderCharges(turn);
  const { room, owner } = home.household;
  return {
    ...open,
    room: { kind: 'text', value: room },
    owner: { kind: 'text', value: owner },
    ...(estate.payLink !== null && {
      payLink: { kind: 'link', value: estate.payLink.replaceAll('{account}', encodeURI(room)) },
    }),
    ...(hears === 'all' &&
      older.length > 0 && { older: { kind: 'months', value: periodsOf(older) } }),
    ...(oldest && { total: { kind: 'sum', value: totalOpen(charges) } }),
    ...(oldest &&
      hears !== 'sum' && {
        due: { kind: 'day', value: oldest.due },
        months: { kind: 'months', value: periodsOf(charges) },
        bill: {
          kind: 'bill',
          value: charges.map((charge) => ({
            item: charge.item,
            from: charge.from,
            to: charge.to,
            open: openAmount(charge),
          })),
        },
      }),
  };
}
