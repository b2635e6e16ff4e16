import type { Binding, Level } from '#domain/household.ts';
import type { Scope } from '#domain/identity.ts';

/** What somebody may hear of a home and do about it. */
export interface Rights {
  /** `sum` is the present sum and how to pay it, `bill` its periods too, `all` everything on record. */
  readonly hears: 'nothing' | 'sum' | 'bill' | 'all';
  /** May promise, agree, dispute, claim a payment. */
  readonly speaks: boolean;
  /** Is written to when something is due. */
  readonly reminded: boolean;
  /** May let others in and end that. */
  readonly lets: boolean;
}

const NONE: Rights = { hears: 'nothing', speaks: false, reminded: false, lets: false };

const BY_SCOPE: Readonly<Record<Scope, Rights>> = {
  pay: { ...NONE, hears: 'sum' },
  bill: { ...NONE, hears: 'bill' },
  speak: { hears: 'all', speaks: true, reminded: true, lets: false },
};

const BY_LEVEL: Readonly<Record<Level, (scope: Scope) => Rights>> = {
  stranger: () => NONE,
  claimed: () => NONE,
  verified: () => ({ hears: 'all', speaks: true, reminded: true, lets: true }),
  delegate: (scope) => BY_SCOPE[scope],
};

/** The table of levels and scopes (policy: identity). A delegate without a scope has the narrowest. */
export function rightsOf(binding: Pick<Binding, 'level' | 'scope'> | null | undefined): Rights {
  return binding ? BY_LEVEL[binding.level](binding.scope ?? 'pay') : NONE;
}
