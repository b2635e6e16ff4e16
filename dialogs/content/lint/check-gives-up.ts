import type { Script } from '#domain/content.ts';
import type { Shelf } from '../load-scripts.ts';
import { isOpening } from '../trigger.ts';
import type { Subject } from './subject.ts';

/** A script that gives up leaves the household to somebody: another script that fits, or a person. */
export function checkGivesUp({ reading }: Subject): void {
  const { reader, shelf } = reading;
  for (const script of shelf.scripts.values()) {
    if (script.givesUp === null) continue;
    const file = `scripts/${script.id}.yaml`;
    const note = (message: string) => reader.note(file, 'gives-up', message, ['givesUp', 'next']);
    if (script.givesUp.next === 'person') {
      const answer = script.on.find((trigger) => !isOpening(trigger));
      if (answer !== undefined) note(`${answer} is an answer, and who asks is always answered`);
      continue;
    }
    const alone = script.on.flatMap((on) =>
      script.stages
        .filter((stage) => !heirs(shelf, script).some((one) => takes(one, on, stage)))
        .map((stage) => `${on} at the stage ${stage}`),
    )[0];
    if (alone !== undefined) note(`nothing takes over ${alone}`);
  }
}

function takes(script: Script, on: string, stage: Script['stages'][number]): boolean {
  return script.on.includes(on) && script.stages.includes(stage);
}

/** The other scripts of its category and of those it falls back to. */
function heirs({ categories, scripts }: Shelf, { id, category }: Script): Script[] {
  const line = new Set([category]);
  for (const one of line) {
    const next = categories.get(one)?.fallback;
    if (next) line.add(next);
  }
  return [...scripts.values()].filter((one) => one.id !== id && line.has(one.category));
}
