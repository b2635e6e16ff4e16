import type { Refusal } from '#domain/content.ts';
import { formatYuan } from '#domain/money.ts';
import { figuresIn } from '#policy/figure.ts';
import { guard } from '#policy/guard.ts';
import type { LanguageModel } from '#ports/language-model.ts';
import type { Store } from '#ports/store/store.ts';
import { type HandoffSummary, handoffSummary, secretsIn } from './handoff-summary.ts';
import { keepDraft, readDraft } from './stored-draft.ts';

export interface DraftParts {
  readonly store: Store;
  readonly model: LanguageModel;
  readonly refusals: readonly Refusal[];
}

/**
 * Has a summary of a handed-over conversation drafted for the colleague, once for what was said so far. The draft has no
 * way to a resident; one that the guard refuses, or with a figure nobody said, is not shown.
 * @returns whether there is something new to see.
 */
export async function draftSummary(
  { store, model, refusals }: DraftParts,
  conversationId: string,
): Promise<boolean> {
  const asked = await store.read(async (tx) => {
    const conversation = await tx.conversations.byId(conversationId);
    const summary = conversation && (await handoffSummary(tx, conversation));
    if (!summary || summary.words.length === 0) return undefined;
    const known = await readDraft(tx, summary.handoffId);
    if (known && known.upTo >= summary.upTo) return undefined;
    return { summary, secrets: await secretsIn(tx, conversation) };
  });
  if (!asked) return false;
  const { summary, secrets } = asked;
  const { reason, words, recorded, handoffId, upTo } = summary;
  const answer = await model.draft({ reason, words, recorded, secrets });
  // What may go better in a minute is not kept; what cannot be used is not asked for again.
  if (!answer.ok && answer.why !== 'unusable') return false;
  const text = answer.ok && isFit(answer.text, summary, refusals) ? answer.text : null;
  await store.write((tx) => keepDraft(tx, handoffId, { upTo, text }));
  return text !== null;
}

function isFit(text: string, summary: HandoffSummary, refusals: readonly Refusal[]): boolean {
  const known = knownFigures(summary);
  const wording = { text, citations: [], quotations: [], known };
  return guard(wording, refusals, { checkFigures: true }).ok;
}

function knownFigures({ words, recorded }: HandoffSummary): string[] {
  const booked = recorded.flatMap((one) => [
    ...('sum' in one && one.sum !== null ? [formatYuan(one.sum)] : []),
    ...(one.kind === 'promise' ? [one.due] : []),
    ...(one.kind === 'plan' ? [String(one.parts)] : []),
  ]);
  return [...booked, ...words.flatMap((one) => figuresIn(one))];
}
