import type { Script } from '#domain/content.ts';
import { rowOf } from '../check-wordings.ts';
import { isOpening } from '../trigger.ts';
import type { TextChecks } from './text-checks.ts';
import { filled } from './check-speech.ts';
import { type Subject, type Text, textsOf } from './subject.ts';

/** Openings that must be whole; the note before an instalment names that part and its day. */
const REMINDERS: ReadonlySet<string> = new Set([
  'remind',
  'remind:silence',
  'remind:promise-broken',
]);

/** Hand-overs at which the bot says no word of money (policy: hand-over to staff). */
const SPARED: ReadonlySet<string> = new Set([
  'handoff:quality-dispute',
  'handoff:house-defect',
  'handoff:vulnerable',
  'vulnerable',
]);

/** Slots that say a sum. */
const SUMS: readonly string[] = ['total', 'sum', 'bill', 'parts'];

/** What reminders must say, what hand-overs must not, and what shows on a lock screen. */
export function checkReminders(subject: Subject): void {
  const { reading, checks } = subject;
  for (const [tag, { book }] of reading.spoken.languages) {
    const text = checks.get(tag);
    if (!text) continue;
    const introduction = book.say('introduction', { company: 'X', steward: 'X' });
    const found = shown(introduction, text);
    if (found === undefined) continue;
    const message = `the introduction is the first line of what we open, and says ${found}`;
    reading.reader.note(`locales/${tag}/words.yaml`, 'lock-screen', message, ['introduction']);
  }
  for (const text of textsOf(reading)) {
    const words = checks.get(text.tag);
    if (!text.script || !words || reading.reader.isBroken(`scripts/${text.script.id}.yaml`, 'on'))
      continue;
    checkOpening(subject, text, text.script, words);
    checkReminder(subject, text, text.script, words);
    checkHandOver(subject, text, text.script, words);
  }
}

/** A sum or a word for debt; what a lock screen must not show. */
function shown(line: string, words: TextChecks): string | undefined {
  return words.debt(line) ?? /\d+/u.exec(line)?.[0];
}

/** The introduction comes first; the next line may be cut off right after it, so it has no word for debt either. */
function checkOpening(
  { reading }: Subject,
  { file, where, message }: Text,
  script: Script,
  words: TextChecks,
): void {
  if (!script.on.some(isOpening)) return;
  const stranger = script.on.includes('invite');
  const text = filled(message) ?? '';
  const found = stranger ? shown(text, words) : words.debt(text.split('\n')[0] ?? '');
  const slot = stranger
    ? message.slots.find((one) => [...SUMS, 'room', 'owner'].includes(one))
    : undefined;
  const said = found ?? (slot && `{${slot}}`);
  if (said === undefined) return;
  const right = stranger ? { right: 'an invitation names no sum, no room and no debt' } : {};
  const detail = { ...right, words: said };
  reading.reader.note(file, 'lock-screen', `${where[0]} opens with ${said}`, where, detail);
}

function checkReminder(
  { reading }: Subject,
  { file, where, message }: Text,
  { id, on }: Script,
  words: TextChecks,
): void {
  if (!on.some((trigger) => REMINDERS.has(trigger))) return;
  const { source, slots } = message;
  const says = (...names: readonly string[]) => names.some((name) => slots.includes(name));
  const lacking = [
    says('total', 'bill') ? '' : 'the sum ({total} or {bill})',
    says('months', 'bill') ? '' : 'the periods ({months} or {bill})',
    says('payLink', 'office') ? '' : 'how to pay ({payLink} or {office})',
    words.person(source) === undefined ? 'how to reach a person' : '',
    words.stop(source) === undefined ? 'how to stop' : '',
  ].filter((one) => one !== '');
  const about = `scripts/${id}.yaml`;
  for (const one of lacking)
    reading.reader.note(file, 'reminder', `${where[0]} lacks ${one}`, where, { about });
}

function checkHandOver(
  { reading }: Subject,
  { file, where, message }: Text,
  { id, on }: Script,
  words: TextChecks,
): void {
  const trigger = on.find((one) => one.startsWith('handoff:') || SPARED.has(one));
  if (trigger === undefined) return;
  const spared = on.some((one) => SPARED.has(one));
  const slot = message.slots.find((one) => SUMS.includes(one) || (spared && one === 'payLink'));
  const found =
    slot === undefined ? (spared ? words.money(filled(message) ?? '') : undefined) : `{${slot}}`;
  if (found === undefined) return;
  const row = rowOf(message.source, found);
  const about = `scripts/${id}.yaml`;
  reading.reader.note(file, 'handoff-money', `${where[0]} says ${found} on ${trigger}`, where, {
    row,
    words: found,
    about,
  });
}
