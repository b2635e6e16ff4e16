import { STAGES } from '#domain/stage.ts';
import type { Subject } from './subject.ts';

/** A category whose own reminders serve before and after a stage serves at that stage too. */
export function checkStages({ reading }: Subject): void {
  const { reader, shelf } = reading;
  for (const id of shelf.categories.keys()) {
    const own = [...shelf.scripts.values()].filter((script) => script.category === id);
    for (const trigger of new Set(own.flatMap(({ on }) => on))) {
      const staged = new Set(
        own.filter(({ on }) => on.includes(trigger)).flatMap(({ stages }) => stages),
      );
      const covered = STAGES.map((stage) => staged.has(stage));
      const from = covered.indexOf(true);
      const to = covered.lastIndexOf(true);
      for (const [index, stage] of STAGES.entries()) {
        if (index <= from || index >= to || covered[index] === true) continue;
        const message = `${id} answers ${trigger} before and after the stage ${stage}, not at it`;
        reader.note(`scripts/${id}/category.yaml`, 'stage-gap', message);
      }
    }
  }
}
