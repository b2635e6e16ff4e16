import fc from 'fast-check';
import { OUTCOMES, type Outcome } from '#domain/handoff.ts';
import { HOUR_MS } from '#domain/time.ts';
import { HOMES, PEOPLE, type Person } from './life.ts';
import type { Watch } from './watch.ts';
import { WORDS, type Words } from './words.ts';

/** One thing that happens in the life of an office. */
class Happening implements fc.AsyncCommand<object, Watch> {
  readonly #name: string;
  readonly #does: (watch: Watch) => Promise<unknown>;

  constructor(name: string, does: (watch: Watch) => Promise<unknown>) {
    this.#name = name;
    this.#does = does;
  }

  check(): boolean {
    return true;
  }

  async run(_model: object, watch: Watch): Promise<void> {
    await this.#does(watch);
    await watch.look();
  }

  toString(): string {
    return this.#name;
  }
}

const person = fc.constantFrom(...PEOPLE);
const room = fc.constantFrom(...HOMES);

/** Builds an arbitrary happening from its parts; the parts make its name. */
function happens<T extends Record<string, unknown>>(
  name: string,
  parts: { [K in keyof T]: fc.Arbitrary<T[K]> },
  does: (watch: Watch, told: T) => Promise<unknown>,
): fc.Arbitrary<Happening> {
  return fc
    .record(parts)
    .map(
      (told) => new Happening(`${name} ${JSON.stringify(told)}`, (watch) => does(watch, told as T)),
    );
}

const said = fc.constantFrom(...Object.keys(WORDS).filter((key): key is Words => key in WORDS));

export const HAPPENINGS: fc.Arbitrary<Happening>[] = [
  happens<{ who: Person; what: Words; twice: boolean }>(
    'say',
    { who: person, what: said, twice: fc.boolean() },
    (watch, { who, what, twice }) => watch.say(who, what, twice),
  ),
  happens<{ who: Person; what: Words }>(
    'say',
    { who: person, what: said },
    (watch, { who, what }) => watch.say(who, what, false),
  ),
  happens<{ who: Person }>('picture', { who: person }, (watch, { who }) =>
    watch.quietly(() => watch.life.simulator.sendMedia(who, 'image')),
  ),
  happens<{ who: Person; what: Words }>(
    'say',
    { who: fc.constantFrom('lin', 'he'), what: said },
    (watch, { who, what }) => watch.say(who, what, false),
  ),
  happens<{ who: Person }>('recall', { who: person }, (watch, { who }) => watch.recall(who)),
  happens<{ room: string; part: number }>(
    'payment',
    { room, part: fc.constantFrom(1, 1, 0.3) },
    (watch, { room: where, part }) => watch.pay(where, part),
  ),
  happens<{ rooms: string[]; grown: boolean }>(
    'import',
    { rooms: fc.subarray([...HOMES], { minLength: 1 }), grown: fc.boolean() },
    (watch, { rooms, grown }) => watch.book(rooms, grown),
  ),
  happens<{ room: string }>('vanish', { room }, (watch, { room: where }) => watch.vanish(where)),
  happens<{ rooms: string[] }>(
    'wave',
    { rooms: fc.subarray([...HOMES], { minLength: 1 }) },
    (watch, { rooms }) => watch.order(rooms),
  ),
  happens<{ rooms: string[] }>(
    'wave of all',
    { rooms: fc.constant([...HOMES]) },
    (watch, { rooms }) => watch.order(rooms),
  ),
  happens<{ who: Person }>('phone', { who: person }, (watch, { who }) =>
    watch.quietly(() => watch.life.simulator.typeOnPhone(who, `同事在手机上打字 ${watch.next()}`)),
  ),
  happens<{ who: Person; act: 'claim' | 'takeOver' | 'reply' | 'note' | 'resolve' }>(
    'staff',
    { who: person, act: fc.constantFrom('claim', 'takeOver', 'reply', 'note', 'resolve') },
    (watch, { who, act }) => watch.staff(who, act),
  ),
  happens<{ who: Person; outcome: Outcome }>(
    'hand back',
    { who: person, outcome: fc.constantFrom(...OUTCOMES) },
    (watch, { who, outcome }) => watch.handBack(who, outcome),
  ),
  happens<{ outcome: Outcome }>(
    'work off the queue',
    { outcome: fc.constantFrom(...OUTCOMES, 'nothing-to-do', 'promise') },
    (watch, { outcome }) => watch.workOff(outcome),
  ),
  happens<{ grown: boolean }>('import all', { grown: fc.boolean() }, (watch, { grown }) =>
    watch.book(HOMES, grown),
  ),
  happens<{ hours: number }>(
    'clock',
    { hours: fc.constantFrom(0.5, 3, 9, 10, 14, 24, 47, 49, 72, 168, 24 * 8) },
    (watch, { hours }) => watch.life.advance(hours * HOUR_MS),
  ),
  happens<{ hours: number }>('clock', { hours: fc.constantFrom(24, 72, 168) }, (watch, { hours }) =>
    watch.life.advance(hours * HOUR_MS),
  ),
  happens<{ at: 'work' | 'rest' | 'restart' }>(
    'kill',
    { at: fc.constantFrom('work', 'rest', 'restart') },
    (watch, { at }) => watch.kill(at),
  ),
  happens<{ fault: 'refuse' | 'lose-answer' | 'throw' | 'die-before' | 'die-after' | 'none' }>(
    'channel',
    { fault: fc.constantFrom('refuse', 'lose-answer', 'throw', 'die-before', 'die-after', 'none') },
    async (watch, { fault }) => {
      watch.life.fault = fault;
    },
  ),
];

export const STARTS = [
  '2026-02-10T10:00:00+08:00',
  '2026-03-03T19:40:00+08:00',
  '2026-04-02T10:00:00+08:00',
  '2026-09-23T08:30:00+08:00',
] as const;
