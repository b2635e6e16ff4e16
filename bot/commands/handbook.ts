import { writeFileSync } from 'node:fs';
import { Command } from 'commander';
import { SOURCE_LOCALE, isLocale } from '#domain/locale.ts';
import { Fault } from '#errors';
import { readHandbookData } from './handbook/handbook-data.ts';
import { renderHandbook } from './handbook/render-handbook.ts';
import { LOCALES, SCRIPTS, openContent } from './open-house.ts';

interface Options {
  readonly out?: string;
  readonly locale: string;
}

/** Where the handbook of a language stands in the repository. */
export function handbookPath(locale: string): string {
  return `docs/handbook.${locale}.md`;
}

/** `nuancui handbook`: a page that shows a manager what the bot says to whom and why, made from the scripts. */
export function handbookCommand(): Command {
  return new Command('handbook')
    .description('make the page that shows a manager what the bot says to whom and why')
    .option('--out <file>', 'where to write it; else to standard output')
    .option('--locale <tag>', 'language of the page and of the samples', SOURCE_LOCALE)
    .action(({ out, locale }: Options) => {
      const page = handbook(locale);
      if (out === undefined) {
        process.stdout.write(page);
        return;
      }
      try {
        writeFileSync(out, page);
      } catch (cause) {
        const right = 'a file in a folder that exists';
        throw new Fault('INPUT_INVALID', { out, right }, { cause });
      }
    });
}

/** The handbook of this project's scripts. @throws Fault when there is no such language. */
export function handbook(locale: string): string {
  const content = openContent();
  if (!isLocale(locale) || !content.catalogue.locales.includes(locale)) {
    throw new Fault('INPUT_INVALID', { locale, right: content.catalogue.locales.join(' or ') });
  }
  const data = readHandbookData({ scripts: SCRIPTS, locales: LOCALES }, content, locale);
  const chosen = locale === SOURCE_LOCALE ? '' : ` --locale ${locale}`;
  return renderHandbook(
    data,
    `npm run -s nuancui -- handbook${chosen} --out ${handbookPath(locale)}`,
  );
}
