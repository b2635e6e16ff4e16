import { fen, formatYuan } from '#domain/money.ts';
import type { ProvedEntry } from '#ledger/export.ts';
import type { PaperWords } from '../paper-words.ts';
import { type EntryBody, entryBody } from './entry-body.ts';

/** What an entry says beside its kind, in words: reasons, sums, days, who did it. */
export function entryDetail(entry: ProvedEntry, words: PaperWords): string {
  const body = entryBody(entry);
  const { type } = entry;
  const staff = body.staffId ?? body.staff;
  const amount = body.amount ?? body.total;
  const parts = [
    body.cause === undefined ? undefined : words.label('reason', body.cause),
    body.reason === undefined ? undefined : words.label('reason', body.reason),
    ...(body.reasons ?? []).map((reason) => words.label('withheld', reason)),
    body.queue === undefined ? undefined : words.label('queue', body.queue),
    type === 'plan' && body.status !== undefined ? words.label('plan', body.status) : undefined,
    body.due === undefined ? undefined : words.say('detail.due', { value: body.due }),
    typeof amount === 'number'
      ? words.say('detail.amount', { value: formatYuan(fen(amount)) })
      : type === 'promise'
        ? words.say('detail.all')
        : undefined,
    type === 'handback' || type === 'dispute-resolved'
      ? words.label('outcome', body.outcome ?? '')
      : undefined,
    ...deliveryOf(type, body, words),
    staff ? words.say('detail.by', { value: staff }) : undefined,
  ];
  return parts.filter((part) => part !== undefined && part !== '').join('; ');
}

/** Which letter it was, how it went, and what the receipt says. */
function deliveryOf(
  type: string,
  { letter, how = '', reference, outcome, on }: EntryBody,
  words: PaperWords,
): (string | undefined)[] {
  if (type !== 'letter-delivered') return [letter];
  const named = (code: string) => words.label('letter-delivered', code);
  return [letter, named(how), reference ?? undefined, named(outcome ?? ''), on];
}
