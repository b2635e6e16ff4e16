import { join } from 'node:path';
import { type Content, loadContent } from '#content/load.ts';
import { type Perception, createPerceive, createPerception } from '#perception/perceive.ts';
import { loadPerception } from '#perception/load-perception.ts';
import { type GroupWords, readGroupWords } from '#group/group-words.ts';
import type { LanguageModel } from '#ports/language-model.ts';
import type { Perceive } from '#ports/perceive.ts';

/** The project's own folder. */
export const ROOT = join(import.meta.dirname, '..', '..');

export const SCRIPTS = join(ROOT, 'scripts');
export const LOCALES = join(ROOT, 'locales');

/** The scripts, their words and the law of this project. */
export function openContent(): Content {
  return loadContent({ scripts: SCRIPTS, locales: LOCALES });
}

/** The embedded understanding of this project, without a conversation around it. */
export function openPerception(): { readonly perception: Perception } {
  return { perception: createPerception(loadPerception(LOCALES)) };
}

/** What every command that converses needs: the scripts with their words, and perception, by itself or with a model. */
export function openHouse(languageModel?: LanguageModel): {
  readonly content: Content;
  readonly perceive: Perceive;
  readonly groupWords: GroupWords;
} {
  return {
    content: openContent(),
    groupWords: readGroupWords(LOCALES),
    perceive: createPerceive(loadPerception(LOCALES), languageModel),
  };
}
