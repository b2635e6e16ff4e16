import type { Action } from '#domain/action.ts';
import type { ScriptId } from '#domain/category.ts';
import type { Catalogue } from '#domain/content.ts';
import type { Facts } from '#domain/facts.ts';
import type { Instant } from '#domain/time.ts';

/**
 * The script among what would be opened now that has had its tries and leaves the rest to a person; null where there is
 * none (research S-117: after the second broken promise a person; S-072: follow-up is capped).
 * @param since what was said before does not count: the resident wrote after it, or it is too long ago.
 */
export function leftToPerson(
  catalogue: Catalogue,
  actions: readonly Action[],
  { heard }: Pick<Facts, 'heard'>,
  since: Instant,
): ScriptId | null {
  for (const action of actions) {
    if (action.do !== 'speak') continue;
    const { script } = action.speech;
    const givesUp = catalogue.scripts.get(script)?.givesUp;
    if (givesUp?.next !== 'person') continue;
    const tries = heard.filter((one) => one.script === script && one.at >= since).length;
    if (tries >= givesUp.after) return script;
  }
  return null;
}
