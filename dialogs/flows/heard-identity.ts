import { type IdentityWords, NO_IDENTITY_WORDS } from '#domain/identity.ts';
import { readCode } from '#policy/identity/code.ts';
import { rightsOf } from '#policy/identity/rights.ts';
import type { FlowId, Turn } from './turn.ts';

/** What was said of who is writing. */
export function identityOf({ heard }: Turn): IdentityWords {
  return heard?.identity ?? NO_IDENTITY_WORDS;
}

/**
 * The dialog that sees to who is who, where the words are about that. A code comes before everything: its letters mean
 * nothing else.
 */
export function identityFlow(turn: Turn): FlowId | null {
  if (turn.event.type === 'said' && readCode(turn.event.text)) return 'code';
  const { wish } = identityOf(turn);
  const { binding } = turn.facts;
  switch (wish) {
    case null:
    case 'no-phone':
      return null;
    case 'bind':
      return 'prove';
    case 'unbind':
      return binding ? 'unbind' : 'prove';
    default:
      return rightsOf(binding).lets ? 'delegate' : null;
  }
}
