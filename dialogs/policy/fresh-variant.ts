import type { ScriptId } from '#domain/category.ts';
import { spread } from '#domain/spread.ts';

/** Who hears it, and what they have heard, newest first. */
interface Hearing {
  readonly listener: string;
  readonly heard: readonly { readonly script: ScriptId; readonly variant: number }[];
}

/**
 * Which of `count` wordings of a script: the one this household heard least, of these the one heard longest ago. Where
 * that leaves several, the household's own place among them, so that households are spread over all wordings and each
 * hears every wording before one comes again.
 */
export function freshVariant(
  count: number,
  script: ScriptId,
  { heard, listener }: Hearing,
): number {
  const used = heard.flatMap((one) => (one.script === script ? [one.variant] : []));
  const first = spread(`${script} ${listener}`, count);
  const ranked = Array.from({ length: count }, (_, variant) => {
    const last = used.indexOf(variant);
    return {
      variant,
      times: used.filter((one) => one === variant).length,
      age: last === -1 ? used.length : last,
      turn: (variant - first + count) % count,
    };
  });
  const [best] = ranked.toSorted((a, b) => a.times - b.times || b.age - a.age || a.turn - b.turn);
  return best?.variant ?? 0;
}
