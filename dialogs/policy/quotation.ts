import type { Statute } from '#domain/content.ts';
import { isQuotable } from '#domain/quotable.ts';
import type { LocalDate } from '#domain/time.ts';

/** Shorter pieces of an article are everyday words and prove no quotation. */
const SHORTEST = 12;

/** A title in its brackets, whole or short, before the number of an article. */
const TITLE = '(?:\u300A[^\u300A\u300B\\n]{2,40}\u300B\\s*)?';

/**
 * The parts of a text somebody wrote by hand that are law word for word: sentences and paragraphs of articles in
 * force on that day, and the reference to an article so quoted. The guard takes them out before it reads.
 */
export function quotationsIn(text: string, statutes: Iterable<Statute>, day: LocalDate): string[] {
  const found = new Set<string>();
  for (const statute of statutes) {
    if (!isQuotable(statute, day)) continue;
    const quoted = pieces(statute.text).filter((piece) => text.includes(piece));
    if (quoted.length === 0) continue;
    for (const piece of quoted) found.add(piece);
    for (const [reference] of text.matchAll(new RegExp(`${TITLE}${statute.article}`, 'gu'))) {
      found.add(reference);
    }
  }
  return [...found].toSorted((a, b) => b.length - a.length);
}

/** An article's paragraphs and their sentences, with or without the closing stop. */
function pieces(article: string): string[] {
  const paragraphs = article.split('\n');
  const sentences = paragraphs.flatMap((paragraph) => paragraph.split(/(?<=[\u3002\uFF1B])/u));
  return [...paragraphs, ...sentences]
    .map((piece) => piece.trim().replace(/[\u3002\uFF1B]$/u, ''))
    .filter((piece) => piece.length >= SHORTEST);
}
