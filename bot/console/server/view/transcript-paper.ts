import type { Estate } from '#domain/estate.ts';
import { type Instant, instant } from '#domain/time.ts';
import type { PaperWords } from '#papers/paper-words.ts';
import type { TranscriptLine, TranscriptPaper } from '#papers/transcript/transcript-pdf.ts';
import { type ConversationView, DETAIL_FAMILIES, type TranscriptEntry } from '../../api.ts';
import type { MediaView } from '../../media-api.ts';
import { withoutPhones } from './masked-phone.ts';

export interface Taking {
  readonly estate: Estate;
  /** Name of the colleague who takes it out of the house. */
  readonly by: string;
  /** Whether what colleagues wrote for each other goes along. */
  readonly notes: boolean;
  readonly now: Instant;
}

/** A conversation in words for paper: who said what when, what came of it; telephone numbers masked. */
export function transcriptPaper(
  view: ConversationView,
  { estate, by, notes, now }: Taking,
  words: PaperWords,
): TranscriptPaper {
  const say = (key: string, values: Record<string, string> = {}) =>
    words.say(`transcript.${key}`, values);
  const room = view.room ?? words.label('list', 'unbound');
  const made = words.moment(now, estate.timezone);
  const whose = { estate: estate.name, room, name: withoutPhones(view.name), made, by };
  const taken = view.entries.filter(({ kind }) => notes || kind !== 'note');
  return {
    title: say('title'),
    author: estate.company,
    head: [
      say('whose', whose),
      say('made', { made, by, zone: estate.timezone }),
      say(notes ? 'withNotes' : 'withoutNotes'),
      say('masked'),
      say('id', { id: view.id }),
    ],
    lines: taken.map((entry) => lineOf(entry, whose.name, estate.timezone, words)),
    none: say('none'),
    foot: (page, pages) => say('foot', { ...whose, page: String(page), pages: String(pages) }),
  };
}

function lineOf(
  entry: TranscriptEntry,
  resident: string,
  zone: string,
  words: PaperWords,
): TranscriptLine {
  const [day = '', time = ''] = words.moment(instant(entry.at), zone).split(' ');
  const who = speaker(entry, resident, words);
  if (entry.kind === 'event') {
    return { day, time, who, words: eventWords(entry, words), remarks: [] };
  }
  return { day, time, who, words: withoutPhones(entry.text), remarks: remarksOn(entry, words) };
}

function speaker(entry: TranscriptEntry, resident: string, words: PaperWords): string | null {
  switch (entry.kind) {
    case 'event':
      return null;
    case 'in':
      return words.say('transcript.resident', { name: resident });
    case 'note':
      return words.say('transcript.note', { name: entry.staffName ?? '' });
    case 'out':
      if (entry.author === 'bot') return words.label('talk', 'bot');
      return entry.author === 'native'
        ? words.label('talk', 'phone')
        : words.say('transcript.staff', { name: entry.staffName ?? '' });
  }
}

function remarksOn(entry: TranscriptEntry, words: PaperWords): string[] {
  if (entry.kind === 'in') {
    const carried = entry.media === 'text' ? [] : [carriedWords(entry.media, entry.file, words)];
    const empty = entry.media === 'text' && entry.text === '';
    return [
      ...carried,
      ...(empty ? [words.say('transcript.erased')] : []),
      ...(entry.recalled ? [words.label('talk', 'recalled')] : []),
    ];
  }
  if (entry.kind !== 'out' || entry.status === 'accepted') return [];
  const reasons = entry.reasons.map((reason) => words.label('withheld', reason));
  return [[words.label('status', entry.status), ...reasons].join(' · ')];
}

/** What came with a message, named: the file itself stays in the house. */
function carriedWords(kind: string, file: MediaView | null, words: PaperWords): string {
  const named = words.say('transcript.media', { kind: words.label('media', kind) });
  if (!file) return named;
  const told = file.text ?? words.label('mediaState', file.state);
  return [named, ...(file.name === null ? [] : [file.name]), withoutPhones(told)].join(' ');
}

function eventWords(
  { type, detail, staffName }: Extract<TranscriptEntry, { kind: 'event' }>,
  words: PaperWords,
): string {
  const parts = detail.map((code) => detailWords(type, code, words));
  return [words.label('event', type), ...parts, ...(staffName === null ? [] : [staffName])].join(
    ' · ',
  );
}

function detailWords(type: string, code: string, words: PaperWords): string {
  if (/^-?\d+\.\d{2}$/u.test(code)) return words.say('transcript.sum', { sum: code });
  for (const family of [type, ...DETAIL_FAMILIES]) {
    const name = words.label(family, code);
    if (name !== code) return name;
  }
  return withoutPhones(code);
}
