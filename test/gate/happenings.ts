import fc from 'fast-check';
import { OUTCOMES } from '#domain/handoff.ts';
import { HOUR_MS } from '#domain/time.ts';
import { HOMES, PEOPLE } from './life.ts';
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

/** Builds an arbitrary happening from what is told of it, which makes its name. */
function happens<T>(
  name: string,
  told: fc.Arbitrary<T>,
  does: (watch: Watch, told: T) => Promise<unknown>,
): fc.Arbitrary<Happening> {
  return told.map(
    (one) => new Happening(`${name} ${JSON.stringify(one)}`, async (watch) => does(watch, one)),
  );
}

const said = fc.constantFrom(...Object.keys(WORDS).filter((key): key is Words => key in WORDS));

export const HAPPENINGS: fc.Arbitrary<Happening>[] = [
  happens(
    'say',
    fc.record({ who: person, what: said, twice: fc.boolean() }),
    (watch, { who, what, twice }) => watch.say(who, what, twice),
  ),
  happens('say', fc.record({ who: person, what: said }), (watch, { who, what }) =>
    watch.say(who, what, false),
  ),
  happens('picture', fc.record({ who: person }), (watch, { who }) =>
    watch.quietly(() => watch.life.simulator.sendMedia(who, 'image')),
  ),
  happens(
    'say',
    fc.record({ who: fc.constantFrom('lin', 'he'), what: said }),
    (watch, { who, what }) => watch.say(who, what, false),
  ),
  happens('recall', fc.record({ who: person }), (watch, { who }) => watch.recall(who)),
  happens(
    'payment',
    fc.record({ room, part: fc.constantFrom(1, 1, 0.3) }),
    (watch, { room: where, part }) => watch.pay(where, part),
  ),
  happens(
    'import',
    fc.record({ rooms: fc.subarray([...HOMES], { minLength: 1 }), grown: fc.boolean() }),
    (watch, { rooms, grown }) => watch.book(rooms, grown),
  ),
  happens('vanish', fc.record({ room }), (watch, { room: where }) => watch.vanish(where)),
  happens(
    'wave',
    fc.record({ rooms: fc.subarray([...HOMES], { minLength: 1 }) }),
    (watch, { rooms }) => watch.order(rooms),
  ),
  happens('wave of all', fc.record({ rooms: fc.constant([...HOMES]) }), (watch, { rooms }) =>
    watch.order(rooms),
  ),
  happens('phone', fc.record({ who: person }), (watch, { who }) =>
    watch.quietly(() => watch.life.simulator.typeOnPhone(who, `同事在手机上打字 ${watch.next()}`)),
  ),
  happens(
    'staff',
    fc.record({
      who: person,
      act: fc.constantFrom('claim', 'takeOver', 'reply', 'note', 'resolve'),
    }),
    (watch, { who, act }) => watch.staff(who, act),
  ),
  happens(
    'hand back',
    fc.record({ who: person, outcome: fc.constantFrom(...OUTCOMES) }),
    (watch, { who, outcome }) => watch.handBack(who, outcome),
  ),
  happens(
    'work off the queue',
    fc.record({ outcome: fc.constantFrom(...OUTCOMES, 'nothing-to-do', 'promise') }),
    (watch, { outcome }) => watch.workOff(outcome),
  ),
  happens('import all', fc.record({ grown: fc.boolean() }), (watch, { grown }) =>
    watch.book(HOMES, grown),
  ),
  happens(
    'clock',
    fc.record({ hours: fc.constantFrom(0.5, 3, 9, 10, 14, 24, 47, 49, 72, 168, 24 * 8) }),
    (watch, { hours }) => watch.life.advance(hours * HOUR_MS),
  ),
  happens('clock', fc.record({ hours: fc.constantFrom(24, 72, 168) }), (watch, { hours }) =>
    watch.life.advance(hours * HOUR_MS),
  ),
  happens('kill', fc.record({ at: fc.constantFrom('work', 'rest', 'restart') }), (watch, { at }) =>
    watch.kill(at),
  ),
  happens(
    'channel',
    fc.record({
      fault: fc.constantFrom('refuse', 'lose-answer', 'throw', 'die-before', 'die-after', 'none'),
    }),
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
