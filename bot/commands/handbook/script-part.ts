import { Fault } from '#errors';
import { isOpening } from '#content/trigger.ts';
import { triggerText } from '#console/web/conversation/why-text.ts';
import type { Script, ScriptConditions } from '#domain/content.ts';
import { SOURCE_LOCALE } from '#domain/locale.ts';
import type { Stage } from '#domain/stage.ts';
import type { HandbookData } from './handbook-data.ts';
import { SAMPLE_DAY, sampleSlots } from './sample-facts.ts';

/** Whether a script opens a conversation. */
export function opens({ on }: Script): boolean {
  return on.some(isOpening);
}

/** Kinds of evidence from the strongest to the weakest; `nothing` where no row is named. */
export const KINDS = ['measured', 'law', 'practice', 'none', 'nothing'] as const;

/** What a script rests on at best. */
export function kindOf(
  { evidence }: Script,
  rows: HandbookData['evidence'],
): (typeof KINDS)[number] {
  const kinds = evidence.map((row) => rows[row]?.kind ?? 'none');
  return KINDS.find((kind) => kinds.some((one) => one === kind)) ?? 'nothing';
}

/**
 * One script for a manager: when, why, on what grounds, in which words, and what then.
 * @throws Fault when its words cannot be made from the sample's facts.
 */
export function scriptPart(data: HandbookData, script: Script): string[] {
  const { words, content, locale } = data;
  const { t } = words;
  const aim = locale === SOURCE_LOCALE ? data.aimOf(script) : '';
  const others = content.catalogue.variants(script.id, locale) - 1;
  const line = (key: string, text: string) =>
    `- ${t('shape.line', { name: t(`part.${key}`), text })}`;
  return [
    `#### \`${script.id}\``,
    '',
    ...(aim === '' ? [] : [line('why', aim)]),
    line('when', whenText(data, script)),
    line('strategy', words.nameOf('strategy', script.strategy)),
    line('evidence', evidenceText(data, script)),
    ...(script.cites.length > 0 ? [line('law', lawText(data, script))] : []),
    line('leads', leadsText(data, script)),
    line('owner', words.nameOf('owner', script.owner)),
    '',
    ...sampleText(data, script)
      .split('\n')
      .map((text, at, all) => `> ${text}${at < all.length - 1 ? '\\' : ''}`),
    ...(others > 0 ? ['', t('part.more', { n: others })] : []),
    '',
  ];
}

function whenText({ words }: HandbookData, { on, when }: Script): string {
  const triggers = [...new Set(on.map((trigger) => triggerText(words, trigger)))];
  const conditions = conditionTexts(words, when);
  const said = words.list(triggers);
  if (conditions.length === 0) return said;
  return words.t('shape.both', { one: said, other: words.list(conditions) });
}

/** Conditions on the account in words, one each. */
export function conditionTexts(
  { t, nameOf, list }: HandbookData['words'],
  { occupancy, brokenPromises, hasPayLink, owing, stale }: ScriptConditions,
): string[] {
  const either = (value: boolean | undefined, yes: string, no: string) =>
    value === undefined ? [] : [t(value ? yes : no)];
  const { min, max } = brokenPromises ?? {};
  return [
    ...(occupancy
      ? [t('when.occupancy', { list: list(occupancy.map((one) => nameOf('occupancy', one))) })]
      : []),
    ...(min === undefined ? [] : [t('when.brokenMin', { n: min })]),
    ...(max === undefined
      ? []
      : [max === 0 ? t('fact.noBroken') : t('when.brokenMax', { n: max })]),
    ...either(hasPayLink, 'fact.payLink', 'fact.noPayLink'),
    ...either(owing, 'fact.owing', 'fact.notOwing'),
    ...either(stale, 'fact.stale', 'fact.fresh'),
  ];
}

function evidenceText({ words, evidence }: HandbookData, script: Script): string {
  const kind = words.nameOf('kind', kindOf(script, evidence));
  return script.evidence.length === 0
    ? kind
    : words.t('shape.rows', { kind, list: words.list(script.evidence) });
}

function lawText({ content, words }: HandbookData, { cites }: Script): string {
  return words.list(
    cites.map(({ statute: id }) => {
      const statute = content.catalogue.statutes.get(id);
      return statute ? `${statute.title} ${statute.article}` : id;
    }),
  );
}

/** Where the numbered choices lead; else the words of the resident decide, or a colleague has it now. */
function leadsText({ words, content }: HandbookData, { choices, on, category }: Script): string {
  if (choices.length > 0) {
    return words.list(
      choices.map(({ leads }, at) =>
        words.t('part.choice', { n: at + 1, label: words.nameOf('label', leads) }),
      ),
    );
  }
  const handed = on.find((trigger) => trigger.startsWith('handoff:'));
  if (handed === undefined) {
    const own = on.find((trigger) => words.nameOf('leadsOf', trigger) !== trigger);
    if (own !== undefined) return words.nameOf('leadsOf', own);
    return words.t(on.some(isOpening) ? 'part.words' : 'part.talk');
  }
  const queue = content.catalogue.categories.get(category)?.handoff?.queue;
  return queue
    ? words.t('answer.queue', { queue: words.nameOf('queue', queue) })
    : words.t('giveUp.handoff');
}

function sampleText({ words, content, locale }: HandbookData, script: Script): string {
  const [trigger = ''] = script.on;
  const stage: Stage = script.stages.includes('courtesy')
    ? 'courtesy'
    : (script.stages[0] ?? 'courtesy');
  const rendered = content.render(
    {
      script: script.id,
      variant: 0,
      locale,
      introduce: opens(script),
      slots: sampleSlots(words, trigger, stage === 'pre-due'),
      selection: {
        trigger,
        asked: script.category,
        from: script.category,
        stage,
        account: {
          occupancy: 'occupied',
          brokenPromises: 0,
          hasPayLink: true,
          owing: true,
          stale: false,
        },
        times: 0,
        decided: 'only',
        alternatives: [],
      },
    },
    SAMPLE_DAY,
  );
  if (rendered.ok) return rendered.wording.text;
  throw new Fault('INPUT_INVALID', { script: script.id, locale, lacks: rendered.missing });
}
