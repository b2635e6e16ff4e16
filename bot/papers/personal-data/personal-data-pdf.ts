import type { Instant } from '#domain/time.ts';
import type { PaperWords } from '../paper-words.ts';
import { spelledOut } from '../print/paper-font.ts';
import { Sheet } from '../print/sheet.ts';
import type { PersonalDataCopy, StoredHome } from './read-personal-data.ts';

/** A copy of what is stored about somebody, as a paper that person can read. */
export async function personalDataPdf(
  copy: PersonalDataCopy,
  words: PaperWords,
  now: Instant,
): Promise<Buffer> {
  const { made, company, contact, homes, messages, notes, requests } = copy;
  const say = (key: string, values = {}) => words.say(`personal.${key}`, values);
  const sheet = new Sheet({
    title: say('title'),
    author: company,
    language: words.locale,
    now,
    foot: (page, pages) => say('foot', { made, page: String(page), pages: String(pages) }),
  });
  sheet
    .text(say('title'), { size: 'title', bold: true, align: 'center' })
    .text(say('intro', { company, made, years: String(copy.keptYears) }), { after: 8 })
    .heading(say('you'))
    .text(spelledOut(say('name', { name: contact.name, key: contact.key })))
    .text(say(contact.optedOut ? 'stopped' : 'reminded'));
  for (const home of homes) homePart(sheet, home, words);
  sheet.heading(say('messages'));
  if (messages.length === 0) sheet.text(words.say('pack.none'), { grey: true });
  for (const { at, from, text } of messages) {
    sheet
      .keep(40)
      .text(`${at}　${say(from === 'us' ? 'us' : 'you-said')}`, { bold: true, after: 2 });
    sheet.text(spelledOut(text), { indent: 16, after: 6 });
  }
  sheet.heading(say('notes'));
  if (notes.length === 0) sheet.text(words.say('pack.none'), { grey: true });
  for (const { at, text } of notes) sheet.text(`${at}　${spelledOut(text)}`);
  sheet.heading(say('requests'));
  if (requests.length === 0) sheet.text(words.say('pack.none'), { grey: true });
  for (const { at, kind, answered } of requests) {
    sheet.text(`${at}　${words.label('request', kind)}　${say(answered ? 'answered' : 'waiting')}`);
  }
  return sheet.finish();
}

function homePart(sheet: Sheet, home: StoredHome, words: PaperWords): void {
  const { room, owner, phone, charges, payments, promises } = home;
  sheet
    .heading(words.say('personal.home', { room }))
    .text(words.say('personal.owner', { owner, phone: phone ?? '—' }));
  const table = (heads: readonly string[], rows: readonly (readonly string[])[]) => {
    if (rows.length === 0) return;
    sheet.table(
      heads.map((head) => ({ head: words.say(`cell.${head}`), width: 1 })),
      rows,
    );
  };
  table(
    ['item', 'period', 'due', 'amount', 'open', 'asOf'],
    charges.map(({ item, from, to, due, amount, open, asOf }) => [
      item,
      words.book.months([{ from, to }]),
      due,
      amount,
      open,
      asOf,
    ]),
  );
  table(
    ['at', 'sum', 'source'],
    payments.map(({ at, amount, source }) => [at, amount, source]),
  );
  for (const { due, amount, status } of promises) {
    const sum = amount ?? words.say('detail.all');
    sheet.text(
      words.say('personal.promised', { due, sum, status: words.label('promise', status) }),
    );
  }
}
