/** Why a message was withheld, in the order the gate asks (policy: the send gate). */
export const WITHHOLDINGS = [
  'opted-out',
  'handed-off',
  'vulnerable',
  'unverified',
  'paid',
  'limitation',
  'disputed',
  'promise-pending',
  'plan-current',
  'stale-ledger',
  'quiet-hours',
  'holiday',
  'frequency-cap',
  'channel-closed',
  'stale-contact',
  'channel-restricted',
  'channel-gap',
  'guard',
] as const;
export type Withholding = (typeof WITHHOLDINGS)[number];
