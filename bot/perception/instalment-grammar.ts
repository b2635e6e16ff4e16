import { NUMBER, readNumeral } from './numeral-grammar.ts';

const ENGLISH: Readonly<Record<string, number>> = {
  two: 2,
  three: 3,
  four: 4,
  five: 5,
  six: 6,
  twelve: 12,
};
const ENGLISH_NUMBER = String.raw`(\d{1,2}|${Object.keys(ENGLISH).join('|')})`;
const MOST_PARTS = 60;

const PATTERNS: readonly RegExp[] = [
  new RegExp(
    String.raw`(?:分|拆)(?:成|为|作|开)?(${NUMBER})个?(?:期|次|批|份|回|趟|笔|季度|季|月)`,
    'u',
  ),
  new RegExp(
    String.raw`(?<!第|周|期|拜|${NUMBER})(${NUMBER})(?:次|期|回|趟|批)(?:内|里)?(?:分期)?(?:付|交|还|结|缴)`,
    'u',
  ),
  new RegExp(String.raw`(${NUMBER})个月(?:内|里)?(?:分期)?(?:付|交|还|结|缴)(?:清|完|齐)`, 'u'),
  new RegExp(String.raw`分(?:期)?(?:付|交|还|缴|给)(${NUMBER})(?:个月|期|次)`, 'u'),
  new RegExp(String.raw`\b${ENGLISH_NUMBER} (?:equal )?(?:instal\w*|payments|parts|times)\b`, 'u'),
  new RegExp(String.raw`(?:over|across|spread\D{0,12}) ${ENGLISH_NUMBER} months`, 'u'),
];
const HALVES = /(?:先|这次|现在).{0,4}一半|一半一半|分两半|对半分|(?:half now|pay half|in half)/u;

/** How many parts the resident asks to pay in; null when no number is named. */
export function findInstalments(text: string): number | null {
  for (const pattern of PATTERNS) {
    const named = pattern.exec(text)?.[1];
    const parts = named === undefined ? undefined : (ENGLISH[named] ?? readNumeral(named));
    if (parts !== undefined && parts >= 2 && parts <= MOST_PARTS) return parts;
  }
  return HALVES.test(text) ? 2 : null;
}

const BARE = new RegExp(
  String.raw`^(?:那|就|先|我?想|我?要|吧)*分?(${NUMBER})(?:次|期|回|笔|批|份|趟|个月|个)?(?:吧|呢|啊|呀|好了|就行|可以吗|行吗|可以|行)*$`,
  'u',
);
const ENGLISH_BARE = new RegExp(
  String.raw`^(?:in |over )?${ENGLISH_NUMBER}(?: parts| times| payments| months| instal\w*)?(?: please)?$`,
  'u',
);

/** How many parts are meant by a short answer to that question, as 三次 or 3; null where it says more. */
export function findBareInstalments(text: string): number | null {
  const english = ENGLISH_BARE.exec(text)?.[1];
  const named = english ?? BARE.exec(text)?.[1];
  const parts = named === undefined ? undefined : (ENGLISH[named] ?? readNumeral(named));
  return parts !== undefined && parts >= 2 && parts <= MOST_PARTS ? parts : null;
}
