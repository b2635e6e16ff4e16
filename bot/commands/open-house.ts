import { join } from 'node:path';
import { type Content, loadContent } from '#content/load.ts';
import { type Perception, createPerceive, createPerception } from '#perception/perceive.ts';
import { loadPerception } from '#perception/load-perception.ts';
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

/** What every command that converses needs: the scripts with their words, and perception. */
export function openHouse(): { readonly content: Content; readonly perceive: Perceive } {
  return {
    content: openContent(),
    perceive: createPerceive(loadPerception(LOCALES)),
  };
}
