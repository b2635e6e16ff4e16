import { formatYuan } from '#domain/money.ts';
import { handoffSummary } from '#handoff/summary/handoff-summary.ts';
import { readDraft } from '#handoff/summary/stored-draft.ts';
import type { Recorded } from '#ports/recorded.ts';
import type { Conversation } from '#ports/store/conversations.ts';
import type { Tx } from '#ports/store/store.ts';
import type { HandoffSummary } from '../../summary-api.ts';

/** Words of the resident a page shows; a draft takes in more. */
const SHOWN_WORDS = 3;

/** The summary of an open handoff. @param hasModel whether a language model can be asked for a draft. */
export async function summaryView(
  tx: Tx,
  found: Conversation,
  hasModel: boolean,
): Promise<HandoffSummary | null> {
  const summary = await handoffSummary(tx, found);
  if (!summary) return null;
  const { handoffId, reason, words, recorded, upTo } = summary;
  const draft = await readDraft(tx, handoffId);
  return {
    reason,
    words: words.slice(-SHOWN_WORDS),
    recorded: recorded.map((one) => shown(one)),
    draft: draft?.text ?? null,
    mayDraft: hasModel && words.length > 0 && (draft?.upTo ?? -1) < upTo,
  };
}

function shown(one: Recorded): HandoffSummary['recorded'][number] {
  switch (one.kind) {
    case 'open':
      return { kind: 'open', sum: formatYuan(one.sum) };
    case 'promise':
      return { ...one, sum: one.sum === null ? null : formatYuan(one.sum) };
    case 'plan':
      return { ...one, sum: formatYuan(one.sum) };
    case 'claim':
    case 'dispute':
      return one;
  }
}
