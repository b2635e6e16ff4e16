import type { Statute } from '#domain/content.ts';
import { isQuotable } from '#domain/quotable.ts';
import { successorOf } from '../check-citation.ts';
import { rowOf } from '../check-wordings.ts';
import { type LawMention, mentionFinder, namesOf } from './law-mention.ts';
import { type Subject, type Text, textsOf } from './subject.ts';

/** Law stands in a text only as a quotation from the registry, of an article in force on the day. */
export function checkLaw(subject: Subject): void {
  checkRegistry(subject);
  checkForce(subject);
  const statutes = [...subject.reading.shelf.statutes.values()];
  const mentionsIn = mentionFinder([...new Set(statutes.flatMap(namesOf))]);
  for (const text of textsOf(subject.reading)) {
    const { file, where, message, tag } = text;
    const note = (rule: string, reason: string, words: string, right?: string) => {
      const row = rowOf(message.source, words);
      const detail = right === undefined ? { row, words } : { row, words, right };
      subject.reading.reader.note(file, rule, `${where[0]}: ${reason}`, where, detail);
    };
    const mentions = mentionsIn(message.source);
    for (const mention of mentions) checkMention(subject, text, mention, statutes, note);
    const words =
      mentions.length > 0
        ? undefined
        : subject.checks.get(tag)?.law(message.source.replaceAll(INTRODUCED, ''));
    if (words !== undefined) note('law-stated', `states law by "${words}"`, words);
  }
}

/** What is said of old articles holds together. */
function checkRegistry({ reading }: Subject): void {
  const { reader, shelf } = reading;
  for (const { id, replacedBy } of shelf.statutes.values()) {
    if (replacedBy === null || shelf.statutes.has(replacedBy)) continue;
    reader.note(`scripts/statutes/${id}.yaml`, 'statute', `there is no ${replacedBy}`, [
      'replacedBy',
    ]);
  }
}

/** No script can reach a reader on a day on which an article it cites is not yet in force. */
function checkForce({ reading, today }: Subject): void {
  for (const { id, cites } of reading.shelf.scripts.values()) {
    for (const [index, cited] of cites.entries()) {
      const statute = reading.shelf.statutes.get(cited.statute);
      if (!statute || statute.effectiveFrom <= today) continue;
      const reason = `${statute.id} holds from ${statute.effectiveFrom} on, and the script may be said on ${today}`;
      reading.reader.note(`scripts/${id}.yaml`, 'law-not-in-force', reason, [
        'cites',
        String(index),
      ]);
    }
  }
}

/** A sentence that only introduces the quotation after it. */
const INTRODUCED = /[^.\u3002\n]*\n?\{law\}/gu;

/** Endings of the names of laws; a handbook in the same brackets is none. */
const LAWLIKE =
  /(?:\u6CD5|\u5178|\u6761\u4F8B|\u89C4\u5B9A|\u529E\u6CD5|\u89E3\u91CA|\u89C4\u5219)$/u;

type Note = (rule: string, reason: string, words: string, right?: string) => void;

function checkMention(
  { today }: Subject,
  { kind }: Text,
  { words, title, number, quote }: LawMention,
  statutes: readonly Statute[],
  note: Note,
): void {
  const ofLaw =
    title === undefined ? statutes : statutes.filter((one) => namesOf(one).includes(title));
  const held =
    number === undefined ? ofLaw : ofLaw.filter(({ id }) => Number(id.split('-')[1]) === number);
  const shown = JSON.stringify(words.split('\n')[0]);
  if (held.length === 0) {
    if (number === undefined && !LAWLIKE.test(title ?? '')) return undefined;
    const right =
      ofLaw.length > 0
        ? 'scripts/statutes has other articles of that law, not this one'
        : undefined;
    return note('law-unknown', `${shown} is not in scripts/statutes`, words, right);
  }
  const present = held.filter(({ repealedOn }) => repealedOn === null || today < repealedOn);
  const old = held.find(({ repealedOn }) => repealedOn !== null && repealedOn <= today);
  if (present.length === 0 && old) {
    return note(
      'law-repealed',
      `${shown} was repealed on ${old.repealedOn}${successorOf(old)}`,
      words,
    );
  }
  if (quote !== undefined && number !== undefined) {
    const right = misquoted(quote, present, old);
    if (right !== undefined)
      note('law-misquoted', `${shown} does not say "${quote}"`, words, right);
  }
  if (number !== undefined && present.every(({ effectiveFrom }) => today < effectiveFrom)) {
    note('law-not-in-force', `${shown} holds from ${present[0]?.effectiveFrom} on`, words);
  }
  const byHand =
    kind === 'reply' && quote !== undefined && present.some((one) => isQuotable(one, today));
  if (!byHand)
    note('law-literal', `${shown} is written by hand, so nobody sees when it changes`, words);
}

/** What the article says where the quotation is not part of it; undefined where it is. */
function misquoted(
  quote: string,
  present: readonly Statute[],
  old: Statute | undefined,
): string | undefined {
  const plain = (text: string) => text.replaceAll(/\s/gu, '').replace(/[\u3002\uFF1B\uFF0C]$/u, '');
  if (present.some(({ text }) => plain(text).includes(plain(quote)))) return undefined;
  const moved =
    old && old.replacedBy !== null
      ? `; the old article of that number is now ${old.replacedBy}`
      : '';
  const [first] = present;
  return `${first?.id} reads: ${first?.text.split('\n').join(' ')}${moved}`;
}
