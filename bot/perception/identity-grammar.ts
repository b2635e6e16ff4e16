import { IDENTITY_WISHES, type IdentityWords, type Scope } from '#domain/identity.ts';
import type { Lexicon } from './lexicon.ts';
import type { RoomPhrase } from './room-grammar.ts';

const MOBILE = /(?<!\d)1[3-9]\d{9}(?!\d)/u;
const FOUR = /(?<![\d.])\d{4}(?![\d.])(?!\s?[元块年])/u;
const NAMED =
  /(?:我的?名字(?:是|叫)?|姓名|业主姓名|名字|我是|我叫|本人|业主|户主)[是叫为:：\s]{0,2}(\p{Script=Han}{2,4})(?=$|[\s\p{P}\d])/u;
const NAMED_LATIN =
  /\b(?:my name is|name(?: is|:)?|i am|i'm|owner(?: is|:)?)\s*([a-z][a-z .'-]{1,40})/iu;
/** A name as people of one to four signs have it, or two words and more in Latin letters. */
const NAME = /^(?:\p{Script=Han}{2,4}(?:·\p{Script=Han}{1,8})?|[a-z]+(?:[ .'-]+[a-z]+){0,3})$/iu;
const BETWEEN = /[\s,，、;；。.:：/|]+/u;
/** Longer messages tell something else. */
const LONGEST = 60;

/** What a text says of who is writing; `original` is the text before its characters were made alike. */
export function readIdentity(
  original: string,
  aligned: string,
  rooms: readonly RoomPhrase[],
  lexicon: Lexicon,
  awaited: boolean,
): IdentityWords {
  const wish = IDENTITY_WISHES.find((one) => lexicon.wishes(one, aligned)) ?? null;
  const scope = scopeIn(aligned, lexicon);
  const none = { wish, scope, name: null, lastFour: null, bare: false };
  const text = original.normalize('NFKC').trim();
  if (text.length > LONGEST) return none;
  const rest = withoutRooms(text, aligned, rooms);
  const lastFour = MOBILE.exec(rest)?.[0].slice(-4) ?? FOUR.exec(rest)?.[0] ?? null;
  const words = rest
    .replace(MOBILE, ' ')
    .replace(FOUR, ' ')
    .split(BETWEEN)
    .map((word) => lexicon.withoutIdentityWords(word))
    .filter((word) => word !== '');
  const told = awaited || lastFour !== null;
  const introduced = NAMED.exec(rest)?.[1] ?? NAMED_LATIN.exec(rest)?.[1]?.trim();
  const joined = words.join(' ');
  const alone = words.length > 0 && (words.length === 1 || /^[\p{L} .'-]+$/u.test(joined));
  const name = told ? (introduced ?? (alone && NAME.test(joined) ? joined : null)) : null;
  const bare = words.length === 0 || (told && name !== null && joined === name);
  return { wish, scope, name, lastFour, bare: bare && (rooms.length > 0 || lastFour !== null) };
}

function scopeIn(aligned: string, lexicon: Lexicon): Scope | null {
  return lexicon.scopes(aligned)[0] ?? null;
}

/** Rooms are found in the aligned text, which has a sign for every sign of the original. */
function withoutRooms(text: string, aligned: string, rooms: readonly RoomPhrase[]): string {
  const base = aligned.length === text.length ? text : aligned;
  let rest = base;
  for (const { start, end } of rooms.toSorted((a, b) => b.start - a.start)) {
    rest = `${rest.slice(0, start)} ${rest.slice(end)}`;
  }
  return rest;
}
