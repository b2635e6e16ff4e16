import { instant } from '#domain/time.ts';
import type { PaperWords } from '../paper-words.ts';
import { spelledOut } from '../print/paper-font.ts';
import { type Column, Sheet } from '../print/sheet.ts';
import { entryBody } from './entry-body.ts';
import { entryDetail } from './entry-detail.ts';
import type { EvidencePack, PackText } from './pack-schema.ts';
import { type ActSection, SECTION_OF, type SpokenSection } from './pack-section.ts';

/**
 * The pack as a paper that a judge can read: the same content, with the pack's own hashes.
 * @throws Fault PAPER_UNPRINTABLE when the font lacks a character of a name; words of messages are spelled out instead.
 */
export async function packPdf(pack: EvidencePack, words: PaperWords): Promise<Buffer> {
  const { estate, household, books, checkpoint, fingerprint } = pack;
  const about = { estate: estate.name, room: household.room, made: pack.made, fingerprint };
  const sheet = new Sheet({
    title: `${words.say('pack.title')} ${words.say('pack.file', about)}`,
    author: estate.company,
    language: words.locale,
    now: instant(pack.madeAt),
    foot: (page, pages) =>
      words.say('pack.foot', { ...about, page: String(page), pages: String(pages) }),
  });
  sheet
    .text(words.say('pack.title'), { size: 'title', bold: true, align: 'center' })
    .text(words.say('pack.file', about), { grey: true, align: 'center', after: 8 })
    .text(words.say('pack.intro', { zone: estate.timezone }))
    .heading(words.say('pack.parties'))
    .text(words.say('pack.company', { ...about, company: estate.company, office: estate.office }))
    .text(words.say('pack.owner', { owner: household.owner, room: household.room }))
    .heading(words.say('pack.books'))
    .text(words.say('pack.booksNote'), { grey: true, size: 'small' });
  table(
    sheet,
    words,
    [14, 26, 15, 14, 14, 14, 15],
    ['item', 'period', 'due', 'amount', 'paid', 'open', 'asOf'],
    books.charges.map((one) => [
      one.item,
      words.book.months([one]),
      one.due,
      one.amount,
      one.paid,
      one.open,
      one.asOf,
    ]),
  );
  sheet.text(words.say('pack.open', { open: books.open }), { bold: true });
  sheet.text(words.say('pack.payments'), { bold: true });
  const paid = books.payments.map(({ made, amount, source }) => [made, amount, source]);
  table(sheet, words, [2, 1, 2], ['at', 'sum', 'source'], paid);
  spoken(sheet, pack, words, 'demands');
  spoken(sheet, pack, words, 'replies');
  acts(sheet, pack, words, 'promises');
  acts(sheet, pack, words, 'disputes');
  acts(sheet, pack, words, 'staff');
  spoken(sheet, pack, words, 'answers');
  acts(sheet, pack, words, 'withheld');
  acts(sheet, pack, words, 'identity');
  acts(sheet, pack, words, 'others');
  const { seq, head, root, signature, publicKey } = checkpoint;
  const ends = { size: String(seq), own: String(pack.entries.length), head, root: root ?? '' };
  sheet
    .heading(words.say('pack.proof'))
    .text(words.say('pack.checkpoint', ends), { size: 'small' })
    .text(words.say('pack.root', ends), { size: 'small' })
    .text(words.say('pack.signature', { signature }), { size: 'small' })
    .text(words.say('pack.key', { key: publicKey }), { size: 'small', after: 8 });
  for (const line of pack.howToCheck) sheet.text(line, { size: 'small' });
  sheet.text(words.say('pack.entries'), { bold: true });
  const hashes = pack.entries.map((entry) => [
    String(entry.seq),
    words.moment(entry.at, estate.timezone),
    words.label('event', entry.type),
    entry.hash,
  ]);
  table(sheet, words, [6, 16, 16, 52], ['seq', 'at', 'event', 'hash'], hashes);
  return sheet.finish();
}

function spoken(
  sheet: Sheet,
  { entries, texts, estate }: EvidencePack,
  words: PaperWords,
  section: SpokenSection,
): void {
  const own = entries.filter(({ type }) => SECTION_OF[type] === section);
  sheet.heading(words.say(`pack.${section}`));
  if (own.length === 0) sheet.text(words.say('pack.none'), { grey: true });
  for (const entry of own) {
    const said = texts.find(({ seq }) => seq === entry.seq);
    const { delivered, outcome, stage } = entryBody(entry);
    const event = words.label('event', entry.type);
    const at = words.moment(entry.at, estate.timezone);
    const role = words.label('tie', said?.role ?? 'unknown');
    const receipt =
      delivered === true
        ? words.say('pack.delivered')
        : words.say('pack.undelivered', { outcome: words.label('status', outcome ?? 'unknown') });
    const way =
      said?.from === 'resident'
        ? words.say('pack.from', { role })
        : words.say('pack.to', { role, delivered: receipt });
    const line = [
      words.say('pack.entry', { seq: String(entry.seq), at, event }),
      ...(said ? [way] : []),
      ...(stage ? [words.label('stage', stage)] : []),
      entryDetail(entry, words),
    ];
    sheet.keep(60).text(line.filter((part) => part !== '').join('　'), { bold: true, after: 2 });
    if (!said) continue;
    const text = said.text ?? words.say(omission(said), { day: said.erasedOn ?? '' });
    sheet.text(spelledOut(text), { indent: 16, after: 8, grey: said.text === null });
  }
}

/** Which words stand where a message was: an erasure that was asked for is called one. */
function omission({ omitted, erasedFor }: PackText): string {
  if (omitted !== 'erased') return `omitted.${omitted ?? 'gone'}`;
  return erasedFor === 'request' ? 'omitted.erased-on-request' : 'omitted.erased';
}

function acts(sheet: Sheet, pack: EvidencePack, words: PaperWords, section: ActSection): void {
  const own = pack.entries.filter(({ type }) => SECTION_OF[type] === section);
  sheet.heading(words.say(`pack.${section}`));
  const rows = own.map((entry) => [
    String(entry.seq),
    words.moment(entry.at, pack.estate.timezone),
    words.label('event', entry.type),
    entryDetail(entry, words),
  ]);
  table(sheet, words, [6, 16, 16, 52], ['seq', 'at', 'event', 'detail'], rows);
}

function table(
  sheet: Sheet,
  words: PaperWords,
  widths: readonly number[],
  heads: readonly string[],
  rows: readonly (readonly string[])[],
): void {
  if (rows.length === 0) {
    sheet.text(words.say('pack.none'), { grey: true });
    return;
  }
  const columns = heads.map((head, n): Column => ({
    head: words.say(`cell.${head}`),
    width: widths[n] ?? 10,
  }));
  sheet.table(columns, rows);
}
