import { SOURCE_LOCALE } from '#domain/locale.ts';
import { categoryPart } from './category-part.ts';
import { generalPart } from './general-part.ts';
import type { HandbookData } from './handbook-data.ts';

/** The whole handbook as Markdown; equal data give equal text. `command` makes it again. */
export function renderHandbook(data: HandbookData, command: string): string {
  const { words, content, evidence } = data;
  const { t, nameOf } = words;
  const { categories, scripts } = content.catalogue;
  // The cause that is not known comes last: the others fall back to it.
  const ordered = [...categories.values()].toSorted(
    (a, b) => Number(a.fallback === null) - Number(b.fallback === null) || (a.id < b.id ? -1 : 1),
  );
  const used = [...new Set([...scripts.values()].flatMap((script) => script.evidence))].toSorted();
  // Findings are written in English; elsewhere the numbers lead to the file.
  const findings = used.map((row) => {
    const { kind = 'none', finding = '' } = evidence[row] ?? {};
    return `| ${row} | ${nameOf('kind', kind)} | ${finding} |`;
  });
  const appendix = [
    `## ${t('page.rows')}`,
    '',
    `| ${t('page.row')} | ${t('page.kind')} | ${t('page.finding')} |`,
    '| --- | --- | --- |',
    ...findings,
    '',
  ];
  const contents = words.list(ordered.map(({ id }) => nameOf('category', id)));
  return [
    `# ${t('page.title')}`,
    '',
    t('page.lead'),
    '',
    t('page.made', { command }),
    '',
    t('shape.line', { name: t('page.contents'), text: contents }),
    '',
    ...generalPart(data),
    ...ordered.flatMap((category) => categoryPart(data, category)),
    ...(data.locale === SOURCE_LOCALE ? [] : appendix),
  ]
    .join('\n')
    .replaceAll(/\n{3,}/gu, '\n\n')
    .trimEnd()
    .concat('\n');
}
