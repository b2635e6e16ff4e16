import { conditionsHold } from '#domain/conditions.ts';
import type { AccountView, Script } from '#domain/content.ts';
import { OCCUPANCIES } from '#domain/household.ts';
import { STAGES } from '#domain/stage.ts';
import type { Shelf } from './load-scripts.ts';
import type { YamlReader } from './read-yaml.ts';
import { TRIGGERS, isOfArrears, isOpening } from './trigger.ts';

/** The category whose scripts answer when no other does. */
export const LAST: string = 'unknown';

/** Whatever the dialogs may have to say, the last category has a script for: at every stage, for every account. */
export function checkCoverage(reader: YamlReader, { scripts }: Shelf): void {
  const last = [...scripts.values()].filter(({ category }) => category === LAST);
  const accounts = accountsOf(last);
  for (const trigger of TRIGGERS) {
    const listeners = last.filter(({ on }) => on.includes(trigger));
    for (const stage of STAGES) {
      if (stage === 'legal' && isOpening(trigger)) continue;
      const staged = listeners.filter(({ stages }) => stages.includes(stage));
      const gap = accounts.find(
        (account) =>
          (!isOfArrears(trigger) || (account.owing && !account.stale)) &&
          !staged.some(({ when }) => conditionsHold(when, account)),
      );
      if (!gap) continue;
      const account = staged.length > 0 ? ` where ${JSON.stringify(gap)}` : '';
      reader.note(
        `scripts/${LAST}`,
        'coverage',
        `nothing answers ${trigger} at stage ${stage}${account}`,
      );
    }
  }
}

/** Every account that conditions can tell apart. */
function accountsOf(scripts: readonly Script[]): AccountView[] {
  const counts = new Set([0]);
  for (const { when } of scripts) {
    const { min, max } = when.brokenPromises ?? {};
    if (min !== undefined) counts.add(min);
    if (max !== undefined) counts.add(max + 1);
  }
  const either = [true, false];
  return OCCUPANCIES.flatMap((occupancy) =>
    [...counts].flatMap((brokenPromises) =>
      either.flatMap((hasPayLink) =>
        either.flatMap((owing) =>
          either
            .filter((stale) => owing || !stale)
            .map((stale) => ({ occupancy, brokenPromises, hasPayLink, owing, stale })),
        ),
      ),
    ),
  );
}
