import type { LocalDate } from './time.ts';

/**
 * How courts count the periods of one service contract: each by itself (MFD-188, the answer of the Supreme People's
 * Court's question desk) or all from the last one (MFD-189).
 */
export const LIMITATION_VIEWS = ['per-period', 'instalment'] as const;
export type LimitationView = (typeof LIMITATION_VIEWS)[number];

/** `revived`: it had run out, and the debtor agreed to perform all the same (MFD-192). */
export const LIMITATION_STATUSES = ['not-started', 'running', 'expired', 'revived'] as const;
export type LimitationStatus = (typeof LIMITATION_STATUSES)[number];

/**
 * What a fact does to time: a `demand` interrupts where it provably reached the debtor (SSSX-8), a `public-notice` where
 * the debtor is missing (SSSX-8), a `payment` for the periods it was made for (SSSX-14). An `agreement` to perform
 * interrupts, and brings back what had run out (MFD-192, SSSX-14, SSSX-19). A `proceeding` interrupts, and time runs
 * anew from its end (MFD-195, SSSX-10 to 13). An `obstacle` of the last six months suspends (MFD-194).
 */
export type LimitationEffect =
  | 'demand'
  | 'public-notice'
  | 'payment'
  | 'agreement'
  | 'proceeding'
  | 'obstacle'
  | 'none';

/** Every kind of fact that a history can hold, with its effect (research: limitation §3, §7). */
export const LIMITATION_EVENTS = {
  'demand-written': 'demand',
  'demand-letter': 'demand',
  'demand-sms': 'demand',
  'demand-wechat': 'demand',
  'demand-email': 'demand',
  'demand-phone': 'demand',
  'demand-visit': 'demand',
  'debt-assignment-notice': 'demand',
  posting: 'demand',
  'media-notice': 'public-notice',
  'partial-payment': 'payment',
  promise: 'agreement',
  'instalment-agreement': 'agreement',
  'new-agreement': 'agreement',
  guarantee: 'agreement',
  lawsuit: 'proceeding',
  'payment-order': 'proceeding',
  arbitration: 'proceeding',
  mediation: 'proceeding',
  'police-report': 'proceeding',
  preservation: 'proceeding',
  enforcement: 'proceeding',
  obstacle: 'obstacle',
  'group-notice': 'none',
  'auto-debit-failed': 'none',
  'ack-receipt': 'none',
  courtesy: 'none',
} as const satisfies Record<string, LimitationEffect>;
export type LimitationEventType = keyof typeof LIMITATION_EVENTS;

/** Whether a word names a kind of fact. */
export function isLimitationEventType(word: string): word is LimitationEventType {
  return Object.hasOwn(LIMITATION_EVENTS, word);
}

/** One fact of the history of a debt, on a day of the estate's calendar. */
export interface LimitationEvent {
  readonly date: LocalDate;
  readonly type: LimitationEventType;
  /** That it reached the debtor can be proved. */
  readonly delivered?: boolean | undefined;
  /** Who received it; `other` is nobody whose receipt counts (SSSX-8). */
  readonly to?: string | undefined;
  /** Ids of the periods it names; without them it is about all of them. */
  readonly periods?: readonly string[] | undefined;
  /** Last day of a proceeding or an obstacle; absent while it lasts. */
  readonly end?: LocalDate | undefined;
  /** The new last day for performance: agreed, or set by a demand where none was agreed (SSSX-4). */
  readonly newDue?: LocalDate | undefined;
  /** The debtor answered this first demand with a plain no (SSSX-4). */
  readonly refused?: boolean | undefined;
  /** The debtor could not be found. */
  readonly missing?: boolean | undefined;
  /** Reach of the medium of a public notice. */
  readonly level?: string | undefined;
}

/** One billing period; `due` is the last day on which payment is in time, null while nobody can say. */
export interface LimitationPeriod {
  readonly id: string;
  readonly due: LocalDate | null;
}

/** Where one period stands under one view. */
export interface PeriodStanding {
  readonly period: string;
  /** Last day of the period of limitation; null where none can be named now. */
  readonly expiry: LocalDate | null;
  readonly status: LimitationStatus;
  /** What interrupted it or brought it back, in order. */
  readonly interruptedBy: readonly {
    readonly date: LocalDate;
    readonly type: LimitationEventType;
  }[];
  /** Part was paid after it had run out: courts differ on the rest (research: limitation §5). */
  readonly contested: boolean;
}

/** The other of the two views: staff see both where they differ. */
export function otherView(view: LimitationView): LimitationView {
  return view === 'per-period' ? 'instalment' : 'per-period';
}

/** Where the limitation of one open charge stands under the estate's view. */
export interface ChargeLimitation extends Omit<PeriodStanding, 'period'> {
  readonly chargeId: string;
  /** Under the other view, where that comes to another day or status. */
  readonly other: Pick<PeriodStanding, 'expiry' | 'status'> | null;
}
