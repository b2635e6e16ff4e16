import type { ScriptId } from '#domain/category.ts';
import type { Facts } from '#domain/facts.ts';
import type { Stage } from '#domain/stage.ts';
import { textDigest } from '#ledger/append.ts';
import { canonicalJson } from '#ledger/canonical-json.ts';

/**
 * A digest of what a person was shown a household on: its bills, what was agreed or disputed, what was said before, and
 * the words that follow from it. The day of the figures is left out: figures that only grew fresher change nothing.
 */
export function factsDigest(
  { home, binding }: Facts,
  stage: Stage | null,
  script: ScriptId | null,
): string {
  const facts = home && {
    bills: home.charges.map(({ id, amount, paid, due }) => ({ id, amount, paid, due })),
    promises: home.promises.map(({ id, status, due }) => ({ id, status, due })),
    plan: home.plan && { id: home.plan.id, status: home.plan.status },
    claim: home.claim?.id ?? null,
    disputes: home.disputes.map(({ id }) => id),
    touches: home.touches.map(({ at }) => at),
    vulnerable: home.household.vulnerable,
  };
  return textDigest(canonicalJson({ facts, to: binding?.contactId ?? null, stage, script }));
}
