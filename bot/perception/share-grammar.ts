import type { Share } from '#domain/understanding.ts';
import { NUMBER, readNumeral } from './numeral-grammar.ts';

const HALF =
  /[交付缴给还掏出凑打转补]{1,2}(?:个|清|上)?(?:一半|半数|二分之一)|一半(?:先|吧|行|可以|成)|先.{0,4}一半|\bhalf\b/u;
const FRACTION = new RegExp(String.raw`(${NUMBER})分之(${NUMBER})`, 'u');
const TENTHS = /([一二三四五六七八九两\d])成(?!年|功|人|交|本|立|员|果|熟|长|了)/u;
const PERCENT = new RegExp(String.raw`百分之(${NUMBER})|(\d{1,2})\s?%`, 'u');
/** What speaks of a discount or a rate, not of a part to pay. */
const OTHER_RATE = /折|优惠|减免|利息|违约金|滞纳金|涨|税|得房率|公摊|discount|off/u;

function share(parts: number | undefined, of: number): Share | null {
  return parts !== undefined && parts > 0 && parts < of ? { parts, of } : null;
}

/** The share of the debt that is named instead of a sum, as in 先交一半; null where there is none. */
export function findShare(text: string): Share | null {
  if (OTHER_RATE.test(text)) return null;
  if (HALF.test(text)) return { parts: 1, of: 2 };
  const percent = PERCENT.exec(text);
  if (percent) return share(readNumeral(percent[1] ?? percent[2] ?? ''), 100);
  const fraction = FRACTION.exec(text);
  if (fraction) return share(readNumeral(fraction[2] ?? ''), readNumeral(fraction[1] ?? '') ?? 0);
  const tenths = TENTHS.exec(text);
  return tenths ? share(readNumeral(tenths[1] ?? ''), 10) : null;
}
