import type { Label } from './label.ts';

/** What an owner lets somebody else do: pay only, see the bill, or speak for them (policy: identity). */
export const SCOPES = ['pay', 'bill', 'speak'] as const;
export type Scope = (typeof SCOPES)[number];

/** What a resident may want of their own tie to a home. */
export const IDENTITY_WISHES = [
  'bind',
  'no-phone',
  'unbind',
  'delegate',
  'delegates',
  'agree',
  'disagree',
  'end-delegate',
  'end-delegates',
] as const;
export type IdentityWish = (typeof IDENTITY_WISHES)[number];

/** What a text says of who is writing, as far as words tell. */
export interface IdentityWords {
  readonly wish: IdentityWish | null;
  /** The scope that was named for somebody else. */
  readonly scope: Scope | null;
  readonly name: string | null;
  /** The last four digits of a phone number. */
  readonly lastFour: string | null;
  /** The message is nothing but a room, a name, digits and the words for them. */
  readonly bare: boolean;
}

/** Words that say nothing of who is writing. */
export const NO_IDENTITY_WORDS: IdentityWords = {
  wish: null,
  scope: null,
  name: null,
  lastFour: null,
  bare: false,
};

/** What the dialog asks the world to do about who is who; the world's answer is {@link IdentityNews}. */
export type IdentityAction =
  | { readonly do: 'try-code'; readonly code: string }
  /** Without `lastFour` where the number on file is no longer theirs. */
  | {
      readonly do: 'prove';
      readonly room: string;
      readonly name: string;
      readonly lastFour: string | null;
    }
  | { readonly do: 'offer-delegation'; readonly scope: Scope }
  | { readonly do: 'answer-delegation'; readonly agreed: boolean }
  | { readonly do: 'list-delegates' }
  /** Ends those whose names stand in `words`; all of them where it is null. */
  | { readonly do: 'end-delegates'; readonly words: string | null }
  /** From now on the conversation is about this home; `label` is answered for it. */
  | { readonly do: 'choose-home'; readonly householdId: string; readonly label: Label | null };

/** What came of it, told to the dialog after it became durable. */
export type IdentityNews =
  | { readonly news: 'bound' }
  | { readonly news: 'refused' }
  | { readonly news: 'wrong-code' }
  /** No more tries today: a person helps. */
  | { readonly news: 'limited' }
  /** Staff looked and could not confirm it. */
  | { readonly news: 'declined' }
  /** Somebody else asked to be bound to the same home. */
  | { readonly news: 'second-claim' }
  | { readonly news: 'delegate-code'; readonly code: string; readonly scope: Scope }
  | { readonly news: 'delegate-waiting' }
  | { readonly news: 'delegate-asked'; readonly name: string; readonly scope: Scope }
  | { readonly news: 'delegate-agreed'; readonly scope: Scope }
  | { readonly news: 'delegate-declined' }
  /** The owner's own answer was taken down, or there was nothing to answer. */
  | { readonly news: 'delegate-settled'; readonly agreed: boolean | null }
  | {
      readonly news: 'delegates';
      readonly pay: string[];
      readonly bill: string[];
      readonly speak: string[];
    }
  /** How many delegations ended; 0 where none was meant. */
  | { readonly news: 'delegates-ended'; readonly count: number }
  | { readonly news: 'home-chosen'; readonly label: Label | null };
