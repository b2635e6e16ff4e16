import { STAGES, type Stage } from '#domain/stage.ts';
import type { Category, Script } from '#domain/content.ts';
import type { HandbookData } from './handbook-data.ts';
import { conditionTexts, kindOf, opens, scriptPart } from './script-part.ts';

/** One category: who is in it, what rests meanwhile, who takes over, when it stops, and its scripts by stage. */
export function categoryPart(data: HandbookData, category: Category): string[] {
  const { words, content, evidence } = data;
  const { t, nameOf } = words;
  const scripts = [...content.catalogue.scripts.values()]
    .filter((script) => script.category === category.id)
    .toSorted((a, b) => (a.id < b.id ? -1 : 1));
  const measured = scripts.filter((script) => kindOf(script, evidence) === 'measured').length;
  return [
    `## ${nameOf('category', category.id)} \`${category.id}\``,
    '',
    t('page.of', { n: scripts.length, measured }),
    '',
    ...factLines(data, category),
    '',
    `### ${t('page.openings')}`,
    '',
    ...openings(data, category, scripts.filter(opens)),
    ...replies(
      data,
      scripts.filter((script) => !opens(script)),
    ),
  ];
}

function factLines({ words, estate }: HandbookData, category: Category): string[] {
  const { t, nameOf, list } = words;
  const { labels, when, freeze, handoff, fallback } = category;
  const { claimHours, perWave } = estate.policy;
  const line = (key: string, text: string) =>
    `- ${t('shape.line', { name: t(`category.${key}`), text })}`;
  const conditions = conditionTexts(words, when);
  const stops = handoff && freeze === 'nothing' ? 'handoff' : freeze;
  return [
    line(
      'labels',
      labels.length > 0 ? list(labels.map((one) => nameOf('label', one))) : t('category.noLabels'),
    ),
    ...(conditions.length > 0 ? [line('condition', list(conditions))] : []),
    line('freeze', t(`freeze.${freeze}`, { hours: claimHours })),
    line('handoff', handoff ? nameOf('queue', handoff.queue) : t('category.noHandoff')),
    line('givesUp', t(`giveUp.${stops}`, { n: perWave })),
    line(
      'fallback',
      fallback === null
        ? t('category.last')
        : t('category.fallbackTo', { name: nameOf('category', fallback) }),
    ),
  ];
}

/** What opens at each stage; a script for several stages stands in full at its first, and by name at the others. */
function openings(
  data: HandbookData,
  { fallback }: Category,
  scripts: readonly Script[],
): string[] {
  const { t, nameOf, list } = data.words;
  const borrowed = nameOf('category', fallback ?? '');
  if (scripts.length === 0) return [t('page.none', { fallback: borrowed }), ''];
  const told = new Set<Script>();
  return STAGES.flatMap((stage: Stage) => {
    const head = [`**${nameOf('stage', stage)}**`, ''];
    if (stage === 'legal') return [...head, t('page.noOpening'), ''];
    const here = scripts.filter(({ stages }) => stages.includes(stage));
    if (here.length === 0) return [...head, t('page.noneAtStage', { fallback: borrowed }), ''];
    const again = here.filter((script) => told.has(script)).map(({ id }) => `\`${id}\``);
    const fresh = here.filter((script) => !told.has(script));
    for (const script of fresh) told.add(script);
    return [
      ...head,
      ...(again.length > 0 ? [t('page.same', { list: list(again) }), ''] : []),
      ...fresh.flatMap((script) => scriptPart(data, script)),
    ];
  });
}

function replies(data: HandbookData, scripts: readonly Script[]): string[] {
  if (scripts.length === 0) return [];
  const head = [`### ${data.words.t('page.replies')}`, ''];
  return [...head, ...scripts.flatMap((script) => scriptPart(data, script))];
}
