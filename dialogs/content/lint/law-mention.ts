import type { Statute } from '#domain/content.ts';
import { NUMERALS, articleNumber } from './article-number.ts';

/** A place in a text that names a law or one of its articles. */
export interface LawMention {
  /** As written. */
  readonly words: string;
  /** The name of the law, without brackets; undefined where only an article is named. */
  readonly title: string | undefined;
  readonly number: number | undefined;
  /** What stands in quotation marks right after it. */
  readonly quote: string | undefined;
}

const ARTICLE =
  `\u7B2C\\s*([${NUMERALS}]+)\\s*\u6761(?:\u4E4B[${NUMERALS}]+)?` +
  `(?:\\s*\u7B2C[${NUMERALS}]+\u6B3E)?(?:\\s*\u7B2C?[\uFF08(]?[${NUMERALS}]+[\uFF09)]?\u9879)?`;
const QUOTE =
  '(?:[^\u3002\uFF1B\u201C\u201D"\u300C\\n]{0,12}[\u201C"\u300C\u300E]([^\u201D"\u300D\u300F]+)[\u201D"\u300D\u300F])?';
const ENGLISH = /\bArticle\s+(\d+)\b(?:\s+of\s+the\s+((?:[A-Z]\w*\s?)+))?/gu;

const PREFIX = /^\u4E2D\u534E\u4EBA\u6C11\u5171\u548C\u56FD/u;
const VERSION = /\uFF08[^\uFF09]*\uFF09$/u;

/** The names by which a law is known: whole, and without what is always left out. */
export function namesOf({ title }: Pick<Statute, 'title'>): string[] {
  const plain = title.replace(VERSION, '');
  return [...new Set([title, plain, plain.replace(PREFIX, '')])];
}

/** Finds laws and articles named in a text. @param names of the laws that are known without brackets too. */
export function mentionFinder(names: readonly string[]): (text: string) => LawMention[] {
  const bare = names
    .toSorted((a, b) => b.length - a.length)
    .map((name) => name.replaceAll(/[\\^$.*+?()[\]{}|]/gu, '\\$&'));
  const title = `(?:\u300A([^\u300A\u300B\\n]{2,60})\u300B|(${bare.join('|') || '(?!)'}))`;
  const pattern = new RegExp(`${title}\\s*(?:${ARTICLE})?${QUOTE}|${ARTICLE}${QUOTE}`, 'gu');
  return (text) => {
    const chinese = [...text.matchAll(pattern)].map((match) => {
      const [words, bracketed, named, first, quoted, second, quotedAfter] = match;
      const number = first ?? second;
      return {
        words,
        title: bracketed ?? named,
        number: number === undefined ? undefined : articleNumber(number),
        quote: quoted ?? quotedAfter,
      };
    });
    const english = [...text.matchAll(ENGLISH)].map(([words, number, law]) => {
      return { words, title: law?.trim(), number: Number(number), quote: undefined };
    });
    return [...chinese, ...english];
  };
}
