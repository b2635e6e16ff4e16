import { type Locale, isLocale } from '#domain/locale.ts';
import type { YamlReader } from '../read-yaml.ts';
import { checksSchema } from '../schema/checks.ts';
import { expandGaps } from '../widen-pattern.ts';

/** Finds what a text says, in one language. */
export interface TextChecks {
  /** The words by which it does; undefined where it does not. */
  readonly law: (text: string) => string | undefined;
  readonly debt: (text: string) => string | undefined;
  readonly money: (text: string) => string | undefined;
  readonly stop: (text: string) => string | undefined;
  readonly person: (text: string) => string | undefined;
}

/** Reads `locales/<tag>/checks.yaml` of every language; a language without it is noted. */
export function readTextChecks(reader: YamlReader): Map<Locale, TextChecks> {
  const found = new Map<Locale, TextChecks>();
  for (const tag of reader.files.foldersIn('locales')) {
    if (!isLocale(tag)) continue;
    const read = reader.read(`locales/${tag}/checks.yaml`, checksSchema);
    if (!read) continue;
    found.set(tag, {
      law: finder(read.law),
      debt: finder(read.debt),
      money: finder(read.money),
      stop: finder(read.stop),
      person: finder(read.person),
    });
  }
  return found;
}

function finder(sources: readonly string[]): (text: string) => string | undefined {
  const patterns = sources.map((source) => new RegExp(expandGaps(source), 'iu'));
  return (text) => {
    for (const pattern of patterns) {
      const [match] = pattern.exec(text) ?? [];
      if (match !== undefined) return match;
    }
    return undefined;
  };
}
