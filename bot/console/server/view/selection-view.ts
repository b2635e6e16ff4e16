import type { Selection } from '#domain/selection.ts';
import type { SelectionView } from '../../selection-api.ts';

/** A selection as the pages take it. */
export function viewOfSelection(selection: Selection): SelectionView {
  const { trigger, asked, from, stage, account, times, decided, alternatives } = selection;
  return {
    trigger,
    asked,
    from,
    stage,
    account,
    times,
    decided,
    alternatives: alternatives.map(({ script, why, unmet }) => ({
      script,
      why,
      ...(unmet && { unmet: [...unmet] }),
    })),
  };
}
