import type { SelectionView } from '../../selection-api.ts';
import type { Slots } from '../texts/fill.ts';

/** The language the explanation is given in: texts by key, names by family and code. */
export interface Wording {
  t(key: string, slots?: Slots): string;
  nameOf(family: string, code: string): string;
}

/** One part of an explanation: what it is about, and its sentences. */
export interface WhyPart {
  readonly name: string;
  readonly lines: readonly string[];
}

/** A script that was not said, and why not. */
export interface PassedScript {
  readonly script: string;
  readonly why: string;
}

/** Why a script was chosen, in plain words: what it answers, what was looked at, what decided. */
export function whyParts(words: Wording, selection: SelectionView): WhyPart[] {
  const { t } = words;
  return [
    { name: t('why.cause'), lines: [triggerText(words, selection.trigger)] },
    { name: t('why.facts'), lines: [factsText(words, selection)] },
    { name: t('why.rule'), lines: ruleLines(words, selection) },
  ];
}

/** The scripts that were not said, each with why. */
export function passedScripts(
  { t, nameOf }: Wording,
  { alternatives, stage }: SelectionView,
): PassedScript[] {
  return alternatives.map(({ script, why, unmet = [] }) => {
    const list = unmet.map((name) => nameOf('condition', name)).join(nameOf('common', 'listComma'));
    const slots = { stage: nameOf('stage', stage), list };
    return { script, why: t(`passed.${why}`, slots) };
  });
}

/** What was answered, as `label:forgot`, in words. */
export function triggerText({ t, nameOf }: Wording, trigger: string): string {
  const [kind = '', code = ''] = trigger.split(':');
  if (kind === 'label') return t('why.onLabel', { name: nameOf('label', code) });
  if (kind === 'handoff') return t('why.onHandoff', { name: nameOf('reason', code) });
  if (kind === 'topic') return t('why.onTopic');
  return nameOf('trigger', trigger);
}

function factsText(
  { t, nameOf }: Wording,
  { asked, stage, account, times, trigger }: SelectionView,
): string {
  const { occupancy, brokenPromises, hasPayLink, owing, stale } = account;
  const facts = [
    t('fact.category', { name: nameOf('category', asked) }),
    t('fact.stage', { name: nameOf('stage', stage) }),
    nameOf('occupancy', occupancy),
    brokenPromises === 0 ? t('fact.noBroken') : t('fact.broken', { n: brokenPromises }),
    t(hasPayLink ? 'fact.payLink' : 'fact.noPayLink'),
    t(owing ? 'fact.owing' : 'fact.notOwing'),
    ...(owing ? [t(stale ? 'fact.stale' : 'fact.fresh')] : []),
    times === 0 ? t('fact.unheard') : t('fact.heard', { n: times }),
  ];
  // To somebody whose home is not known, nothing of a home was looked at.
  const stranger = trigger === 'invite' || trigger === 'identity';
  return (stranger ? [...facts.slice(0, 2), ...facts.slice(-1)] : facts).join(
    nameOf('common', 'listComma'),
  );
}

function ruleLines({ t, nameOf }: Wording, { asked, from, decided }: SelectionView): string[] {
  const borrowed = t('why.borrowed', {
    asked: nameOf('category', asked),
    from: nameOf('category', from),
  });
  return [...(asked === from ? [] : [borrowed]), t(`decided.${decided}`)];
}
