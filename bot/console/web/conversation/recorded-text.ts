import type { HandoffSummary } from '../../summary-api.ts';
import { yuan } from '../texts/format.ts';
import { nameOf, t } from '../texts/language.ts';

/** What the books say, as a line of a summary. */
export function recordedText(one: HandoffSummary['recorded'][number]): string {
  switch (one.kind) {
    case 'open':
      return t('summary.open', { sum: yuan(one.sum) });
    case 'promise':
      return one.sum === null
        ? t('summary.promise', { due: one.due })
        : t('summary.promiseOf', { due: one.due, sum: yuan(one.sum) });
    case 'claim':
      return t('summary.claim');
    case 'plan':
      return t('summary.parts', { parts: one.parts, sum: yuan(one.sum) });
    case 'dispute':
      return t('summary.dispute', { cause: nameOf('reason', one.cause) });
  }
}
