import type { Facts, HouseholdFacts, Touch } from '#domain/facts.ts';
import type { Charge } from '#domain/household.ts';
import type { Policy } from '#domain/estate.ts';
import type { Stage } from '#domain/stage.ts';
import { readEstate } from '#content/schema/estate.ts';
import { fen } from '#domain/money.ts';
import { type Instant, instant, localDate } from '#domain/time.ts';

const NAMES = { company: '{estate}物业', steward: '小陈', office: '前台', staffHours: '9–18' };

/** A moment by the clock of China, as `2026-03-03T10:00`. */
export function at(text: string): Instant {
  return instant(Date.parse(`${text}:00+08:00`));
}

/** How a moment reads on the clock of China, as `2026-03-03T10:00`; `never` where there is none. */
export function read(moment: Instant | null): string {
  if (moment === null) return 'never';
  return new Date(moment + 8 * 3_600_000).toISOString().slice(0, 16);
}

/** Half a year's fee of 980 yuan, fresh as of `asOf`. */
export function charge(due: string, asOf = '2026-03-03', change: Partial<Charge> = {}): Charge {
  return {
    id: `charge-${due}`,
    householdId: 'home',
    item: '物业费',
    from: '2025-07',
    to: '2025-12',
    due: localDate(due),
    amount: fen(98_000),
    paid: fen(0),
    asOf: localDate(asOf),
    ...change,
  };
}

export function touch(moment: string, stage: Stage | null = 'courtesy', delivered = true): Touch {
  return { at: at(moment), stage, script: null, delivered };
}

export interface Told {
  readonly home?: Partial<HouseholdFacts> | null;
  readonly facts?: Partial<Omit<Facts, 'home' | 'estate'>>;
  readonly policy?: Partial<Policy>;
  readonly timezone?: string;
}

/** Zhou of 2-1-503, verified, owing since the end of 2025, at peace with everybody. */
export function zhou({ home, facts, policy, timezone }: Told = {}): Facts {
  const estate = readEstate({ id: 'e', name: '翠湖', timezone }, NAMES);
  return {
    estate: { ...estate, policy: { ...estate.policy, ...policy } },
    contact: {
      id: 'contact',
      channel: 'wechat',
      key: 'wx_zhou',
      name: '周敏',
      optedOut: false,
      locale: 'zh-CN',
    },
    binding: { contactId: 'contact', householdId: 'home', role: 'owner', level: 'verified' },
    ownership: { owner: 'bot', staffId: null, epoch: 1 },
    heard: [],
    ...facts,
    home:
      home === null
        ? null
        : {
            household: {
              id: 'home',
              estateId: 'e',
              room: '2-1-503',
              owner: '周敏',
              phone: null,
              occupancy: 'occupied',
              suspended: false,
              vulnerable: false,
            },
            charges: [charge('2025-12-31')],
            limitation: [],
            promises: [],
            people: 1,
            plan: null,
            claim: null,
            disputes: [],
            touches: [],
            heard: [],
            withStaff: false,
            ...home,
          },
  };
}

/** The household of {@link zhou} with something changed about it. */
export function household(change: Partial<HouseholdFacts['household']>): Partial<HouseholdFacts> {
  const { home } = zhou();
  return home ? { household: { ...home.household, ...change } } : {};
}
