import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { z } from 'zod';
import { type Slots, fill } from '#console/web/texts/fill.ts';
import { Fault } from '#errors';

const groups = z.record(z.string(), z.record(z.string(), z.string()));

/** The words of the handbook in one language; names of codes are those of the console. */
export interface HandbookWords {
  /** A text of `handbook.yaml`. @throws Fault when there is none. */
  t(key: string, slots?: Slots): string;
  /** The name of a code, `family.code`, in `handbook.yaml` or `console.yaml`; a code without a name stays a code. */
  nameOf(family: string, code: string): string;
  /** Several in a row, as the language writes them. */
  list(parts: readonly string[]): string;
}

/** Reads `handbook.yaml` and `console.yaml` of a language below `locales`. @throws Fault when there is no such language. */
export function readHandbookWords(locales: string, tag: string): HandbookWords {
  const texts = new Map<string, string>();
  for (const name of ['console.yaml', 'handbook.yaml']) {
    for (const [group, entries] of Object.entries(read(locales, tag, name))) {
      for (const [key, text] of Object.entries(entries)) texts.set(`${name} ${group}.${key}`, text);
    }
  }
  const own = (key: string) => texts.get(`handbook.yaml ${key}`);
  const shared = (key: string) => texts.get(`console.yaml ${key}`);
  function t(key: string, slots?: Slots): string {
    const text = own(key) ?? shared(key);
    if (text === undefined) throw new Fault('INPUT_INVALID', { locale: tag, lacks: key });
    return fill(text.trim(), slots);
  }
  return {
    t,
    nameOf: (family, code) => own(`${family}.${code}`) ?? shared(`${family}.${code}`) ?? code,
    list: (parts) => parts.join(shared('common.listComma') ?? ', '),
  };
}

function read(locales: string, tag: string, name: string): z.infer<typeof groups> {
  try {
    return groups.parse(parse(readFileSync(join(locales, tag, name), 'utf8')));
  } catch (cause) {
    throw new Fault('INPUT_INVALID', { locale: tag, right: `locales/${tag}/${name}` }, { cause });
  }
}
