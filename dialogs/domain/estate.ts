import type { LimitationView } from './limitation.ts';
import type { Fen } from './money.ts';

/** An estate and what its office decided. Defaults and hard limits stand in `content/schema/estate.ts`. */
export interface Estate {
  readonly id: string;
  readonly name: string;
  /** IANA zone; every clock rule is read in it. */
  readonly timezone: string;
  /** The company that speaks, as residents know it. */
  readonly company: string;
  /** The named steward who signs. */
  readonly steward: string;
  /** Where residents reach the office in person or by phone. */
  readonly office: string;
  /** Template of the payment link with `{account}`, or null where the estate has none. */
  readonly payLink: string | null;
  readonly limitationView: LimitationView;
  /** Office hours in words for residents. */
  readonly staffHours: string;
  readonly policy: Policy;
}

/** Days on which the office works: all of them, or working days by the State Council's calendar. */
export const OFFICE_DAYS = ['daily', 'working-days'] as const;
export type OfficeDays = (typeof OFFICE_DAYS)[number];

/** Policy settings of an estate; minutes are minutes since local midnight. */
export interface Policy {
  /** Contact window, `from` included, `to` excluded. */
  readonly windowFrom: number;
  readonly windowTo: number;
  /** Proactive messages to one household: a calendar day, a rolling 7 days, a wave, and hours between two. */
  readonly perDay: number;
  readonly perWeek: number;
  readonly perWave: number;
  readonly gapHours: number;
  /** Days after which arrears count as stale. */
  readonly staleDays: number;
  /** Hours for which a claimed payment holds reminders before a person looks. */
  readonly claimHours: number;
  /** Hours for which reminders rest after a channel was deaf, unless the figures are newer or a person let go. */
  readonly deafHours: number;
  /** Days between two reminders of one wave. */
  readonly reminderEveryDays: number;
  /** Days before the due day on which the one pre-due note goes out. */
  readonly preDueDays: number;
  /** Whether the billing system is connected live, so that arrears are always of today. */
  readonly liveBilling: boolean;
  /** Most parts the bot may offer; more is for the manager. */
  readonly maxInstalments: number;
  /** Smallest part the bot may offer. */
  readonly minInstalment: Fen;
  /** Share of households, in whole percent, for which the bot plans no follow-up; 0 is nobody. */
  readonly holdOutPercent: number;
  /** Households above which a wave needs a second person's approval. */
  readonly approveAbove: number;
  /** When the office works; by these hours waiting is counted. `staffHours` says the same in words. */
  readonly officeFrom: number;
  readonly officeTo: number;
  readonly officeDays: OfficeDays;
  /** Minutes of office hours a resident may wait for a colleague's next word; then the conversation goes back to its queue. */
  readonly answerMinutes: number;
  /** Years after the last contact and settlement for which the words of conversations are kept. */
  readonly chatYears: number;
  /** Days after the last settlement before words may be erased on request; 0 is at once. */
  readonly keepSettledDays: number;
  /** Milliseconds without a new message after which a burst is taken for complete, and its cap. */
  readonly burstQuietMs: number;
  readonly burstCapMs: number;
}
